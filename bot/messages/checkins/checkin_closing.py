"""What came of a check-in: the verdict in words, who needs a hand, what was kept; and all of it in a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.coaching.schedule.commitment_days import days_stuck
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, cut_list, draw_bar, quote
from bot.messages.checkins.checkins import COMMENT, EVERYTHING, HELP, MORE, ToCheckin, ToVoice, pulse_row
from bot.messages.commitments.commitments import HELP as HELP_COMMITMENT
from bot.messages.commitments.commitments import ToCommitment
from bot.model.checkins import CheckinDays, CheckinResult, Note, NoteKind
from bot.model.commitments import Commitment
from bot.model.teams import Side

BUTTONS = 5  # of a post; the row of numbers is one
LISTED = 25  # lines under one heading of the window
NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
OTHERS = {Side.MARKETING: Side.IT, Side.IT: Side.MARKETING}


class Size(NamedTuple):
    """How many of what stands on the closing card, in how many characters each."""

    stuck: int
    needs: int
    kept: int
    moved: int
    brief: int


SIZES = (
    Size(2, 1, 3, 2, 120),
    Size(2, 1, 3, 1, 90),
    Size(2, 1, 3, 1, 60),
    Size(2, 1, 3, 0, 45),
    Size(2, 1, 2, 0, 35),
    Size(1, 1, 1, 0, 35),
    Size(1, 0, 0, 0, 25),
)
EVERYTHING_SAID = Size(LISTED, LISTED, LISTED, LISTED, blocks.TEXT)


@dataclass(frozen=True)
class Ask:
    """Something that waits for somebody: what the card says of it, people's words (`said`) apart, and its button; who
    is its `helper` by now.
    """

    template: str
    said: dict[str, str]
    values: dict[str, Any]
    helper: Commitment | None
    button: Callable[[str | None], Block]


def compose_closing(checkin_id: str, result: CheckinResult, days: CheckinDays) -> Message:
    """Return the closing card."""
    stuck, needs = _list_stuck(checkin_id, result), _list_needs(checkin_id, result)
    values = {
        **_describe(result, len(stuck), len(needs)),
        "open": result.open,
        "upcoming": days.upcoming,
        "bar": draw_bar(result.answered, result.expected),
        "answered": result.answered,
        "expected": result.expected,
        "tapping": result.takes_taps,
    }
    room = BUTTONS - 1 - result.takes_taps - result.open if result.open else 0
    needs_room = min(room, len(needs), 1)
    row = [controls.button("See everything", EVERYTHING, ToCheckin(checkin_id))]
    if result.open:
        row.insert(0, controls.button(COMMENT, MORE, ToCheckin(checkin_id)))
    parts = {"pulse": [pulse_row(checkin_id)], "buttons": [blocks.actions(*row)]}

    def compose(size: Size) -> Message:
        shown = {
            "stuck": _draw_asks(stuck[: size.stuck], size.brief, room - needs_room, first=True),
            "needs": _draw_asks(needs[: size.needs], size.brief, needs_room, first=not stuck),
        }
        more = {"more_stuck": max(len(stuck) - size.stuck, 0), "more_needs": max(len(needs) - size.needs, 0)}
        return compose_message("closing", {**values, **more, **_list_good(result, size)}, {**parts, **shown})

    return compose_short(compose, SIZES)


def show_everything(checkin_id: str, result: CheckinResult) -> View:
    """Return the window with all that was said and kept, each with its button."""
    stuck, needs = _list_stuck(checkin_id, result), _list_needs(checkin_id, result)
    room = 2 * LISTED if result.open else 0
    parts = {
        "stuck": _draw_asks(stuck[:LISTED], EVERYTHING_SAID.brief, room, first=False),
        "needs": _draw_asks(needs[:LISTED], EVERYTHING_SAID.brief, room, first=False),
    }
    values = {
        **_list_good(result, EVERYTHING_SAID),
        "on_track": cut_list([(each.owner, each.action) for each in result.on_track], LISTED),
        "some_stuck": bool(stuck),
        "some_needs": bool(needs),
        "more_stuck": max(len(stuck) - LISTED, 0),
        "more_needs": max(len(needs) - LISTED, 0),
    }
    words = compose_message("closing_everything", values, parts, limit=blocks.VIEW_BLOCKS)
    return blocks.modal("Everything", words["blocks"], callback="checkin:all", metadata="")


def _describe(result: CheckinResult, stuck: int, needs: int) -> dict[str, Any]:
    """Return what the verdict is made of."""
    kept, on_track = len(result.kept), len(result.on_track)
    return {
        "kept_count": kept,
        "stuck_count": stuck,
        "needs_count": needs,
        "on_track_count": on_track,
        "overdue": result.overdue,
        "in_a_row": result.in_a_row,
        "spelled": {number: _spell(number) for number in (kept, stuck, needs, on_track, result.overdue)},
        "quiet": not (kept or stuck or needs or on_track or result.notes or result.pulse),
        "leads": result.leads,
        "pulse": result.pulse,
        "sides": _name_sides(result),
        "factor": result.factor,
        "trend": [(day, draw_bar(mean, 5), mean) for day, mean in result.trend],
    }


def _name_sides(result: CheckinResult) -> dict[str, float]:
    sides = result.pulse.sides if result.pulse else {}
    return {SIDE_NAMES[side]: mean for side, mean in sides.items()}


def _spell(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _list_good(result: CheckinResult, size: Size) -> dict[str, Any]:
    """Return what was kept and what moved, who and what of each."""
    kept = [(each.owner, quote(each.action, size.brief)) for each in result.kept]
    moved = [(note.user_id, quote(note.moved, size.brief)) for note in result.notes if note.moved]
    return {"kept": cut_list(kept, size.kept), "moved": cut_list(moved, size.moved)}


def _list_stuck(checkin_id: str, result: CheckinResult) -> list[Ask]:
    """Return the promises that are stuck, those with a partner to turn to first, and what people say is stuck; first of
    all what nobody helps with yet.
    """
    promised = [
        _ask_for_commitment(result, each) for each in sorted(result.stuck, key=lambda each: each.partner is None)
    ]
    said = [_ask_for_voice(checkin_id, result, note, NoteKind.STUCK) for note in result.notes if note.stuck]
    return sorted([*promised, *said], key=lambda ask: ask.helper is not None)


def _list_needs(checkin_id: str, result: CheckinResult) -> list[Ask]:
    said = [_ask_for_voice(checkin_id, result, note, NoteKind.NEED) for note in result.notes if note.need]
    return sorted(said, key=lambda ask: ask.helper is not None)


def _ask_for_commitment(result: CheckinResult, commitment: Commitment) -> Ask:
    def button(style: str | None) -> Block:
        target = ToCommitment(commitment.id)
        return controls.button("I can help", HELP_COMMITMENT, target, style, of=commitment.action)

    return Ask(
        "closing_commitment",
        {"action": commitment.action, "words": commitment.reason},
        {"commitment": commitment, "days": days_stuck(commitment, result.today)},
        result.helping.get(commitment.id),
        button,
    )


def _ask_for_voice(checkin_id: str, result: CheckinResult, note: Note, kind: NoteKind) -> Ask:
    words, voice, other = note.part(kind), ToVoice(checkin_id, note.user_id, kind), OTHERS.get(note.side)

    def button(style: str | None) -> Block:
        label = "I can help" if kind is NoteKind.STUCK else "I’ll take it"
        return controls.button(label, HELP, voice, style, of=words)

    values = {
        "kind": kind,
        "user": note.user_id,
        "side": capitalize_first(SIDE_NAMES[note.side]) if note.side is not Side.OTHER else "",
        "other": SIDE_NAMES[other] if other else "",
    }
    return Ask("closing_voice", {"words": words}, values, result.helping.get(voice.encode()), button)


def _draw_asks(asks: Sequence[Ask], brief: int, room: int, *, first: bool) -> list[Block]:
    """Return one section each, the first `room` with their button; the `first` of the card is its primary one."""
    drawn: list[Block] = []
    for place, ask in enumerate(asks):
        said = {name: quote(words, brief) for name, words in ask.said.items()}
        values = {**ask.values, **said, "helper": ask.helper}
        shown = compose_message(ask.template, values)["blocks"]
        button = ask.button("primary" if first and place == 0 else None)
        drawn += blocks.attach_beside(shown, button) if place < room and not ask.helper else shown
    return drawn
