"""Rows as CSV that a spreadsheet opens, and never works out."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows, the heads first, marked as UTF-8."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([_make_safe(cell) for cell in row] for row in rows)
    return "\ufeff" + sheet.getvalue()  # without the mark Excel reads it as something else


def _make_safe(cell: str) -> str:
    """Return what a spreadsheet shows as text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
