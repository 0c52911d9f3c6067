"""Every shape that a playbook can have, by the word that a file says in `shape`. A new shape is a line here."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from bot.coaching.playbook.parts import Part
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.demo.shape import Demo
from bot.coaching.shapes.picker.shape import Picker
from bot.coaching.shapes.survey.shape import Survey

SHAPES: dict[str, type[Playbook]] = {
    "picker": Picker,
    "checklist": Checklist,
    "charter": Charter,
    "survey": Survey,
    "demo": Demo,
}


def find_shape(values: Mapping[str, Any]) -> type[Playbook] | None:
    """Return the shape that a file says it has; None for one that is missing or unknown."""
    return SHAPES.get(str(values.get("shape")))


def list_tables(table: type[BaseModel], header: str = "") -> dict[str, type[BaseModel]]:
    """Return every table of a shape by its header in TOML: "" is the top of the file."""
    below = {header: table}
    for key, field in table.model_fields.items():
        for part in get_args(field.annotation):
            if isinstance(part, type) and issubclass(part, Part):
                below |= list_tables(part, f"{header}.{key}".lstrip("."))
    return below
