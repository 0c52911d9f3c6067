"""From what a database gives to a typed row."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from pydantic import TypeAdapter


class Row:
    """Base of every row class: frozen, slotted dataclasses whose fields are the columns, by name.

    Text becomes what the field says: `datetime` (UTC, aware), `date`, a StrEnum, a number. Columns that a class does not
    name are left out.
    """

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the row as this class. pydantic.ValidationError for a column that is missing or of another kind."""
        made: Self = _adapter(cls).validate_python(row)
        return made


@cache
def _adapter(cls: type[Row]) -> TypeAdapter[Any]:
    # Built at the first row of a table, not at import: 25 of them would cost the start a tenth of a second.
    return TypeAdapter(cls)
