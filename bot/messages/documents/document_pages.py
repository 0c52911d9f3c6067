"""A document in full: the window behind See everything, and the message to keep where no file can be sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bot.coaching.shapes.charter.document import Section
from bot.coaching.shapes.charter.result import Document, Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.statistics import Measure
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Carrier
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished, ToPlaybook
from bot.messages.commitments.commitments import WRITE, FromRun
from bot.messages.documents.document_posts import list_problems, list_waiting, name_confirm
from bot.messages.documents.documents import EXPORT, PIN, SHOW_CHANGES, describe_status, read_version
from bot.messages.playbooks import advice_blocks
from bot.messages.playbooks.pages import HOW

SHOWN = Carrier("document:shown", ToFinished)
THINGS = 3  # to do at once: the first that apply, in the file's order


def show_everything(playbook: Charter, version: Version, *, measures: Sequence[Measure] = ()) -> View:
    """Return the window with all that a version says, what is open in it, and what can be done with it.

    `measures` are the team's own, over time.
    """
    document = read_version(playbook, version)
    advised = [] if version.replaced else document.recommendations
    pieces = advice_blocks.compose_pieces(advised, version.run_id, most=THINGS)
    buttons = [blocks.actions(*_list_buttons(playbook, version))]
    shown = _compose(playbook, version, document, pieces, buttons, measures, blocks.VIEW_BLOCKS)
    return controls.modal(playbook.title, shown["blocks"], SHOWN, ToFinished(version.run_id))


def compose_kept(playbook: Charter, version: Version) -> Message:
    """Return the same as a message to keep, without buttons."""
    return _compose(playbook, version, read_version(playbook, version), [], [], (), blocks.MESSAGE_BLOCKS)


def _compose(
    playbook: Charter,
    version: Version,
    document: Document,
    pieces: list[Block],
    buttons: list[Block],
    measures: Sequence[Measure],
    limit: int,
) -> Message:
    columns = _compose_columns(document.sections)
    current = not version.replaced
    values: dict[str, Any] = {
        "title": playbook.title,
        "subject": version.subject,
        "status": describe_status(playbook, version, document),
        "sections": [(section, _place_part(f"beside_{n}", columns)) for n, section in enumerate(document.sections)],
        "problems": list_problems(document) if current else [],
        "measures": measures,
        "advised": bool(pieces),
        "waiting": list_waiting(version, document) if current else [],
        "confirm": name_confirm(playbook),
    }
    return compose_message("document", values, {**columns, "advice": pieces, "buttons": buttons}, limit=limit)


def _compose_columns(sections: Sequence[Section]) -> dict[str, list[Block]]:
    """Return the sections that are read side by side, by the name of their part in the template."""
    return {f"beside_{n}": lines for n, each in enumerate(sections) if (lines := _column_block(each))}


def _place_part(part: str, parts: Mapping[str, list[Block]]) -> Markup:
    """Return the place of a part, for a template that does not know how many there are; "" where there is none."""
    # Markup: as a plain value it would be escaped as somebody's words, and not be read as a mark.
    return Markup(f"[[{part}]]" if part in parts else "")


def _column_block(section: Section) -> list[Block]:
    """Return a section's lines as one block of columns; nothing where an answer is too long, or there is only one."""
    columns = (
        [compose_message("document_column", {"line": line})["text"] for line in section.lines] if section.beside else []
    )
    return [blocks.columns(columns)] if len(columns) > 1 and max(map(len, columns)) <= blocks.COLUMN else []


def _list_buttons(playbook: Charter, version: Version) -> list[Block]:
    run = ToFinished(version.run_id)
    changes = [controls.button("What changed", SHOW_CHANGES, run)] if version.number > 1 else []
    pin = [] if version.pinned else [controls.button("Pin it", PIN, run)]
    return [
        controls.button("Make a promise", WRITE, FromRun(run.run)),
        *changes,
        controls.button("Export", EXPORT, run),
        *pin,
        controls.button("How this works", HOW, ToPlaybook(playbook.word)),
    ]
