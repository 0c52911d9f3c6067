"""Every shape that a playbook can have, and what a file may hold in each."""

from typing import Annotated, get_args

from pydantic import BaseModel, Field, TypeAdapter

from bot.coaching.playbook.base import Base
from bot.coaching.playbook.parts import Part
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker.model import Picker

Playbook = Picker | Checklist | Charter
PLAYBOOK: TypeAdapter[Playbook] = TypeAdapter(Annotated[Playbook, Field(discriminator="shape")])
SHAPES: dict[str, type[Base]] = {get_args(s.model_fields["shape"].annotation)[0]: s for s in get_args(Playbook)}


def tables(table: type[BaseModel], header: str = "") -> dict[str, type[BaseModel]]:
    """Every table of a shape by its header in TOML: "" is the top of the file, "page.question" [[page.question]]."""
    found = {header: table}
    for key, field in table.model_fields.items():
        for part in get_args(field.annotation):
            if isinstance(part, type) and issubclass(part, Part):
                found |= tables(part, f"{header}.{key}".lstrip("."))
    return found
