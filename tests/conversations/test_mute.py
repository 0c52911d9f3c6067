"""/align mute and /align unmute: no messages unasked, for good or until a day."""

import pytest

from bot.app import Align
from tests.conversations.reminded import promise, reminded_at, until
from tests.conversations.walks import posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


@both_engines
def test_for_good_and_back(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    assert maya.types("/align mute", team) == (
        "*Quiet.* I won’t write to you by myself any more.\n"
        "What you have promised stays in `/align progress`, and the check-ins go on in your team’s channel. "
        "`/align unmute` brings me back; `/align mute until 5 Jan` would do for a while."
    )
    until(align, clock, "2026-12-10T07:00")
    assert reminded_at(maya) == []
    assert "Good to be back" in maya.types("/align unmute")
    until(align, clock, "2026-12-10T09:00")
    assert reminded_at(maya) == ["Thu 10 Dec 08:00"]
    assert "You had not muted me." in maya.types("/align unmute")
    assert "1 sent, 0 acted on; held back: 2 (somebody wanted quiet)" in maya.types("/align summary")


@both_engines
@pytest.mark.parametrize("rest", ["until 4 Dec", "4 Dec", "Until 2026-12-04"])
def test_until_a_day(team: Channel, align: Align, clock: Clock, maya: Colleague, rest: str) -> None:
    promise(maya, team)
    assert "until Fri 4 Dec; the day after I start again" in maya.types(f"/align mute {rest}")
    until(align, clock, "2026-12-08T09:00")
    assert reminded_at(maya) == ["Mon 07 Dec 08:00"]


def test_a_day_nobody_knows(align: Align, maya: Colleague) -> None:
    assert "Write it like 5 Jan" in maya.types("/align mute until whenever")


def test_the_channel_goes_on_without_a_word_about_it(
    team: Channel, align: Align, clock: Clock, maya: Colleague
) -> None:
    maya.types("/align mute")
    promise(maya, team)
    until(align, clock, "2026-12-01T12:00")
    assert "How well did marketing and IT work together?" in team.words
    assert all("mute" not in each.words.lower() for each in posts(team))  # the introduction tells of it to everybody
