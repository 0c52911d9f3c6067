"""Check-ins over weeks: what comes by itself, what an early one stands for, what is said after a silence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.company import Staff
from tests.conversations.weekly import CLOSING, card, marks, promise, result, says_more, set_up
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague

if TYPE_CHECKING:
    from bot.app import Align

# a test begins on Tuesday 24 November 2026, 10:00 UTC, 11:00 in Berlin
TUESDAYS = [datetime(2026, 12, day, 9, tzinfo=UTC) for day in (1, 8, 15)]  # 10:00 in Berlin
TWO_DAYS = timedelta(days=2)


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, staff: Staff) -> None:
    """Led by Maya, asked on Tuesdays at 10:00 in Berlin."""
    maya, tom, lena, ivan, aisha, _ = staff
    set_up(maya, marketing, [maya, tom, lena], [ivan, aisha])


def live_until(end: datetime, align: Align, clock: Clock) -> None:
    """Hour by hour, the bot doing what comes due."""
    while clock.now < end:
        clock.now = min(clock.now + timedelta(hours=1), end)
        clock.ticks(align)


def told(where: Channel, words: str) -> int:
    return sum(words in each.words for each in where.messages)


@both_engines
def test_three_weeks(maya: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    """One card and one result a week, each in its time; each card begins with what was done since the last."""
    actions = ["call the agency", "open the sandbox", "load the contacts"]
    for week, (tuesday, action) in enumerate(zip(TUESDAYS, actions, strict=True), 1):
        promise(ivan, marketing, action, due="2026-12-30")
        live_until(tuesday, align, clock)
        kept = f"✅ *Kept since last time:* @Ivan: {actions[week - 2]}"
        assert (kept in card(marketing).words) == (week > 1)
        maya.clicks("4", marketing)
        marks(ivan, marketing, "Done")
        says_more(maya, marketing, moved=f"week {week}")
        live_until(tuesday + TWO_DAYS, align, clock)
        assert f"*Went well:* “week {week}” (@Maya)" in result(marketing).words
        assert f"✅ @Ivan said “I’ll {action}”, and did" in result(marketing).words
        assert ("*Kept, 3 in a row as a team:*\n✅ @Ivan" in result(marketing).words) == (week == 3)
        assert told(marketing, CLOSING) == week
        assert told(marketing, "How well did marketing and IT work together?") == 0, "closed cards ask nothing"


def test_what_is_stuck_grows_old(ivan: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    promise(ivan, marketing, "open the sandbox", due="2026-11-27")
    ivan.types("/align checkin", marketing)
    marks(ivan, marketing, "Stuck")
    live_until(TUESDAYS[0], align, clock)
    assert "*Promises:* 1 open, 1 overdue, ⚠️ 1 stuck (open the sandbox, @Ivan)\n" in card(marketing).words
    ivan.clicks("2", marketing)
    live_until(TUESDAYS[0] + TWO_DAYS, align, clock)
    assert "Who can help @Ivan? Stuck for 9 days: open the sandbox." in result(marketing).words


@both_engines
def test_an_early_one_stands_for_the_regular_one(
    maya: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    live_until(TUESDAYS[0] - TWO_DAYS, align, clock)
    answer = maya.types("/align checkin", marketing)
    assert answer == (
        "I've asked in #marketing, in place of Tue 1 Dec, 10:00 (Europe/Berlin). "
        "The next check-in comes Tue 8 Dec, 10:00 (Europe/Berlin)."
    )
    assert "Asked early, in place of Tue 1 Dec." in card(marketing).words
    asked = len(marketing.messages)
    live_until(TUESDAYS[0] + timedelta(hours=1), align, clock)
    assert len(marketing.messages) == asked
    live_until(TUESDAYS[1], align, clock)
    assert "Asked early" not in card(marketing).words


@pytest.mark.parametrize(("early", "instead"), [(timedelta(days=3), True), (timedelta(days=3, minutes=1), False)])
def test_three_days_before_the_regular_one_it_takes_its_place(
    maya: Colleague, marketing: Channel, align: Align, clock: Clock, early: timedelta, instead: bool
) -> None:
    live_until(TUESDAYS[0] - early, align, clock)
    assert ("in place of Tue 1 Dec" in maya.types("/align checkin", marketing)) is instead


def test_set_up_anew_the_regular_one_stays_away(
    maya: Colleague, marketing: Channel, align: Align, clock: Clock, staff: Staff
) -> None:
    """Who saves the team's window after an early one does not bring the regular one back."""
    live_until(TUESDAYS[0] - TWO_DAYS, align, clock)
    maya.types("/align checkin", marketing)
    set_up(maya, marketing, staff[:3], staff[3:5], **{"Check-in time": "11:00"})
    asked = len(marketing.messages)
    live_until(TUESDAYS[0] + timedelta(hours=3), align, clock)
    assert len(marketing.messages) == asked


