"""The base of every table of a playbook file, and the kinds of values that tables share."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.coaching.playbook import conditions
from bot.coaching.playbook.trusted import is_trusted


def _check_expression(condition: str) -> str:
    if not is_trusted():
        conditions.list_names(condition)
    return condition


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Condition = Annotated[str, AfterValidator(_check_expression), Field(examples=["touch == 'data'"])]


class Part(BaseModel):
    """Any table of a playbook file: frozen, and an unknown key is an error."""

    # Docstrings of subclasses and descriptions of their fields are read by authors: docs/playbooks.md and schema.json
    # are made of them (bot.coaching.library.reference).

    # Built at the first file, with the shape that it is a part of: each by itself as well would slow every start down.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
