"""The base class of typed rows, which reads what a database gives."""

from collections.abc import Mapping
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
        # Made at the first row of a table, not at import: all adapters together would slow every start down.
        adapter = _ADAPTERS.get(cls) or _ADAPTERS.setdefault(cls, TypeAdapter(cls))
        made: Self = adapter.validate_python(row)
        return made


_ADAPTERS: dict[type[Row], TypeAdapter[Any]] = {}
