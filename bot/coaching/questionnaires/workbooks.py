"""The cells of an xlsx workbook, from somebody outside: its values only, within bounds that are checked beforehand."""

import io
import warnings
import zipfile
from collections.abc import Iterator

from bot.coaching.questionnaires.tables import MOST_COLUMNS, MOST_ROWS, Table, make_table
from bot.errors import UserError

MOST_SHEETS = 40
MOST_PARTS = 500
UNPACKED = 40 * 1024 * 1024  # bytes; the largest of the standard questionnaires unpacks to a few million

_BROKEN = "I cannot read this workbook. Open it, save it as xlsx again, or save the sheet with the answers as CSV."
_SWOLLEN = "Unpacked, this workbook is far too large. Save the sheet with the answers as CSV, and send that."
_SHEETS = f"This workbook has more than {MOST_SHEETS} sheets. Save the one with the answers as CSV, and send that."


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK")


def read_workbook(content: bytes) -> tuple[Table, ...]:
    """Return its sheets.

    Values are those that were saved: formulas, links and macros stay what they are. UserError where it is too large
    or broken.
    """
    _check_parts(content)
    try:
        return tuple(_read_sheets(content))
    except UserError:
        raise
    except Exception as error:
        # What a library makes of a file that is no workbook has any name: KeyError, ParseError, TypeError, …
        raise UserError(_BROKEN) from error


def _check_parts(content: bytes) -> None:
    """Refuse what would fill the memory. No part is unpacked beyond the size that it states."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UserError(_BROKEN) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise UserError(_SWOLLEN)


def _read_sheets(content: bytes) -> Iterator[Table]:
    from openpyxl import load_workbook  # only here: it costs a third of a second, and few commands read a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of menus and colours that it does not know, which are not read either
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            if len(book.worksheets) > MOST_SHEETS:
                raise UserError(_SHEETS)
            for sheet in book.worksheets:
                # Bounds of ours: what a file says of its size may be wrong.
                rows = sheet.iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
                yield make_table(sheet.title, rows)
        finally:
            book.close()
