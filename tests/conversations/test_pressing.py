"""Buttons under a promise: they act once, whoever presses, and everything that shows it says the same afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.conversations.walks import PROMISE, commits
from tests.conversations.weekly import as_seen, card, newest
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines
ACTION = "call Ivan and agree on the three fields"


@pytest.fixture
def asked(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> Channel:
    """Tom has made a promise, and the team is asked how it goes."""
    commits(tom, team)
    maya.types("/align checkin", team)
    return team


def test_done_on_the_card_is_done_everywhere(asked: Channel, tom: Colleague, maya: Colleague) -> None:
    tom.opens_home()
    maya.opens_home()
    tom.clicks("Done", asked)
    assert f"*Kept.* Thank you, @Tom.\n• {ACTION}\n" in card(asked).words
    assert "Done" not in card(asked).buttons
    assert "✅ *Kept* by @Tom." in asked.words
    assert "Nothing is open." in tom.home.words
    assert f"*Kept* Tue 24 Nov: {ACTION}" in tom.home.words
    tom.clicks("Undo")
    assert PROMISE in card(asked).words
    assert card(asked).buttons[:3] == ["Done", "On track", "Stuck"]
    assert "I'll ask at the next check-in." in newest(asked, "has made a promise").words


def test_somebody_else_may_say_so_and_is_named(asked: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.clicks("On track", asked)
    assert "@Tom, by Tue 1 Dec · *On track*, says @Maya" in card(asked).words
    tom.opens_home()
    assert "*On track*" in tom.home.words


def test_who_comes_second_is_told_and_sees_the_truth(asked: Channel, maya: Colleague, tom: Colleague) -> None:
    seen_before = as_seen(card(asked))
    tom.clicks("Done", asked)
    maya.clicks("Stuck", message=seen_before)
    assert maya.modal.words == "One moment\nThis one is done already, so there is nothing left to change."
    assert f"*Kept.* Thank you, @Tom.\n• {ACTION}\n" in card(asked).words


def test_two_at_once(asked: Channel, maya: Colleague, tom: Colleague, align: Align) -> None:
    seen = as_seen(card(asked))
    with ThreadPoolExecutor(2) as pool:
        pressed = [
            pool.submit(who.clicks, label, message=seen, silent=True)
            for who, label in ((maya, "Done"), (tom, "On track"))
        ]
    for each in pressed:
        each.result()
    align.delivery.deliver_due()
    assert f"*Kept.* Thank you, @Tom.\n• {ACTION}\n" in card(asked).words
    assert "✅ *Kept* by @Tom." in asked.words and "Says @Maya." in asked.words


def test_pressed_again_and_again(asked: Channel, tom: Colleague, align: Align) -> None:
    tom.clicks("On track", asked, silent=True)
    assert tom.line.sends_again(3, at_once=True) == [200, 200, 200]
    align.delivery.deliver_due()
    tom.types("/align progress", asked)
    tom.clicks("Hand it over or drop it")
    tom.clicks("How it went so far")
    assert tom.modal.words.count("said it is on track") == 1


def test_on_a_card_of_last_week(asked: Channel, tom: Colleague, align: Align, clock: Clock) -> None:
    """A client that has not heard that it closed: the press counts, and this week's card follows."""
    last_week = as_seen(card(asked))
    clock.pass_(align, days=7)
    tom.clicks("On track", message=last_week)
    assert "*On track*" in card(asked).words
    tom.clicks("Stuck", message=last_week)
    tom.fills({"What blocks it?": "no reply"})
    tom.submits()
    assert "*Stuck*" in card(asked).words
    assert newest(asked, "The check-in of Tue 24 Nov").buttons == []


def test_a_button_of_an_earlier_version(asked: Channel, tom: Colleague) -> None:
    old = as_seen(card(asked))
    for block in old.raw["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == "commitment:update-done":
                element["action_id"] = "checkin:done"
    tom.clicks("Done", message=old)
    assert tom.modal.words == "One moment\nThis is from an earlier version of me. Type /align to start afresh."
