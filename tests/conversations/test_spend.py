"""A hundred points: each side splits them apart, and sees both splits when it has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.wave_talk import CHANGE, GROW, RUN, USE, Company, hires, launches, splits
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines


@pytest.fixture
def asked(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    made = hires(slack, person, maya)
    clock.pass_(align, minutes=1)
    launches(maya, made.room, "spend")
    clock.pass_(align, minutes=10)
    return made


def test_both_splits_the_largest_difference_first(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    room = asked.room
    for each in asked.marketing:
        splits(each, room, 30, 25, 15, 30)
        assert "Your answers are in. Thank you." in each.modal.words
        each.closes(everything=True)
    for each in asked.it:
        splits(each, room, 55, 25, 10, 10)
        each.closes(everything=True)
    clock.pass_(align, days=17)
    said = room.last.words
    assert said.startswith("Talk first about “run”\n@Maya and somebody of the other side: half an hour")
    assert "What would have to stop if *run* got 30 and not 55?" in said
    assert "*Run:* 25 points apart\nMarketing ▰▰▰▱▱▱▱▱▱▱ 30\nIT ▰▰▰▰▰▰▱▱▱▱ 55" in said
    assert "*Change:* 20 points apart" in said
    assert "*Use:* both say 25. There you can start on Monday." in said
    assert "*Grow:* Marketing 15, IT 10." in said
    assert "All" not in room.last.buttons
    maya.clicks("How to read it", room)
    assert "Gartner 2006" in maya.modal.words and "33 % in 2023" in maya.modal.words
    maya.closes(everything=True)
    maya.clicks("I’ll set it up", room)
    assert maya.modal.values["I’ll"] == (
        "book half an hour for both sides about run: what would have to stop if *run* got 30 and not 55?"
    )


def test_what_is_left_is_said_as_one_types(asked: Company, maya: Colleague) -> None:
    maya.clicks("Start", asked.room)
    assert "0 points given so far, 100 left to give." in maya.modal.words
    maya.fills({RUN: "40"})
    assert "40 points given so far, 60 left to give." in maya.modal.words
    maya.fills({USE: "30", GROW: "20", CHANGE: "20"})
    assert "110: 10 too many." in maya.modal.words
    maya.submits()
    assert maya.modal.errors == {RUN: "Together that is 110: 10 too many."}
    maya.fills({CHANGE: "ten"})
    maya.submits()
    assert maya.modal.errors == {CHANGE: "A whole number, 0 to 100."}
    maya.fills({CHANGE: "10"})
    assert "That makes 100." in maya.modal.words
    maya.submits()
    assert "Your answers are in" in maya.modal.words
    maya.clicks("Change my answers")
    assert "That makes 100." in maya.modal.words


def test_the_same_on_both_sides(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    for each in asked.everybody:
        splits(each, asked.room, 40, 30, 20, 10)
        each.closes(everything=True)
    clock.pass_(align, days=17)
    assert asked.room.last.words.startswith("You would split it alike\n@Maya: write it down while you agree")
    assert "*Run:* both say 40. There you can start on Monday." in asked.room.last.words
