"""However much a team says and promises, the cards are messages that Slack takes."""

from datetime import date
from typing import Any

import pytest

from bot.coaching.pulse import Pulse
from bot.messages import checkins
from tests.standin import check_message

DAYS = {name: date(2026, 12, 1) for name in ("opened", "regular", "closes", "following")}
LONG = "never & nowhere <than> " * 13


def promise(number: int, state: str) -> dict[str, Any]:
    words = {"id": str(number), "cue": LONG, "action": LONG, "reason": LONG, "due_on": "2026-12-01", "state": state}
    people = {"owner": f"U{number}", "partner": f"UP{number}", "state_by": "UX"}
    return {**words, **people, "stuck_days": number, "overdue": True}


def card(number: int, *, open: bool) -> checkins.Message:
    done, live = ([promise(each, state) for each in range(number)] for state in ("done", "stuck"))
    counts = {"answered": number, "expected": number}
    return checkins.card({"id": "k"}, did=done, promises=live, kept=done, **counts, open=open, times=DAYS)


def result(number: int, sides: list[str]) -> checkins.Message:
    done, live = ([promise(each, state) for each in range(number)] for state in ("done", "stuck"))
    notes = [
        {"user_id": f"U{n}", "moved": LONG, "stuck": LONG, "need": LONG, "side": sides[n % len(sides)]}
        for n in range(number)
    ]
    pulse = Pulse(3.25, number, {"marketing": 3.0, "it": 3.5})
    found = {"kept": done, "notes": notes, "stuck": live, "moving": live, "pulse": pulse, "tapping": False}
    return checkins.closing({"id": "k"}, {**found, "answered": number, "expected": number}, open=True, times=DAYS)


@pytest.mark.parametrize("number", [0, 1, 14, 15, 120])
@pytest.mark.parametrize("open", [True, False])
def test_a_card_is_taken(number: int, open: bool) -> None:
    message = card(number, open=open)
    assert check_message(dict(message)) == []
    assert ("and 106 more" in message["text"]) == (number == 120)


@pytest.mark.parametrize("number", [1, 6, 25, 120])
def test_a_result_is_taken(number: int) -> None:
    message = result(number, ["marketing", "it", "sales", "other"])
    assert check_message(dict(message)) == []
    assert "*Working together:* 3.2 of 5" in message["text"] and "Marketing 3.0, IT 3.5." in message["text"]
    assert ("more" in message["text"]) == (number > 14)


def test_what_one_side_needs_stands_together() -> None:
    assert [line for line in result(4, ["it", "marketing"])["text"].split("\n") if "needs from" in line] == [
        "*Marketing needs from IT*",
        "*IT needs from marketing*",
    ]
