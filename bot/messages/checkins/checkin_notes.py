"""The window in which people answer a check-in in their own words."""

from datetime import date

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.render import compose_message
from bot.messages.checkins.checkins import NOTE, ToCheckin
from bot.model.checkins import Checkin, Note, NoteKind

LONGEST = 300  # characters of one part of a note
LABELS = {
    NoteKind.MOVED: "What went well?",
    NoteKind.STUCK: "What is stuck?",
    NoteKind.NEED: "What do you need from the other side?",
}
EXAMPLES = {
    NoteKind.MOVED: "the landing page is live",
    NoteKind.STUCK: "nobody has signed the data agreement",
    NoteKind.NEED: "the list of fields by Friday",
}
TITLE = "In your words"


def ask_words(checkin: Checkin, note: Note, example: str | None) -> View:
    """Return three short questions with what this person has said already; the one of the week comes first."""
    asked = checkin.note_kind
    kinds = sorted(NoteKind, key=lambda kind: kind != asked)
    labels = {**LABELS, **({asked: checkin.question} if asked else {})}
    examples = {**EXAMPLES, **({asked: example} if asked and example else {})}
    fields = [_question(kind, labels[kind], note.part(kind), examples[kind], first=kind == kinds[0]) for kind in kinds]
    words = compose_message("say_more", {})["blocks"]
    return controls.modal(TITLE, [*words, *fields], NOTE, ToCheckin(checkin.id), submit="Save")


def _question(kind: NoteKind, label: str, value: str, example: str, *, first: bool) -> Block:
    element = {
        **blocks.text_input(value, limit=LONGEST, multiline=True),
        "placeholder": blocks.plain(example, 150),
        **({"focus_on_load": True} if first else {}),
    }
    return blocks.field(kind, label, element, optional=True)


def noted(closes: date | None) -> View:
    """Return the thanks for words; `closes` is when the team reads them, None when that was already."""
    words = compose_message("noted", {"closes": closes})["blocks"]
    return blocks.modal(TITLE, words, callback="checkin:noted", metadata="")
