"""A file that somebody was sent, CSV or xlsx, as tables. Nothing in it is worked out, followed or run."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.coaching.questionnaires.tables import Table, make_table
from bot.coaching.questionnaires.workbooks import is_workbook, read_workbook
from bot.errors import UserError

MOST_BYTES = 5 * 1024 * 1024
_SEPARATORS = ",;\t|"
_SHOWN = 50  # rows that show what separates the cells

TOO_LARGE = "This file is larger than 5 MB. Save the sheet with the answers as CSV, and send that."
EMPTY = "There is nothing in this file."
PDF = "This is a PDF. Ask for the sheet itself, as xlsx or CSV."
_KNOWN_AS = {
    b"%PDF": PDF,
    b"\xd0\xcf\x11\xe0": "This is an old .xls, or locked with a password. Save it as xlsx without one, or as CSV.",
}
LONGEST_CELL = 128 * 1024  # characters
_NO_SHEET = "This is neither a CSV file nor an xlsx workbook. Save the sheet as one of them."


def read_tables(content: bytes) -> tuple[Table, ...]:
    """Return the sheets of a workbook, or the one of a CSV file. UserError, in words, where that cannot be done."""
    if len(content) > MOST_BYTES:
        raise UserError(TOO_LARGE)
    if not content.strip():
        raise UserError(EMPTY)
    for beginning, text in _KNOWN_AS.items():
        if content.startswith(beginning):
            raise UserError(text)
    return read_workbook(content) if is_workbook(content) else (_read_csv(_decode(content)),)


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        text = _decode_bytes(content)
    if "\0" in text:
        raise UserError(_NO_SHEET)
    return text


def _decode_bytes(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel writes where it writes no UTF-8


def _read_csv(text: str) -> Table:
    try:
        return make_table("", _list_rows(text))
    except csv.Error as error:
        raise UserError(_NO_SHEET) from error


def _list_rows(text: str) -> Iterator[list[str]]:
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=_find_separator(text)):
        # The reader's own limit is one for the whole process, which others may have raised.
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise csv.Error("a cell without an end")
        yield row


def _find_separator(text: str) -> str:
    """Return what makes most of the first rows equally wide; one cell a row shows nothing."""
    return max(_SEPARATORS, key=lambda each: _count_regular(csv.reader(io.StringIO(text, newline=""), delimiter=each)))


def _count_regular(rows: Iterable[list[str]]) -> tuple[int, int]:
    widths = [len(row) for row in islice(rows, _SHOWN) if len(row) > 1]
    usual = max(widths, key=widths.count, default=0)
    return widths.count(usual), usual
