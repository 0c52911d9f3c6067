"""Faults of a file that is no TOML: the line, and what to write, in words for an author."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from bot.coaching.library.folders import refuse_long_lines
from bot.coaching.playbook.questions import OPTION
from bot.errors import UserError

_CLOSE = 'close the text with " on the same line, or begin and end it with """'
QUOTED = 120  # characters of a line
_ALIKE = "the same key stands here twice. Remove one"
_COMMA = f"a comma or the closing }} is missing: {OPTION}"
_MENDS = {  # how tomllib's message begins → the mend
    "Cannot overwrite": _ALIKE,
    "Duplicate inline table key": _ALIKE,
    "Expected '=' after a key": "a line must be: key = value",
    "Illegal character": _CLOSE,
    "Unterminated string": _CLOSE,
    "Unescaped": r"write \\ for a \ inside a text",
    "Unclosed inline table": _COMMA,
    "Invalid initial character": _COMMA,
    "Unclosed array": "a comma is missing at the end of the line above, or the list is not closed with ]",
    "Invalid statement": "a line must be: key = value",
    "Invalid value": 'put text in straight quotes: "…"',
}
_SWITCH = re.compile(r"= *(true|false|yes|no|on|off)\b", re.IGNORECASE)
_HEADER = re.compile(r"\[+ *([\w.]+)")


def parse_toml(raw: bytes) -> dict[str, Any]:
    """Return the values of a file. UserError with the line to mend."""
    try:
        text = raw.decode("utf-8-sig") + "\n"  # some editors begin a file with a byte order mark, or end it in a line
    except UnicodeDecodeError:
        raise UserError("this is not UTF-8. Save it again with the encoding UTF-8") from None
    refuse_long_lines(text)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise UserError(explain_error(text, error)) from None


def explain_error(text: str, error: ValueError) -> str:
    """Return the line and its mend."""
    if not isinstance(error, tomllib.TOMLDecodeError):  # by Python's own limit on digits
        return "a number has thousands of digits. Write a shorter one"
    # Before Python 3.14 tomllib says the place in the words of its message only.
    message, _, place = str(error).partition(" (at ")
    lines, numbered = [line.strip() for line in text.splitlines()], re.match(r"line (\d+)", place)
    number, mend = _locate_fault(message, lines, int(numbered[1])) if numbered else _never_closed(lines)
    return f"line {number} `{_quote(lines[number - 1])}`: {mend}" if number else mend


def _quote(line: str) -> str:
    """Return a line as a message can repeat it."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in line.replace("\t", " "))
    return shown if len(shown) <= QUOTED else f"{shown[:QUOTED]}…"


def _locate_fault(message: str, lines: Sequence[str], number: int) -> tuple[int, str]:
    """Return the line to mend, and how: seldom another one than where reading stopped."""
    line = lines[number - 1]
    header = _HEADER.match(line)
    if header and message.startswith("Invalid value"):
        return number, "the list above is not closed: write ] on a line of its own before this one"
    if header and message.startswith("Expected ']"):
        return number, f"a header has two brackets on each side: [[{header[1]}]]"
    if header and message.startswith("Cannot"):
        return _find_misplaced(lines[:number], header[1].partition(".")[0]) or (number, _ALIKE)
    return number, _suggest_mend(message, line)


def _find_misplaced(lines: Sequence[str], top: str) -> tuple[int, str] | None:
    """Return the first header of these tables that is not written as it has to be, and how to mend it."""
    above = False
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header is None or header[1].partition(".")[0] != top:
            continue
        if not line.startswith("[["):
            return number, f"write it in double brackets: [[{header[1]}]]"
        if header[1] != top and not above:
            return number, f"a [[{top}]] must stand above it"
        above = True
    return None


def _never_closed(lines: Sequence[str]) -> tuple[int, str]:
    """Return the line to mend, 0 for none, and how, where the file ends inside a text."""
    # A text of several lines that is never closed runs to the end of the file: the last one begun is it.
    begun = [number for number, line in enumerate(lines, 1) if '"""' in line]
    return (
        (begun[-1], 'this text is never closed: end it with """')
        if begun
        else (0, f"the file ends too early: {_CLOSE}")
    )


def _suggest_mend(message: str, line: str) -> str:
    if line.startswith(("//", "--", ";", "<!")):
        return "a note begins with #"
    if message.startswith("Expected newline"):
        return _explain_rest(line)
    if message.startswith("Invalid value") and _SWITCH.search(line):
        return "write true or false, in small letters and without quotes"
    return next((mend for start, mend in _MENDS.items() if message.startswith(start)), f"this is no TOML: {message}")


def _explain_rest(line: str) -> str:
    """Return what to do when something follows a value that is complete: mostly the rest after a quote in a text."""
    if line.count('"') > 2:
        inside = 'Inside a condition use single quotes: when = "reach == \'many\'". Inside any other text write \\"'
        return f"the text ends at its second quote. {inside}"
    return "something follows the value. Text stands in straight quotes, a number stands alone"
