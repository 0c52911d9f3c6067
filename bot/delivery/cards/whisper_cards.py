"""The table from the kind of a whisper to its message, composed at the moment it is said."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from bot.coaching.shapes.base import Playbook
from bot.delivery.cards import run_cards, seat_cards, suggestion_cards, wave_cards, weekly_cards
from bot.messages.block_kit.render import Message
from bot.messages.front import front
from bot.messages.front.front import Line
from bot.model.outbox import Kind, Whisper
from bot.records.database import Database

Compose = Callable[[Whisper], Message | None]


def make_whisper_composer(
    db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], secret: bytes
) -> Compose:
    """Return whisper → message (None: nothing to say any more). `lines` are the words of /align; `secret` opens what a
    person has answered in confidence, to tell them alone.
    """
    cards = whisper_table(db, library, lines, secret)
    return lambda whisper: cards[whisper.kind](whisper)


def whisper_table(
    db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], secret: bytes
) -> dict[Kind, Compose]:
    """Return what composes the whispers of each kind that is ever whispered."""
    return {
        # Out of what the tap brought with it: no row tells any more whose it was.
        Kind.PULSE: lambda whisper: weekly_cards.compose_tapped(library, whisper),
        Kind.WEEKLY: lambda whisper: weekly_cards.compose_thanks(library, whisper),
        Kind.WAVE: lambda whisper: wave_cards.compose_tapped(db, library, secret, whisper),
        Kind.DOCUMENT: lambda whisper: run_cards.compose_document(db, library, whisper),
        Kind.DOCUMENT_LIST: lambda whisper: run_cards.compose_document_list(db, library, whisper),
        Kind.SEAT: lambda whisper: seat_cards.compose_whisper(db, library, whisper),
        Kind.SUGGESTION: lambda whisper: suggestion_cards.compose_answer(db, library, lines, whisper),
        Kind.NOTICE: lambda whisper: front.compose_notice(Markup(whisper.detail["text"])),
    }
