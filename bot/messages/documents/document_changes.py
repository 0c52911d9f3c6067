"""What changed between versions of a document, as lines and as the window that tells its story."""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import Change
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.render import compose_message, join_parts

VERSIONS = 8  # in one window
LONG = 150  # characters of an answer where only the difference matters


def list_changes(playbook: Charter, versions: Sequence[Version]) -> View:
    """Return the story of a document, the newest version first."""
    values = [
        {
            "number": each.number,
            "by": each.by,
            "on": each.on,
            "changes": describe_changes(playbook.changes(each.before or {}, each.answers)) if each.number > 1 else [],
        }
        for each in versions[:VERSIONS]
    ]
    words = compose_message("document_changes", {"versions": values, "more": max(len(versions) - VERSIONS, 0)})
    return blocks.modal("What changed", words["blocks"], callback="document:compared", metadata="")


def describe_changes(differs: Iterable[Change], longest: int = LONG) -> list[dict[str, Any]]:
    """Return each change as templates read it, its answers cut to so many characters."""
    return [
        {
            "item": change.item,
            "label": change.question.label,
            "before": _shorten_parts(change.before, longest),
            "after": _shorten_parts(change.after, longest),
        }
        for change in differs
    ]


def name_field(change: Change) -> str:
    """Return `Launch, decides`, or the question alone outside of tables."""
    return f"{change.item}, {change.question.label}" if change.item else change.question.label


def write_answer(parts: Sequence[str]) -> Markup:
    """Return an answer with its persons mentioned, or that there is none."""
    return join_parts(parts) if parts else Markup("nothing")


def _shorten_parts(parts: tuple[str, ...], longest: int) -> list[str]:
    return [part if isinstance(part, Person) else blocks.shorten(part, longest) for part in parts]
