"""The machine's clock was ahead, and is put right: teams and people are asked as if it never had been."""

import pytest

from bot.app import Align
from tests.conversations.reminded import promise, until
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


@both_engines
@pytest.mark.parametrize("days", [1, 400])
def test_after_a_time_ahead_everything_goes_on(
    align: Align, clock: Clock, team: Channel, maya: Colleague, days: int
) -> None:
    clock.pass_(align, days=days)
    clock.pass_(days=-days)
    clock.ticks(align)
    said = len(team.messages)
    promise(maya, team)
    assert len(team.messages) == said + 1
    until(align, clock, "2026-11-30T09:00")
    assert "How does it look?" in maya.dm.words
    until(align, clock, "2026-12-08T10:00")
    assert [
        each.words for each in team.messages[said + 1 :] if "How well did marketing and IT work together?" in each.words
    ]
