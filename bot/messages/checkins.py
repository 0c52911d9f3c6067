"""The weekly check-in and its result: counts and praise, never names of the silent, never single answers."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from bot.coaching.schedule.commitment_days import days_stuck, is_overdue
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages import blocks, controls
from bot.messages.blocks import Block, View
from bot.messages.commitments import STATES, state_buttons
from bot.messages.markup import mention_user
from bot.messages.payloads import Act, Payload
from bot.messages.render import Message, compose_message
from bot.model.checkins import CheckinDays, CheckinFigures, CheckinResult, Note
from bot.model.commitments import Commitment
from bot.model.rights import Target, TargetKind
from bot.model.teams import Side

SHOWN = 14  # commitments in one card: three blocks each, when they are long, is what a message takes
VOICES = (25, 12, 6, 3)  # lines under one heading: fewer where they are long
TEXT = 19_000  # characters of the whole: more is not read, and `compose_message` would cut it further on
BRIEF = 120  # characters of what blocks a commitment, in the card
LONGEST = 300  # characters of one part of a note
NEEDS = {Side.MARKETING: "Marketing needs from IT", Side.IT: "IT needs from marketing", None: "Also needed"}
SCORES = range(1, 6)


@dataclass(frozen=True)
class ToCheckin(Payload):
    """A check-in."""

    checkin: str

    @property
    def target(self) -> Target:
        """This check-in."""
        return Target(TargetKind.CHECKIN, self.checkin)


@dataclass(frozen=True)
class Tap(Payload):
    """A check-in, and how well it goes there: 1 (badly) to 5."""

    checkin: str
    score: int

    @property
    def target(self) -> Target:
        """This check-in."""
        return Target(TargetKind.CHECKIN, self.checkin)


PULSE = Act("checkin:pulse", Tap)
MORE = Act("checkin:more", ToCheckin)
NOTE = Act("checkin:note", ToCheckin)


def compose_card(checkin_id: str, figures: CheckinFigures, days: CheckinDays, *, open: bool) -> Message:
    """Return the card, rendered anew after every answer; without buttons when it is not `open`."""
    values = {
        "did": _cut_list(figures.kept_before),
        "kept": _cut_list(figures.kept),
        "thanks": _list_people(figures.kept),
        "more": max(len(figures.live) - SHOWN, 0),
        "promises": figures.live[:SHOWN],
        "answered": figures.answered,
        "expected": figures.expected,
        **asdict(days),
    }
    if not open:
        return compose_message("checkin_closed", {**values, "states": STATES})
    parts = {
        "promises": [block for each in figures.live[:SHOWN] for block in _commitment_blocks(each, figures.today)],
        "pulse": [_pulse_row(checkin_id)],
        "more": [_more_button(checkin_id, "Say more")],
    }
    return compose_message("checkin", values, parts)


def compose_result(checkin_id: str, result: CheckinResult, days: CheckinDays) -> Message:
    """Return the result of a check-in, with as many voices as can be read."""
    # Fewer voices and then whole ones, until it fits: a cut at the end would stop in the middle of somebody's words.
    message = _compose_result(checkin_id, result, days, VOICES[0])
    for most in VOICES[1:]:
        if len(message["text"]) >= TEXT:
            message = _compose_result(checkin_id, result, days, most)
    return message


def _compose_result(checkin_id: str, result: CheckinResult, days: CheckinDays, most: int) -> Message:
    sides = result.pulse.sides if result.pulse else {}
    values = {
        "kept": _cut_list(result.kept, most),
        "thanks": _list_people(result.kept),
        "stuck": _cut_list([(each, days_stuck(each, result.today)) for each in result.stuck], most),
        "moving": _cut_list(result.on_track, most),
        "moved": _cut_list([_make_voice(note, note.moved) for note in result.notes if note.moved], most),
        "blocked": _cut_list([_make_voice(note, note.stuck) for note in result.notes if note.stuck], most),
        "needs": _group_needs(result.notes, most),
        "pulse": result.pulse,
        "sides": {capitalize_first(SIDE_NAMES[side]): mean for side, mean in sides.items()},
        "tapping": result.takes_taps,
        "open": result.open,
        "answered": result.answered,
        "expected": result.expected,
        "following": days.upcoming,
    }
    parts = {"pulse": [_pulse_row(checkin_id)], "more": [_more_button(checkin_id, "Add a few words")]}
    return compose_message("closing", values, parts)


def say_more(checkin_id: str, note: Note) -> View:
    """Return three short questions with what this person has said already."""
    asked = (
        ("moved", "What moved?", note.moved, "the landing page is live"),
        ("stuck", "What is stuck?", note.stuck, "nobody has signed the data agreement"),
        ("need", "Where do we need the other side?", note.need, "the list of fields by Friday"),
    )
    words = compose_message("say_more", {})["blocks"]
    fields = [_question(*each) for each in asked]
    return controls.modal("In your words", [*words, *fields], NOTE, ToCheckin(checkin_id), submit="Save")


def _question(name: str, label: str, value: str, example: str) -> Block:
    element = {
        **blocks.text_input(value, limit=LONGEST, multiline=True),
        "placeholder": blocks.plain(example, 150),
    }
    return blocks.field(name, label, element, optional=True)


def noted(closes: date | None) -> View:
    """Return the thanks for words; `closes` is when the team reads them, None when that was already."""
    return blocks.modal(
        "In your words", compose_message("noted", {"closes": closes})["blocks"], callback="checkin:noted", metadata=""
    )


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


def _commitment_blocks(commitment: Commitment, today: date) -> list[Block]:
    values = {
        "commitment": commitment,
        "overdue": is_overdue(commitment, today),
        "days": days_stuck(commitment, today),
        "state": STATES.get(commitment.state, ""),
        "reason": blocks.shorten(commitment.reason, BRIEF),
    }
    words = compose_message("checkin_commitment", values)["blocks"]
    return [*words, blocks.actions(*state_buttons(commitment))]


def _pulse_row(checkin_id: str) -> Block:
    marks = {1: "1 – badly", 5: "5 – very well"}
    return blocks.actions(*(controls.button(marks.get(n, str(n)), PULSE, Tap(checkin_id, n), place=n) for n in SCORES))


def _more_button(checkin_id: str, label: str) -> Block:
    return blocks.actions(controls.button(label, MORE, ToCheckin(checkin_id)))


def _cut_list(listed: Sequence[Any], most: int = SHOWN) -> dict[str, Any]:
    """Return the first ones, and how many more there are."""
    return {"shown": listed[:most], "more": max(len(listed) - most, 0)}


def _group_needs(notes: Sequence[Note], most: int) -> dict[str, dict[str, Any]]:
    """Return heading → what those of a side need."""
    found: dict[str, list[tuple[str, str]]] = {heading: [] for heading in NEEDS.values()}
    for note in notes:
        if note.need:
            found[NEEDS.get(note.side, NEEDS[None])].append(_make_voice(note, note.need))
    return {heading: _cut_list(voices, most) for heading, voices in found.items() if voices}


def _make_voice(note: Note, words: str) -> tuple[str, str]:
    """Return somebody's words in one line of a list, and who says them."""
    return " ".join(words.split()), note.user_id


def _list_people(commitments: Iterable[Commitment]) -> Markup:
    """Return everybody who kept something, once: A, B and C."""
    named = dict.fromkeys(user for each in commitments for user in (each.owner, each.partner) if user)
    shown = [mention_user(user) for user in named]
    return Markup(" and ").join([*filter(None, [Markup(", ").join(shown[:-1])]), *shown[-1:]])
