"""From what a database gives to a typed row."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from pydantic import TypeAdapter


class Row:
    """Base of every row class: a frozen, slotted dataclass whose fields are columns, by name.

    Text becomes what its field says: `datetime` (UTC, aware), `date`, a StrEnum, a number, `Json[…]`. Columns that a
    class does not name are left out.
    """

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the row as this class. pydantic.ValidationError for a column that is missing or of another kind."""
        made: Self = _adapter(cls).validate_python(row)
        return made


@cache
def _adapter(cls: type[Row]) -> TypeAdapter[Any]:
    # Made at the first row of a table, not at import: all of them together would slow every start down.
    return TypeAdapter(cls)
