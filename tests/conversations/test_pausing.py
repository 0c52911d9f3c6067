"""Pausing a team: whoever leads it says when there are no check-ins, and when they go on."""

import pytest

from bot.app import Align
from tests.conversations.weekly import asked, at
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


@both_engines
def test_who_leads_pauses_and_resumes(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    assert ivan.types("/align pause", team) == "Whoever leads this team can change that. Ask @Maya."
    assert maya.types("/align pause", team) == (
        "*Paused.* I don't check in with #marketing. Promises stay as they are.\n"
        "Until you say `/align resume`. With a day I come back by myself: `/align pause until 5 Jan`."
    )
    assert "Check-ins are paused." in maya.types("/align summary", team)
    at(clock, "2026-12-01 09:00")
    clock.ticks(align)
    assert asked(team) == 0
    clock.pass_(align, hours=1)
    assert maya.types("/align resume", team) == (
        "*On we go.* Next check-in in #marketing: Tue 8 Dec, 10:00 (Europe/Berlin)."
    )
    clock.pass_(align, minutes=1)
    assert asked(team) == 0
    assert "I'm not paused in this channel. Next check-in in #marketing: Tue 8 Dec" in maya.types("/align resume", team)
    at(clock, "2026-12-08 09:00")
    clock.ticks(align)
    assert asked(team) == 1


@both_engines
def test_a_pause_with_a_last_day_ends_by_itself(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    said = maya.types("/align pause until 15 Dec", team)
    assert "I don't check in with #marketing until Tue 15 Dec." in said
    assert "After that I go on by myself. Earlier: `/align resume`." in said
    assert "Check-ins are paused until Tue 15 Dec." in maya.types("/align summary", team)
    for day in ("2026-12-01", "2026-12-08", "2026-12-15"):
        at(clock, f"{day} 09:00")
        clock.ticks(align)
    assert asked(team) == 0
    at(clock, "2026-12-16 00:00")
    clock.ticks(align)
    assert "Next check-in: Tue 22 Dec" in maya.types("/align summary", team)
    at(clock, "2026-12-22 09:00")
    clock.ticks(align)
    assert asked(team) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("20 Dec - 31 Dec", "A pause starts today. Days to come belong in /align team"),
        ("a while", "I don't know the day “a while”"),
        ("until 20 Nov", "The next 20 Nov is far away."),
    ],
)
def test_a_pause_that_cannot_be_read_changes_nothing(
    align: Align, team: Channel, maya: Colleague, text: str, told: str
) -> None:
    assert told in maya.types(f"/align pause {text}", team)
    assert "Next check-in: Tue 1 Dec" in maya.types("/align summary", team)


def test_where_there_is_no_team_there_is_nothing_to_pause(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert "This channel has no team yet" in maya.types("/align pause", marketing)
