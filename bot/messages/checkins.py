"""The weekly check-in: what is promised, how it goes, one tap for the mood; counts, never names of the silent."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.messages import blocks
from bot.messages.blocks import Block
from bot.messages.render import Message, compose

SHOWN = 14  # commitments in one card: three blocks each, when they are long, is what a message takes
STATES = {"done": "Done", "on_track": "On track", "stuck": "Stuck"}
PULSE = range(1, 6)


def card(checkin_id: str, commitments: Iterable[Mapping[str, Any]], *, answered: int, members: int) -> Message:
    """`answered` of `members` have tapped. Rendered anew after every tap, so everybody sees the truth."""
    listed = list(commitments)
    values = {"answered": answered, "members": max(members, answered), "more": max(len(listed) - SHOWN, 0)}
    parts = {
        "commitments": [block for one in listed[:SHOWN] for block in _commitment(checkin_id, one)],
        "pulse": [_pulse(checkin_id)],
    }
    return compose("checkin", {**values, "listed": len(listed)}, parts)


def tapped() -> Message:
    """For the one who tapped, alone."""
    return compose("pulse", {})


def _commitment(checkin_id: str, one: Mapping[str, Any]) -> list[Block]:
    told = compose("checkin_commitment", {"one": one, "state": STATES.get(one["state"], "")})["blocks"]
    if one["state"] in ("done", "dropped"):
        return told
    buttons = [
        blocks.button(label, f"checkin:{state}", f"{checkin_id}/{one['id']}", "primary" if state == "done" else None)
        for state, label in STATES.items()
        if state != one["state"]
    ]
    return [*told, blocks.actions(*buttons)]


def _pulse(checkin_id: str) -> Block:
    marks = {1: "1 – badly", 5: "5 – very well"}
    return blocks.actions(
        *(blocks.button(marks.get(n, str(n)), f"checkin:pulse-{n}", f"{checkin_id}/{n}") for n in PULSE)
    )
