"""However much a team says and promises, the cards are short posts that Slack takes, and the window has the rest."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.messages.block_kit.markup import strip_dates, unescape_text
from bot.messages.block_kit.short_posts import CHARACTERS, LINES, draw_bar
from bot.messages.checkins import checkin_closing, checkins
from bot.model.checkins import Checkin, CheckinDays, CheckinFigures, CheckinResult, Note, NoteKind, Pulse
from bot.model.commitments import Commitment
from bot.model.teams import Side
from tests.standin import check_message, check_view

TODAY = date(2026, 12, 8)
DAYS = CheckinDays(*(date(2026, 12, 1) for _ in range(4)))
NOW = datetime(2026, 12, 1, tzinfo=UTC)
LONG = "never & nowhere <than> " * 13
SHORT = "call Ivan"


def commitment(number: int, state: str, words: str) -> Commitment:
    said = {"cue": words, "action": words, "reason": words, "obstacle": "", "trigger_word": None}
    people = {"owner": f"U0LONGNAME{number}", "partner": f"UP{number}", "state_by": "UX", "made_by": "UX"}
    moments = {"due_on": NOW.date(), "made_at": NOW, "state_at": NOW, "stuck_at": NOW, "cued_at": None}
    team = {"team_id": "t", "run_id": None, "team": "Team", "workspace": "T1", "channel": "C1", "zone": "UTC"}
    left = dict.fromkeys(Commitment.__dataclass_fields__)
    return Commitment.from_row({**left, "id": str(number), "state": state, **said, **people, **moments, **team})


def commitments(number: int, state: str, words: str = LONG) -> list[Commitment]:
    return [commitment(each, state, words) for each in range(number)]


def checkin(*, open: bool) -> Checkin:
    asked = {"number": 3, "question": "Q" * 119 + "?", "note_kind": NoteKind.NEED, "block_id": None}
    moments = dict.fromkeys(("due_at", "opened_at", "closes_at", "next_checkin_at"), NOW)
    team = {"team_id": "t", "team": "Team", "workspace": "T1", "channel": "C1", "zone": "UTC", "created_by": "U1"}
    known = {"id": "k", "answered": 1, "expected": 5, "paused_at": None, "closed_at": None if open else NOW}
    return Checkin.from_row({**asked, **moments, **team, **known})


def card(number: int, *, open: bool, words: str = LONG) -> checkins.Message:
    figures = CheckinFigures(
        commitments(number, "done", words), commitments(number, "stuck", words), TODAY, number, number, 2.75
    )
    return checkins.compose_card(checkin(open=open), figures, DAYS)


def outcome(number: int, sides: list[Side], *, tapping: bool = False, words: str = LONG) -> CheckinResult:
    notes = [Note(f"U{n}", sides[n % len(sides)], words, words, words) for n in range(number)]
    return CheckinResult(
        kept=commitments(number, "done", words),
        stuck=commitments(number, "stuck", words),
        on_track=commitments(number, "on_track", words),
        overdue=number,
        in_a_row=number,
        today=TODAY,
        notes=notes,
        factor="when IT is first asked: we disagree (marketing 4.2, IT 1.4)",
        helping={},
        pulse=None if tapping else Pulse(3.25, number, {Side.MARKETING: 3.0, Side.IT: 3.5}),
        trend=[(date(2026, 11, day), 2.4) for day in (17, 24)] + [(NOW.date(), 3.25)],
        leads=["UMAYA"],
        answered=number,
        expected=number,
        open=True,
        takes_taps=tapping,
    )


def closing(number: int, sides: list[Side], **more: Any) -> checkins.Message:
    return checkin_closing.compose_closing("k", outcome(number, sides, **more), DAYS)


def elements(message: checkins.Message) -> list[list[dict[str, Any]]]:
    """The buttons of each block."""
    rows = [block.get("elements", [block["accessory"]] if "accessory" in block else []) for block in message["blocks"]]
    return [[each for each in row if each["type"] == "button"] for row in rows]


def assert_short(message: checkins.Message) -> None:
    assert check_message(dict(message)) == []
    shown = [str(block.get("text", {}).get("text", "")) for block in message["blocks"]]
    shown += [each["text"] for block in message["blocks"] for each in block.get("elements", []) if "text" in block]
    for raw in (message["text"], "\n".join(shown)):
        text = unescape_text(strip_dates(raw))
        assert len(text) <= CHARACTERS
        assert len([line for line in text.split("\n") if line.strip()]) <= LINES
    buttons = [each for row in elements(message) for each in row if each["action_id"].split("-")[0] != "checkin:pulse"]
    pulse = any(each["action_id"].startswith("checkin:pulse") for row in elements(message) for each in row)
    assert len(buttons) + pulse <= 5
    assert sum(each.get("style") == "primary" for each in buttons) <= 1
    assert "▰" not in message["text"]


@pytest.mark.parametrize("words", [LONG, SHORT])
@pytest.mark.parametrize("number", [0, 1, 3, 14, 120])
@pytest.mark.parametrize("open", [True, False])
def test_a_card_is_short(number: int, open: bool, words: str) -> None:
    message = card(number, open=open, words=words)
    assert_short(message)
    if number:
        assert f"*Promises:* {number} open" in message["text"] and f"{number} stuck" in message["text"]
        assert "Kept since last time:" in message["text"]


@pytest.mark.parametrize("words", [LONG, SHORT])
@pytest.mark.parametrize("tapping", [True, False])
@pytest.mark.parametrize("number", [1, 3, 14, 120])
def test_a_closing_card_is_short(number: int, tapping: bool, words: str) -> None:
    message = closing(number, list(Side), tapping=tapping, words=words)
    assert_short(message)
    assert ("*Working together: 3.2 of 5* (marketing 3.0, IT 3.5)" in message["text"]) != tapping
    assert "I can help" in str(message["blocks"])


@pytest.mark.parametrize("number", [0, 1, 14, 120])
def test_the_window_with_everything_is_taken(number: int) -> None:
    view = checkin_closing.show_everything("k", outcome(number, list(Side)))
    assert check_view(dict(view)) == []
    assert str(view["blocks"]).count("'text': 'I can help'") == min(2 * number, 25)


def test_the_verdict_comes_in_words() -> None:
    assert closing(14, [Side.IT])["text"].startswith("14 promises kept, 28 things are stuck\n")
    assert closing(1, [Side.IT])["text"].startswith("One promise kept, two things are stuck\n")


def test_a_wish_names_both_sides() -> None:
    for side, said in ((Side.IT, "*IT to marketing:*"), (Side.SALES, "*Sales:*"), (Side.OTHER, "*Asked for:*")):
        assert f"{said} “{SHORT}” (<@U0>)" in closing(1, [side], words=SHORT)["text"]


@pytest.mark.parametrize(
    ("value", "most", "bar"),
    [
        (0, 5, "▱▱▱▱▱"),
        (0, 0, "▱▱▱▱▱"),
        (0.1, 5, "▰▱▱▱▱"),
        (2.4, 5, "▰▰▱▱▱"),
        (4, 5, "▰▰▰▰▱"),
        (4.9, 5, "▰▰▰▰▱"),
        (6, 12, "▰▰▰▰▰▱▱▱▱▱"),
        (12, 12, "▰▰▰▰▰▰▰▰▰▰"),
    ],
)
def test_a_bar_is_full_only_where_that_is_true(value: float, most: int, bar: str) -> None:
    assert draw_bar(value, most) == bar
