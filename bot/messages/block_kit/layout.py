"""Layout: the lines of a filled template → blocks, and the text that says the same.

A line is a mark when it begins with `# ` (headline) or `-# ` (small print), is `---` (a line across) or `[[name]]` (a
part that the caller gives as blocks). Everything else is text, a blank line between paragraphs.
"""

import re
from collections.abc import Iterable, Mapping

from bot.messages.block_kit.blocks import HEADER, Block, context, divider, header, sections
from bot.messages.block_kit.charts import CHART, describe_chart
from bot.messages.block_kit.markup import escape_text, strip_dates, unescape_text
from bot.messages.block_kit.tables import TABLES, describe_table

# Private characters that stand for "a value starts here" and "a line break inside a value" while the marks are read,
# so that nobody's words are ever taken for a mark.
START, BREAK = "\ue000", "\ue001"
_PART = re.compile(r"^\[\[(\w+)\]\]$")


def lay_out(lines: Iterable[str], parts: Mapping[str, list[Block]]) -> tuple[list[Block], str]:
    """Return the blocks of these lines, and the text that says the same. KeyError for a part that is not given."""
    groups = [_lay_out_group(group, parts) for group in _group_lines(lines)]
    text = _strip_marks("\n\n".join(text for _, text in groups if text))
    return [block for blocks, _ in groups for block in blocks], text


def _group_lines(lines: Iterable[str]) -> list[list[str]]:
    """Return the lines in groups: a mark stands alone, text runs until a blank line."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if _is_mark(line):
            groups += [[line], []]
        elif line.strip():
            groups[-1].append(line)
        else:
            groups.append([])
    return [group for group in groups if group]


def _is_mark(line: str) -> bool:
    return line.startswith(("# ", "-# ")) or line == "---" or bool(_PART.match(line))


def _lay_out_group(paragraph: list[str], parts: Mapping[str, list[Block]]) -> tuple[list[Block], str]:
    """Return one group as blocks, and as the text that says the same."""
    first, text = paragraph[0], "\n".join(paragraph)
    if named := _PART.match(first):
        return parts[named.group(1)], "\n".join(_block_text(block) for block in parts[named.group(1)]).strip("\n")
    if first == "---":
        return [divider()], ""
    if first.startswith("# "):
        headline = strip_dates(_strip_marks(first[2:]))
        fits = len(unescape_text(headline)) <= HEADER
        return [header(unescape_text(headline))] if fits else sections(f"*{headline}*"), headline
    if first.startswith("-# "):
        return context(_strip_marks(first[3:])), first[3:]
    return sections(_strip_marks(text)), text


def _block_text(block: Block) -> str:
    """Return what a block in a part says, as mrkdwn. Buttons say nothing."""
    if block["type"] == "header":
        return escape_text(block["text"]["text"])
    if block["type"] in TABLES:
        return describe_table(block)
    if block["type"] == CHART:
        return describe_chart(block)
    said = block["elements"] if block["type"] == "context" else block.get("fields", [block.get("text", {})])
    return "\n".join(each.get("text", "") for each in said)


def _strip_marks(text: str) -> str:
    return text.replace(START, "").replace(BREAK, "\n").strip()
