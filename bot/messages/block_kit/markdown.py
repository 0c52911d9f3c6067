"""People's words in a Markdown file: every reader of Markdown shows them as they were typed."""

import re

from bot.messages.block_kit.markup import unescape_text

_SIGNS = re.compile(r"([\\`*_<>\[\]~$#]|&(?=#?\w+;))")
_OPENING = re.compile(
    r"^(?:([#>+=:|-])|(\d+)([.)]))"
)  # what a line may not begin with, or it is a list, a table or a headline
_BREAK = "  "  # at the end of a line; a backslash there is shown by some readers
_SLACK_MARKS = re.compile(r"(<@[UW][A-Z0-9]+>|\*)")


def escape_words(words: str) -> str:
    """Return somebody's words on one line, for within a line or a headline."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def escape_cell(words: str) -> str:
    """Return somebody's words for anywhere, the cell of a table too."""
    return escape_words(words).replace("|", r"\|")


def escape_line(words: str) -> str:
    """Return somebody's words on one line, for the beginning of a line or of a point in a list."""
    return _guard_opening(escape_words(words))


def escape_lines(words: str) -> str:
    """Return somebody's words as paragraphs, each line break and the blanks before a line kept."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(words.splitlines()).strip("\n"))
    return "\n\n".join(f"{_BREAK}\n".join(map(_escape_indented, each.split("\n"))) for each in paragraphs)


def translate_markup(text: str) -> str:
    """Return Slack's markup as Markdown, mentions as they are: delivery writes the names in."""
    parts = _SLACK_MARKS.split(text)
    return "".join(part if n % 2 else _escape_within(unescape_text(part)) for n, part in enumerate(parts))


def _escape_within(words: str) -> str:
    """Return words with the blanks around them."""
    return _SIGNS.sub(r"\\\1", re.sub(r"\s", " ", words))


def _escape_indented(line: str) -> str:
    # Blanks that nobody sees in Markdown, and four of which would make it a piece of code.
    shown = line.expandtabs(4).lstrip()
    indent = len(line.expandtabs(4)) - len(shown)
    return "&nbsp;" * indent + escape_line(shown)


def _guard_opening(line: str) -> str:
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", line)
