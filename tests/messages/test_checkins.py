"""However much a team says and promises, the cards are messages that Slack takes."""

from datetime import UTC, date, datetime

import pytest

from bot.messages import checkins
from bot.model.checkins import CheckinDays, CheckinFigures, CheckinResult, Note, Pulse
from bot.model.commitments import Commitment
from bot.model.teams import Side
from tests.standin import check_message

TODAY = date(2026, 12, 8)
DAYS = CheckinDays(*(date(2026, 12, 1) for _ in range(4)))
LONG = "never & nowhere <than> " * 13


def commitment(number: int, state: str) -> Commitment:
    words = {"cue": LONG, "action": LONG, "reason": LONG, "obstacle": "", "trigger_word": None}
    people = {"owner": f"U{number}", "partner": f"UP{number}", "state_by": "UX", "made_by": "UX", "offered_to": None}
    now = datetime(2026, 12, 1, tzinfo=UTC)
    moments = {"due_on": now.date(), "made_at": now, "state_at": now, "stuck_at": now, "cued_at": None}
    team = {"team_id": "t", "run_id": None, "team": "Team", "workspace": "T1", "channel": "C1", "zone": "UTC"}
    return Commitment.from_row({"id": str(number), "state": state, **words, **people, **moments, **team})


def commitments(number: int) -> tuple[list[Commitment], list[Commitment]]:
    """So many that are done, and so many to go through."""
    done, stuck = ([commitment(each, state) for each in range(number)] for state in ("done", "stuck"))
    return done, stuck


def card(number: int, *, open: bool) -> checkins.Message:
    done, live = commitments(number)
    return checkins.compose_card("k", CheckinFigures(done, done, live, TODAY, number, number), DAYS, open=open)


def result(number: int, sides: list[Side]) -> checkins.Message:
    done, live = commitments(number)
    notes = [Note(f"U{n}", sides[n % len(sides)], LONG, LONG, LONG) for n in range(number)]
    pulse = Pulse(3.25, number, {Side.MARKETING: 3.0, Side.IT: 3.5})
    found = CheckinResult(done, live, live, TODAY, notes, pulse, number, number, open=True, takes_taps=False)
    return checkins.compose_result("k", found, DAYS)


@pytest.mark.parametrize("number", [0, 1, 14, 15, 120])
@pytest.mark.parametrize("open", [True, False])
def test_a_card_is_taken(number: int, open: bool) -> None:
    message = card(number, open=open)
    assert check_message(dict(message)) == []
    assert ("and 106 more" in message["text"]) == (number == 120)


@pytest.mark.parametrize("number", [1, 6, 25, 120])
def test_a_result_is_taken(number: int) -> None:
    message = result(number, list(Side))
    assert check_message(dict(message)) == []
    assert "*Working together:* 3.2 of 5" in message["text"] and "Marketing 3.0, IT 3.5." in message["text"]
    assert ("more" in message["text"]) == (number > 14)


def test_what_one_side_needs_stands_together() -> None:
    assert [line for line in result(4, [Side.IT, Side.MARKETING])["text"].split("\n") if "needs from" in line] == [
        "*Marketing needs from IT*",
        "*IT needs from marketing*",
    ]
