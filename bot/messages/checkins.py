"""The weekly check-in and what came of it: counts and praise, never names of the silent, never single answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from bot.coaching.pulse import Pulse
from bot.coaching.schedule.commitment_days import days_stuck, is_overdue
from bot.messages import blocks
from bot.messages.blocks import Block, View
from bot.messages.commitments import STATES, state_buttons
from bot.messages.render import Message, compose, mention
from bot.model.commitments import Commitment

SHOWN = 14  # commitments in one card: three blocks each, when they are long, is what a message takes
VOICES = (25, 12, 6, 3)  # lines under one heading: fewer where they are long
TEXT = 19_000  # characters of the whole: more is not read, and `compose` would cut it
BRIEF = 120  # characters of what blocks a commitment, in the card
LONGEST = 300  # characters of one part of a note
SIDES = {"marketing": "Marketing", "it": "IT", "sales": "Sales", "other": "Others"}
NEEDS = {"marketing": "Marketing needs from IT", "it": "IT needs from marketing", "": "Also needed"}
PULSE = range(1, 6)
Row = Mapping[str, Any]


def card(
    checkin: Row,
    *,
    did: Sequence[Commitment],
    promises: Sequence[Commitment],
    kept: Sequence[Commitment],
    answered: int,
    expected: int,
    open: bool,
    today: date,
    times: Mapping[str, Any],
) -> Message:
    """`did` was kept before it opened, `kept` since; `times` are days: opened, regular, closes, following.

    Rendered anew after every answer, so everybody sees the truth. Without buttons when it is not `open`.
    """
    values = {
        "did": _few(did),
        "kept": _few(kept),
        "thanks": _people(kept),
        "more": max(len(promises) - SHOWN, 0),
        "promises": len(promises),
        "answered": answered,
        "expected": expected,
        **times,
    }
    if not open:
        return compose("checkin_closed", {**values, "promises": promises[:SHOWN], "states": STATES})
    parts = {
        "promises": [block for each in promises[:SHOWN] for block in _commitment(each, today)],
        "pulse": [_pulse(checkin["id"])],
        "more": [_more(checkin["id"], "Say more")],
    }
    return compose("checkin", values, parts)


def closing(checkin: Row, found: Mapping[str, Any], *, open: bool, times: Mapping[str, Any]) -> Message:
    """What came of a check-in (`bot.reports.checkin.closing`); `open` while late words still count."""
    message = _closing(checkin, {**found, "open": open, **times}, VOICES[0])
    for most in VOICES[1:]:
        if len(message["text"]) >= TEXT:
            message = _closing(checkin, {**found, "open": open, **times}, most)
    return message


def _closing(checkin: Row, found: Mapping[str, Any], most: int) -> Message:
    pulse: Pulse | None = found["pulse"]
    values = {
        **found,
        **{name: _few(found[name], most) for name in ("kept", "moving")},
        "stuck": _few([(each, days_stuck(each, found["today"])) for each in found["stuck"]], most),
        "thanks": _people(found["kept"]),
        "moved": _voices(found["notes"], "moved", most),
        "blocked": _voices(found["notes"], "stuck", most),
        "needs": _needs(found["notes"], most),
        "sides": {SIDES.get(side, side): mean for side, mean in pulse.sides.items()} if pulse else {},
    }
    parts = {"pulse": [_pulse(checkin["id"])], "more": [_more(checkin["id"], "Add a few words")]}
    return compose("closing", values, parts)


def say_more(checkin: Row, said: Row) -> View:
    """Three short questions with what this person has said already."""
    asked = (
        ("moved", "What moved?", "the landing page is live"),
        ("stuck", "What is stuck?", "nobody has signed the data agreement"),
        ("need", "Where do we need the other side?", "the list of fields by Friday"),
    )
    fields = [
        blocks.field(
            name,
            label,
            {
                **blocks.text_input(said[name], limit=LONGEST, multiline=True),
                "placeholder": blocks.plain(example, 150),
            },
            optional=True,
        )
        for name, label, example in asked
    ]
    words = compose("say_more", {})["blocks"]
    return blocks.modal("In your words", [*words, *fields], callback="checkin:note", about=checkin["id"], submit="Save")


def noted(closes: date | None) -> View:
    """`closes` is when the team reads it; None when that was already."""
    return blocks.modal(
        "In your words", compose("noted", {"closes": closes})["blocks"], callback="checkin:noted", about=""
    )


def tapped(score: int, closes: date | None) -> Message:
    """For the one who tapped, alone. `closes` is until when it can be changed; None for a late tap."""
    return compose("pulse", {"score": score, "closes": closes})


def opened(channel: str, *, regular: str | None, following: str) -> Message:
    """For the one who asked; `regular` is the one that this stands for."""
    return compose("checkin_opened", {"channel": channel, "regular": regular, "following": following})


def running(channel: str, closes: date) -> Message:
    return compose("checkin_running", {"channel": channel, "closes": closes})


def closed(channel: str) -> Message:
    return compose("checkin_ended", {"channel": channel})


def _commitment(commitment: Commitment, today: date) -> list[Block]:
    values = {
        "commitment": commitment,
        "state": STATES.get(commitment.state, ""),
        "days": days_stuck(commitment, today),
        "overdue": is_overdue(commitment, today),
        "reason": blocks.short(commitment.reason, BRIEF),
    }
    words = compose("checkin_commitment", values)["blocks"]
    return [*words, blocks.actions(*state_buttons(commitment))]


def _pulse(checkin_id: str) -> Block:
    marks = {1: "1 – badly", 5: "5 – very well"}
    return blocks.actions(
        *(blocks.button(marks.get(n, str(n)), f"checkin:pulse-{n}", f"{checkin_id}/{n}") for n in PULSE)
    )


def _more(checkin_id: str, label: str) -> Block:
    return blocks.actions(blocks.button(label, "checkin:more", checkin_id))


def _few(listed: Sequence[Any], most: int = SHOWN) -> dict[str, Any]:
    """The first ones, and how many more there are."""
    return {"shown": listed[:most], "more": max(len(listed) - most, 0)}


def _needs(notes: Sequence[Row], most: int) -> dict[str, dict[str, Any]]:
    """Who needs what, by the side they are on."""
    sides = {side: [n for n in notes if (n["side"] if n["side"] in NEEDS else "") == side] for side in NEEDS}
    return {NEEDS[side]: _voices(asked, "need", most) for side, asked in sides.items() if any(n["need"] for n in asked)}


def _voices(notes: Sequence[Row], part: str, most: int) -> dict[str, Any]:
    """Who says what to one of the questions."""
    return _few([(_line(note[part]), note["user_id"]) for note in notes if note[part]], most)


def _line(text: str) -> str:
    """Somebody's words in one line of a list."""
    return " ".join(text.split())


def _people(commitments: Iterable[Commitment]) -> Markup:
    """Everybody who kept something, once: A, B and C."""
    named = dict.fromkeys(user for each in commitments for user in (each.owner, each.partner) if user)
    shown = [mention(user) for user in named]
    return Markup(" and ").join([*filter(None, [Markup(", ").join(shown[:-1])]), *shown[-1:]])
