"""An event that always fails is not sent for ever; one that failed because the database was away is not lost."""

import pytest

from bot.app import Align
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

pytestmark = both_engines


@pytest.fixture
def poisoned(align: Align, no_bot: Channel, ivan: Colleague) -> Colleague:
    """Ivan has invited the bot, and what that causes fails."""
    align.db.execute("ALTER TABLE outbox RENAME TO mislaid")
    with pytest.raises(AssertionError, match="HTTP 500"):
        ivan.invites_bot(no_bot)
    return ivan


def mended(align: Align, caplog: pytest.LogCaptureFixture) -> None:
    align.db.execute("ALTER TABLE mislaid RENAME TO outbox")
    caplog.clear()


def test_it_is_given_up_after_the_third_try(
    align: Align, poisoned: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    assert [*poisoned.line.sends_again(3), *poisoned.line.sends_again(2)] == [500, 200, 200, 200, 200]
    (logged,) = [each for each in caplog.records if each.exc_info]
    assert logged.getMessage().startswith("reference ")
    mended(align, caplog)


def test_tries_are_counted_where_slack_does_not(
    align: Align, poisoned: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    line, (body, kind) = poisoned.line, poisoned.line.sent[-1]
    assert [line.post(body, kind).status for _ in range(3)] == [500, 200, 200]
    mended(align, caplog)


def test_what_helps_within_three_tries_is_heard_once(
    align: Align, poisoned: Colleague, no_bot: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    poisoned.line.sends_again(1)
    mended(align, caplog)
    assert poisoned.line.sends_again(3) == [200, 200, 200]
    poisoned.line.speak()
    assert [each.words.split(".")[0] for each in no_bot.messages] == ["*Hello, I'm Align"]


def test_nothing_is_given_up_while_nothing_can_be_recorded(
    align: Align, poisoned: Colleague, no_bot: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    align.db.execute("ALTER TABLE events RENAME TO gone")
    assert poisoned.line.sends_again(3) == [500, 500, 500]
    align.db.execute("ALTER TABLE gone RENAME TO events")
    mended(align, caplog)
    assert poisoned.line.sends_again(1) == [200]
    poisoned.line.speak()
    assert len(no_bot.messages) == 1
