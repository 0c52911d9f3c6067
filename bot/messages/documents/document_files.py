"""A charter as a Markdown file to keep."""

from collections.abc import Iterable, Iterator, Sequence

from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import Line, Row
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit.file_names import name_file
from bot.messages.block_kit.markdown import escape_cell, escape_line, escape_lines, escape_words, translate_markup
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.render import Attached, compose_message
from bot.messages.documents.document_pages import compose_kept
from bot.messages.documents.documents import describe_status, name_document, read_version


def compose_file(playbook: Charter, version: Version) -> Attached:
    """Return the document as a file, and as a message for where no file may be sent.

    Persons are mentions in both: delivery writes their names into the file, since only Slack knows them.
    """
    title = name_document(playbook, version.subject)
    note = compose_message("document_file", {"title": title, "number": version.number})
    instead = compose_kept(playbook, version)
    return {
        "text": f"{note['text']}\n\n{instead['text']}",
        "blocks": [*note["blocks"], *instead["blocks"]],
        "file": {
            "name": name_file(playbook.title, version.subject, version.number),
            "title": f"{title}, version {version.number}",
            "content": "\n".join(write_markdown(playbook, version)) + "\n",
        },
    }


def write_markdown(playbook: Charter, version: Version) -> Iterator[str]:
    """Yield all that a version says, line by line; persons are mentions."""
    document, title = read_version(playbook, version), escape_words(name_document(playbook, version.subject))
    yield from (f"# {title}", "", translate_markup(describe_status(playbook, version, document)))
    for section in document.sections:
        yield from ("", f"## {escape_words(section.title)}", "")
        beside = section.beside and section.lines
        yield from _beside(section.lines) if beside else (_line(line) for line in section.lines)
        if section.rows:
            yield from ("", *_table(section.rows))


def _line(line: Line) -> str:
    label = escape_words(line.question.label)
    if line.question.kind == "long":
        return f"**{label}**\n\n{escape_lines(line.parts[0])}\n"
    if line.question.kind == "items":
        return "\n".join([f"**{label}**\n", *(f"- {escape_line(part)}" for part in line.parts), ""])
    return f"- **{label}:** {_parts(line.parts)}"


def _beside(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a table of one row: answers that are read side by side."""
    yield from (_row(escape_cell(line.question.label) for line in lines), _row("---" for _ in lines))
    yield _row(_parts(line.parts) for line in lines)


def _table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table with a column for each question that was answered in some row."""
    listed = list(rows)
    columns = list(dict.fromkeys(line.question for row in listed for line in row.lines))
    yield _row(["", *(escape_cell(question.label) for question in columns)])
    yield _row(["---"] * (len(columns) + 1))
    for row in listed:
        cells = {line.question: _parts(line.parts) for line in row.lines}
        yield _row([escape_cell(row.name), *(cells.get(question, "") for question in columns)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _parts(parts: Iterable[str]) -> str:
    return ", ".join(str(mention_user(part)) if isinstance(part, Person) else escape_cell(part) for part in parts)