def test_one_long_before_leaves_the_regular_one(
    maya: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    assert maya.types("/align checkin", marketing) == "I've asked in #marketing."
    maya.clicks("4", marketing)
    live_until(TUESDAYS[0], align, clock)
    assert card(marketing).words and told(marketing, CLOSING) == 1


def test_over_a_weekend_it_stays_open(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    live_until(datetime(2026, 11, 27, 13, tzinfo=UTC), align, clock)
    maya.types("/align checkin", marketing)
    maya.clicks("4", marketing)
    assert "until Tue 1 Dec." in card(marketing).words
    live_until(datetime(2026, 12, 1, 13, tzinfo=UTC), align, clock)
    assert told(marketing, CLOSING) == 1


@alone
def test_after_a_silence_nothing_is_lost_and_nothing_is_posted(
    maya: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    """The bot was down when it had to close: its card becomes what came of it, and nobody is called."""
    live_until(TUESDAYS[0], align, clock)
    says_more(maya, marketing, moved="The page is live")
    posted = len(marketing.messages)
    clock.pass_(align, days=2, hours=3)
    assert len(marketing.messages) == posted
    assert "*Went well:* “The page is live” (@Maya)" in result(marketing).words
    says_more(maya, marketing, moved="The page is live", need="a sandbox")
    assert "*Marketing to IT:* “a sandbox” (@Maya)" in result(marketing).words
    noted = [each["event"] for each in align.db.query("SELECT event FROM audit ORDER BY at")]
    assert noted[-1] == "result not posted: late"


@both_engines
def test_a_week_of_downtime(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    live_until(TUESDAYS[0], align, clock)
    maya.clicks("4", marketing)
    clock.pass_(align, days=8)
    assert told(marketing, "How well did marketing and IT work together?") == 0
    live_until(TUESDAYS[2], align, clock)
    assert told(marketing, "How well did marketing and IT work together?") == 1
    assert result(marketing).buttons == ["See everything"]


@both_engines
def test_a_paused_team_hears_nothing(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    maya.types("/align checkin", marketing)
    maya.clicks("4", marketing)
    maya.types("/align pause", marketing)
    posted = len(marketing.messages)
    clock.pass_(align, days=2)
    assert len(marketing.messages) == posted
    assert "paused here" in maya.types("/align checkin", marketing)


@both_engines
def test_two_clocks_close_it_once(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    maya.types("/align checkin", marketing)
    maya.clicks("4", marketing)
    clock.pass_(days=2)
    with ThreadPoolExecutor(4) as pool:
        closed = sum(pool.map(align.planning.plan, [clock.now] * 4))
    align.delivery.deliver_due()
    assert (closed, told(marketing, CLOSING)) == (1, 1)


@both_engines
def test_two_ask_at_the_same_moment(maya: Colleague, marketing: Channel, align: Align) -> None:
    maya.types("/align checkin", marketing, silent=True)
    maya.line.sends_again(4, at_once=True)
    align.delivery.deliver_due()
    assert told(marketing, "How well did marketing and IT work together?") == 1
