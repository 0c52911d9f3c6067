"""The one post of a document in its channel, and what is said in its thread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from bot.coaching.playbook.texts import FilledText, Person
from bot.coaching.shapes.charter.document import Change, Line
from bot.coaching.shapes.charter.result import Document, Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages.block_kit import blocks, controls, tables
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.layout import BREAK, START
from bot.messages.block_kit.render import Message, compose_message, format_text, join_parts
from bot.messages.block_kit.targets import ToFinished
from bot.messages.documents.document_changes import name_field, write_answer
from bot.messages.documents.documents import APPROVE, CHANGE, CONFIRM, EVERYTHING, name_document, read_version
from bot.model.commitments import Commitment
from bot.model.teams import Side

ROOM = 770  # characters of a post, its table and what stands before its points aside: 800 are read
OPEN_POINTS, NAMES, CHANGES, LINES = 2, 3, 4, 5
MARK = 10  # characters: a sign before the line, its end, a share in the heading of the points
LONGEST_NAME, LONGEST_LINE, LONGEST_ANSWER = 90, 150, 50  # characters


@dataclass(frozen=True)
class _Side:
    """A side that has to agree: its word after /align join, those who have, those who may."""

    word: str
    name: str
    agreed: Markup | str
    asked: Markup | str


def compose_post(playbook: Charter, version: Version, *, cued: Sequence[Commitment] = ()) -> Message:
    """Return the post of a document, as its current version stands. `cued` is what the one person who sees it has
    promised for when they open it.
    """
    document = read_version(playbook, version)
    sides, problems = _list_sides(version, document), list_problems(document)
    frame = {
        "cued": (),
        "heading": name_post(playbook, version, document),
        "verdict": document.state or _say_verdict(sides),
        "sides": sides,
        "waiting": _name_some(list_waiting(version, document)),
        "confirm": name_confirm(playbook),
        "confirmed": len(document.parts),
        "version": version,
        "lines": (),
        "problems": (),
        "more": len(problems),
    }
    room = ROOM - len(compose_message("document_post", frame, {"buttons": [], "table": []})["text"])
    shown = list(_fit_lines((shorten_markup(each, LONGEST_LINE) for each in problems[:OPEN_POINTS]), room))
    lines = list(_fit_lines(_list_lines(document), room - sum(map(len, shown))))
    values = {**frame, "cued": cued, "lines": lines, "problems": shown, "more": len(problems) - len(shown)}
    asks = [
        *([] if _is_agreed(sides) else [_agree(playbook, version)]),
        *([_confirm(playbook, version)] if list_waiting(version, document) else []),
    ]
    parts = {"buttons": [_buttons(version, asks)], "table": _compose_table(document)}
    return compose_message("document_post", values, parts)


def compose_changed(playbook: Charter, version: Version) -> Message:
    """Return what the thread says of a version: who changed what, and whose OK is asked for again."""
    document = read_version(playbook, version)
    sides = _list_sides(version, document)
    differs = playbook.changes(version.before or {}, version.answers)
    waiting = [] if version.replaced else [side for side in sides if not side.agreed]
    again = [] if version.replaced else _list_again(playbook, version, document)
    values = {
        "by": version.by,
        "number": version.number,
        "count": len(differs),
        "changes": [_write_change(each) for each in differs[:CHANGES]],
        "more": max(len(differs) - CHANGES, 0),
        "waiting": [side.name for side in waiting],
        "agreed": [side.name for side in sides if side.agreed],
        "again": _name_some(again),
        "confirm": name_confirm(playbook),
        "replaced": version.replaced,
    }
    asks = [
        *([_agree(playbook, version)] if waiting else []),
        *([_confirm(playbook, version)] if again else []),
    ]
    return compose_message("document_changed", values, {"buttons": [blocks.actions(*asks)] if asks else []})


def compose_agreed(playbook: Charter, version: Version) -> Message:
    """Return what the thread reads when the second side has agreed."""
    document = read_version(playbook, version)
    sides = capitalize_first(" and ".join(SIDE_NAMES[side] for side in document.sides))
    values = {"name": name_post(playbook, version, document), "number": version.number}
    return compose_message("document_agreed", {**values, "sides": sides})


def name_post(playbook: Charter, version: Version, document: Document) -> Markup | str:
    """Return `Roles for New CRM`, as its file calls it, or its title and subject."""
    named = document.heading
    words = on_one_line(format_text(named.text, named.values)) if named else None
    return (
        shorten_markup(words, LONGEST_NAME)
        if words
        else blocks.shorten(name_document(playbook, version.subject), LONGEST_NAME)
    )


def list_problems(document: Document) -> list[Markup]:
    """Return everything that is open in it, each once."""
    # Compared as people read them: two problems with other values may come to the same sentence.
    return list(dict.fromkeys(on_one_line(format_text(each.text, each.values)) for each in document.problems))


def list_waiting(version: Version, document: Document) -> list[Person]:
    """Return the persons who have not confirmed their part in it."""
    return [each for each in document.parts if each not in version.confirmed]


def name_confirm(playbook: Charter) -> str:
    """Return what somebody says with whose part in it all is well: `That’s my step`."""
    return f"That’s my {playbook.part}"


def _list_again(playbook: Charter, version: Version, document: Document) -> list[Person]:
    """Return whose part is another one than before, as long as they have not confirmed it."""
    before = playbook.evaluate(version.before or {}).parts
    return [each for each in list_waiting(version, document) if before.get(each) != document.parts[each]]


def shorten_markup(text: Markup, limit: int) -> Markup:
    """Return the first characters of a text, with … where it goes on; no mention is torn apart."""
    piece = next(blocks.split_text(text, limit), "")
    return text if piece == text else Markup(piece.rstrip() + "…")


def on_one_line(text: Markup) -> Markup:
    """Return the text without its line breaks."""
    return Markup(" ".join(text.replace(BREAK, " ").replace(START, "").split()))


def _list_sides(version: Version, document: Document) -> list[_Side]:
    given = {side: [Person(user) for at, user in version.approvals if at == side] for side in document.sides}
    return [
        _Side(side.value, SIDE_NAMES[side], _name_some(users), _name_asked(document, side))
        for side, users in given.items()
    ]


def _name_asked(document: Document, side: Side) -> Markup:
    """Return two who may agree for a side, those first whom the document names."""
    # In one order, however often the post is drawn.
    members = sorted(Person(user) for user, each in document.voices.sides.items() if each == side)
    named = [each for each in members if each in document.persons]
    return Markup(" or ").join(join_parts([each]) for each in (named or members)[:2])


def _name_some(people: Sequence[Person]) -> Markup | str:
    more = len(people) - NAMES
    return Markup("{} and {} more").format(join_parts(people[:NAMES]), more) if more > 0 else join_parts(people)


def _say_verdict(sides: Sequence[_Side]) -> str:
    missing = [side.name for side in sides if not side.agreed]
    if len(missing) == len(sides):
        return "one OK from each side is missing"
    return f"one OK from {missing[0]} is missing" if missing else "agreed"


def _write_change(change: Change) -> Markup:
    """Return `To spend: 50,000 € → *40,000 €*`."""
    before, after = (
        shorten_markup(on_one_line(write_answer(parts)), LONGEST_ANSWER) for parts in (change.before, change.after)
    )
    return Markup("{}: {} → *{}*").format(name_field(change), before, after)


def _list_lines(document: Document) -> Iterator[Markup]:
    for line in document.front:
        yield shorten_markup(_write_line(line), LONGEST_LINE)


def _write_line(line: Line) -> Markup:
    return Markup("*{}:* {}").format(line.question.label, on_one_line(join_parts(line.parts)))


def _fit_lines(lines: Iterator[Markup], room: int) -> Iterator[Markup]:
    """Yield the first lines that fit into so many characters, with what marks each of them."""
    for line in islice(lines, LINES):
        room -= len(line) + MARK
        if room < 0:
            return
        yield line


def _compose_table(document: Document) -> list[Block]:
    table = document.table
    if table is None:
        return []
    return [tables.compose_table(table.heads, [[_fill_cell(cell) for cell in row] for row in table.rows])]


def _fill_cell(cell: FilledText | str) -> Markup:
    return on_one_line(join_parts([cell]) if isinstance(cell, str) else format_text(cell.text, cell.values))


def _is_agreed(sides: Sequence[_Side]) -> bool:
    return all(side.agreed for side in sides)


def _buttons(version: Version, asks: Sequence[Block]) -> Block:
    run = ToFinished(version.run_id)
    return blocks.actions(
        *asks, controls.button("Change", CHANGE, run), controls.button("See everything", EVERYTHING, run)
    )


def _agree(playbook: Charter, version: Version) -> Block:
    label = f"Agree to version {version.number} of {name_document(playbook, version.subject)}, for your side"
    button = controls.button("Agree", APPROVE, ToFinished(version.run_id), "primary")
    return {**button, "accessibility_label": blocks.shorten(label, 75)}


def _confirm(playbook: Charter, version: Version) -> Block:
    label = f"{name_confirm(playbook)}, in version {version.number} of {name_document(playbook, version.subject)}"
    button = controls.button(name_confirm(playbook), CONFIRM, ToFinished(version.run_id))
    return {**button, "accessibility_label": blocks.shorten(label, 75)}
