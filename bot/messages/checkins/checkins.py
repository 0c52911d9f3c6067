"""The weekly check-in: counts and praise, never names of the silent, never single answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.coaching.schedule.commitment_days import is_overdue
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, cut_list, draw_bar, quote
from bot.messages.commitments.my_commitments import MINE, Whose
from bot.model.checkins import Checkin, CheckinDays, CheckinFigures, NoteKind
from bot.model.commitments import Commitment, CommitmentState
from bot.model.rights import TargetKind

WEEK = timedelta(days=7)
COMMENT = "Add a comment"
SCORES = {1: "badly", 2: "rather badly", 3: "so-so", 4: "well", 5: "very well"}


@dataclass(frozen=True)
class ToCheckin(Payload, target_kind=TargetKind.CHECKIN):
    """A check-in."""

    checkin: str


@dataclass(frozen=True)
class Tap(Payload, target_kind=TargetKind.CHECKIN):
    """A check-in, and how well it goes there: 1 (badly) to 5."""

    checkin: str
    score: int


@dataclass(frozen=True)
class ToVoice(Payload, target_kind=TargetKind.CHECKIN):
    """What one person said at a check-in, of one kind."""

    checkin: str
    user: str
    kind: NoteKind


PULSE = Act("checkin:pulse", Tap)
MORE = Act("checkin:more", ToCheckin)
NOTE = Act("checkin:note", ToCheckin)
EVERYTHING = Act("checkin:everything", ToCheckin)
HELP = Act("checkin:help", ToVoice)


class Size(NamedTuple):
    """How many kept and stuck promises the card names, in how many characters each."""

    kept: int
    stuck: int
    brief: int


SIZES = (Size(3, 2, 80), Size(3, 2, 50), Size(2, 1, 40), Size(1, 1, 25), Size(0, 0, 0))


def compose_card(checkin: Checkin, figures: CheckinFigures, days: CheckinDays) -> Message:
    """Return the card, rendered anew as people answer; without buttons when the check-in is closed."""
    values = {
        "open": checkin.closed_at is None,
        "question": checkin.question,
        "asks_factor": checkin.block_id is not None,
        "days": days,
        "figures": figures,
        "bar": draw_bar(figures.answered, figures.expected),
        "due": sum(_is_due(each, figures.today) for each in figures.live),
        "overdue": sum(is_overdue(each, figures.today) for each in figures.live),
    }
    parts = {
        "pulse": [pulse_row(checkin.id)],
        "question": _question(checkin),
        "buttons": [_buttons(checkin)],
    }
    return compose_short(lambda size: compose_message("checkin", {**values, **_name(figures, size)}, parts), SIZES)


def tapped(score: int, closes: date | None) -> Message:
    """Thank the one who tapped, alone. `closes` is until when it can be changed; None for a late tap."""
    return compose_message("pulse", {"score": score, "closes": closes})


def opened(channel: str, *, regular: str | None, upcoming: str) -> Message:
    """Answer the one who asked for it; `regular` is the one that this stands for."""
    return compose_message("checkin_opened", {"channel": channel, "regular": regular, "following": upcoming})


def running(channel: str, closes: date) -> Message:
    """Answer the one who asked for it where one is open."""
    return compose_message("checkin_running", {"channel": channel, "closes": closes})


def closed(channel: str) -> Message:
    """Answer the one who has closed it early."""
    return compose_message("checkin_ended", {"channel": channel})


def pulse_row(checkin_id: str) -> Block:
    """Return the five numbers to tap."""
    return blocks.actions(*(_score_button(checkin_id, score, meaning) for score, meaning in SCORES.items()))


def _score_button(checkin_id: str, score: int, meaning: str) -> Block:
    return controls.button(str(score), PULSE, Tap(checkin_id, score), place=score, of=meaning)


def _question(checkin: Checkin) -> list[Block]:
    """Return the question of the week, with the way to say something in words."""
    if not checkin.question:
        return []
    label, of = ("Answer", f"in words, {checkin.question}") if checkin.note_kind else (COMMENT, "")
    shown = compose_message("checkin_question", {"question": checkin.question})["blocks"]
    return blocks.attach_beside(shown, controls.button(label, MORE, ToCheckin(checkin.id), of=of))


def _buttons(checkin: Checkin) -> Block:
    mine = controls.button("My promises", MINE, Whose(checkin.id), of="mark them")
    words = controls.button(COMMENT, MORE, ToCheckin(checkin.id))
    return blocks.actions(mine, *([] if checkin.question else [words]))


def _name(figures: CheckinFigures, size: Size) -> dict[str, object]:
    """Return the promises that the card names."""
    stuck = [each for each in figures.live if each.state == CommitmentState.STUCK]
    return {
        "kept": cut_list(_shorten(figures.kept, size), size.kept),
        "stuck": cut_list(_shorten(stuck, size), size.stuck),
    }


def _shorten(commitments: Sequence[Commitment], size: Size) -> list[tuple[str, str]]:
    """Return who and what of each."""
    return [(each.owner, quote(each.action, size.brief)) for each in commitments]


def _is_due(commitment: Commitment, today: date) -> bool:
    return today <= commitment.due_on < today + WEEK
