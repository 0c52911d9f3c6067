"""A window that was closed, or comes too late, while what was asked for is recorded: nothing is reported."""

import pytest

from bot.app import Align
from tests.conversations.walks import commits
from tests.fixtures_align import alone
from tests.standin import Channel, Colleague, Slack

pytestmark = alone

GONE = ["not_found", "hash_conflict"]
LATE = "That took too long, and Slack would not open the window any more. Please try once more."


@pytest.mark.parametrize("error", GONE)
def test_done_in_a_window_that_is_gone(align: Align, slack: Slack, team: Channel, tom: Colleague, error: str) -> None:
    commits(tom, team)
    tom.types("/align progress", team)
    seen = len(tom.sees)
    slack.fails("views.update", error=error, times=5)
    slack.fails("views.push", error="not_found", times=5)
    tom.clicks("Done")
    assert align.db.query("SELECT state FROM commitments") == [{"state": "done"}]
    assert (len(tom.sees), tom.dm.messages, len(tom.modals)) == (seen, [], 1)


@pytest.mark.parametrize("error", GONE)
def test_skip_in_a_window_that_is_gone(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, error: str
) -> None:
    maya.types("/align pilot", marketing)
    slack.fails("views.update", error=error)
    maya.clicks("Skip for now")
    assert align.db.query("SELECT count(*) AS n FROM teams") == [{"n": 1}]
    assert (maya.dm.messages, len(maya.modals)) == ([], 1)


@pytest.mark.parametrize("error", ["not_found", "expired_trigger_id"])
def test_words_that_no_window_can_show_are_written(
    align: Align, slack: Slack, team: Channel, maya: Colleague, tom: Colleague, error: str
) -> None:
    """Tom presses in a window what Maya has said already: that is an answer, and reaches her all the same."""
    commits(tom, team)
    tom.types("/align progress", team)
    maya.types("/align progress", team)
    maya.clicks("Done")
    slack.fails("views.push", error=error, times=2)
    tom.clicks("Stuck")
    assert tom.dm.last.words == "This one is done already, so there is nothing left to change."


def test_a_window_that_comes_too_late_is_asked_for_again(
    align: Align, slack: Slack, team: Channel, tom: Colleague
) -> None:
    """Nothing was recorded: there is only the window to ask for."""
    tom.opens_home()
    slack.fails("views.open", error="expired_trigger_id", times=2)
    tom.clicks("Pick a pilot")
    assert tom.dm.last.words == LATE


def test_a_window_beneath_that_is_gone(align: Align, slack: Slack, team: Channel, tom: Colleague) -> None:
    commits(tom, team)
    tom.types("/align progress", team)
    tom.clicks("Stuck")
    tom.fills({"What blocks it?": "no time"})
    slack.fails("views.update", status=503, times=4)
    tom.submits()
    assert align.db.query("SELECT state FROM commitments") == [{"state": "stuck"}]
    assert tom.dm.messages == []
