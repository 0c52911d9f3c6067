"""Rows as CSV that a spreadsheet opens, and never works out."""

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows, the heads first, marked as UTF-8."""
    return MARK + write_lines(rows)


def write_lines(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows, as a piece of a file."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([_make_safe(cell) for cell in row] for row in rows)
    return sheet.getvalue()


def _make_safe(cell: str) -> str:
    """Return what a spreadsheet shows as text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
