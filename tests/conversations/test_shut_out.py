"""Slack does not let the bot in, or cannot be reached: no team is paused, no check-in is lost, and the end is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.company import Staff
from tests.conversations.weekly import CLOSING, at, card, promise, set_up
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines
CODES = ["invalid_auth", "not_authed", "token_revoked", "account_inactive", "missing_scope"]
MENDED = "*I can post in Slack again.*"


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, staff: Staff) -> None:
    """Led by Maya, asked on Tuesdays at 10:00 in Berlin."""
    maya, tom, lena, ivan, aisha, _ = staff
    set_up(maya, marketing, [maya, tom, lena], [ivan, aisha])


def live(align: Align, clock: Clock, hours: int) -> None:
    for _ in range(hours):
        clock.now += timedelta(hours=1)
        clock.ticks(align)


def told(who: Colleague) -> list[str]:
    return [each.words for each in who.dm.messages if MENDED in each.words]


@pytest.mark.parametrize("code", CODES)
def test_a_check_in_of_a_week_without_a_token(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, tom: Colleague, clock: Clock, code: str
) -> None:
    at(clock, "2026-12-01T08:30")
    slack.fails("chat.postMessage", error=code, times=10_000)
    before = len(marketing.messages)
    live(align, clock, 72)
    assert len(marketing.messages) == before
    slack.mends()
    live(align, clock, 1)
    assert "4" in card(marketing).buttons
    assert (len(told(maya)), told(tom)) == (1, [])
    assert told(maya)[0].startswith(f"{MENDED} You need not do anything: what waited since Tue 1 Dec, 10:30 ")
    assert told(maya)[0].endswith(f"Slack refused my access ({code}). Whoever runs Align has mended it.")
    # It is open for its whole window, from when it could be seen.
    live(align, clock, 40)
    tom.clicks("4", marketing)
    assert "until Tue 8 Dec" in card(marketing).words
    live(align, clock, 60)
    assert any(CLOSING in each.words for each in marketing.messages)
    assert len(told(maya)) == 1


def test_a_network_that_was_down(align: Align, slack: Slack, marketing: Channel, maya: Colleague, clock: Clock) -> None:
    slack.fails("chat.postMessage", status=503, times=10_000)
    promise(maya, marketing, "call the agency")
    live(align, clock, 5)
    slack.mends()
    live(align, clock, 1)
    assert "call the agency" in marketing.words
    assert told(maya)[0].endswith("I could not reach Slack.")


def test_what_nobody_missed_is_not_told(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, clock: Clock
) -> None:
    slack.fails("chat.postMessage", error="invalid_auth")
    promise(maya, marketing, "call the agency")
    clock.pass_(align, minutes=5)
    clock.pass_(align, hours=2)
    assert "call the agency" in marketing.words
    assert told(maya) == []
