"""Each act sent three times at the same moment: recorded, posted and answered as if it had been sent once."""

from __future__ import annotations

import pytest

from bot.app import Align
from tests.conversations.thrice import Thrice, hold
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague, Slack

pytestmark = both_engines


@pytest.fixture
def line(slack: Slack) -> Thrice:
    return Thrice(slack)


@pytest.fixture
def crowded(line: Thrice, memory_url: str, team: Channel) -> Thrice:
    """From now on all that people do arrives three times at once."""
    line.busy = hold(memory_url)
    return line


def test_a_charter(align: Align, crowded: Thrice, team: Channel, maya: Colleague) -> None:
    maya.types("/align terms live", team)
    maya.submits()
    maya.fills({"When marketing says it, what is meant?": "A customer can use it."})
    maya.submits()
    maya.submits()
    print(align.db.query("SELECT * FROM runs"))
    print(team.words)
    assert len(team.messages) == 1
    assert 0
