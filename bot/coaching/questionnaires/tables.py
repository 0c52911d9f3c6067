"""The cells of a sheet as text, within bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

MOST_ROWS = 5000
MOST_COLUMNS = 60
CELL = 2000  # characters: more of one answer helps nobody


@dataclass(frozen=True)
class Table:
    """The rows of one sheet that are not empty. Not `complete` when it goes on after the rows that are read."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    complete: bool = True


def make_table(name: str, rows: Iterable[Sequence[object]]) -> Table:
    """Return the first rows as text: blanks made single, long cells cut, nothing left that steers a terminal."""
    going = iter(rows)
    cells = [tuple(_write(cell) for cell in row[:MOST_COLUMNS]) for row in islice(going, MOST_ROWS)]
    rest = any(_write(cell) for row in islice(going, MOST_ROWS) for cell in row)
    return Table(name, tuple(row for row in cells if any(row)), complete=not rest)


def _write(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    shown = text if text.isprintable() else "".join(each for each in text if each.isprintable())
    return shown if len(shown) <= CELL else f"{shown[: CELL - 1]}…"
