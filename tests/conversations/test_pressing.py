"""How a promise goes is said once, whoever says it, and everything that shows it says the same afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.conversations.walks import PROMISE, commits
from tests.conversations.weekly import as_seen, card, marks, newest
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines
KEPT = "✅ *Kept since last time:* @Tom: call Ivan and agree on the three fields\n"


@pytest.fixture
def asked(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> Channel:
    """Tom has made a promise, and the team is asked how it goes."""
    commits(tom, team)
    maya.types("/align checkin", team)
    return team


def test_done_from_the_card_is_done_everywhere(asked: Channel, tom: Colleague, maya: Colleague) -> None:
    tom.opens_home()
    maya.opens_home()
    marks(tom, asked, "Done")
    assert KEPT in card(asked).words and "open" not in card(asked).words
    assert "✅ *Kept* by @Tom." in asked.words
    assert "Done" not in tom.home.buttons
    tom.types("/align progress", asked)
    assert "*Kept* Tue 24 Nov: call Ivan and agree on the three fields" in tom.modal.words
    tom.clicks("Undo")
    assert "*Promises:* 1 open\n" in card(asked).words and KEPT not in card(asked).words
    assert "I'll ask at the next check-in." in newest(asked, "has made a promise").words


def test_whoever_leads_may_say_so_and_is_named(asked: Channel, maya: Colleague) -> None:
    maya.types("/align progress", asked)
    maya.clicks("Done")
    assert "✅ *Kept* by @Tom." in asked.words and "Says @Maya." in asked.words


def test_who_comes_second_is_told_and_sees_the_truth(asked: Channel, maya: Colleague, tom: Colleague) -> None:
    tom.types("/align progress", asked)
    maya.types("/align progress", asked)
    maya.clicks("Done")
    tom.clicks("Stuck")
    assert "This one is done already, so there is nothing left to change." in tom.modal.words
    assert KEPT in card(asked).words


def test_two_at_once(asked: Channel, maya: Colleague, tom: Colleague, align: Align) -> None:
    for who in (maya, tom):
        who.types("/align progress", asked)
    with ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(who.clicks, label, silent=True) for who, label in ((maya, "Done"), (tom, "On track"))]
    for each in pressed:
        each.result()
    align.delivery.deliver_due()
    assert KEPT in card(asked).words
    assert "✅ *Kept* by @Tom." in asked.words and "Says @Maya." in asked.words


def test_a_tap_and_a_mark_at_once_both_count(
    asked: Channel, maya: Colleague, tom: Colleague, align: Align, clock: Clock
) -> None:
    tom.types("/align progress", asked)
    with ThreadPoolExecutor(2) as pool:
        pressed = [
            pool.submit(tom.clicks, "On track", silent=True),
            pool.submit(maya.clicks, "4", asked, silent=True),
        ]
    for each in pressed:
        each.result()
    clock.pass_(align, minutes=15)
    assert "2 of 5." in card(asked).words


def test_pressed_again_and_again(asked: Channel, tom: Colleague, align: Align) -> None:
    tom.types("/align progress", asked)
    tom.clicks("On track", silent=True)
    assert tom.line.sends_again(3, at_once=True) == [200, 200, 200]
    align.delivery.deliver_due()
    tom.types("/align progress", asked)
    tom.clicks("Hand it over or drop it")
    tom.clicks("How it went so far")
    assert tom.modal.words.count("said it is on track") == 1


def test_from_a_card_of_last_week(asked: Channel, tom: Colleague, align: Align, clock: Clock) -> None:
    """A client that has not heard that it closed: the press counts, and this week's card follows."""
    last_week = as_seen(card(asked))
    clock.pass_(align, days=7)
    tom.clicks("My promises", message=last_week)
    tom.fills({tom.modal.labels[0]: "Stuck", "One sentence for the team": "no reply"})
    tom.submits()
    assert "⚠️ 1 stuck (call Ivan and agree on the three fields, @Tom)" in card(asked).words
    assert newest(asked, "The check-in of Tue 24 Nov").buttons == []


def test_a_button_of_an_earlier_version(asked: Channel, tom: Colleague) -> None:
    old = as_seen(card(asked))
    for block in old.raw["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == "checkin:pulse-4":
                element["action_id"] = "checkin:done"
    tom.clicks("4", message=old)
    assert tom.modal.words == "One moment\nThis is from an earlier version of me. Type /align to start afresh."


def test_a_card_asks_for_nobody_elses_promise(asked: Channel) -> None:
    assert PROMISE not in card(asked).words and "Done" not in card(asked).buttons
