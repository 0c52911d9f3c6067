"""One check-in as a team lives through it: the card, taps, words, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.company import Staff
from tests.conversations.weekly import as_seen, card, newest, pass_quarter, promise, result, says_more, set_up
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines  # a test begins on Tuesday 24 November 2026, 10:00 UTC, 11:00 in Berlin
FIVE = ["1 – badly", "2", "3", "4", "5 – very well"]


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, staff: Staff) -> None:
    """Led by Maya, asked on Tuesdays at 10:00 in Berlin; three of marketing, two of IT."""
    maya, tom, lena, ivan, aisha, _ = staff
    set_up(maya, marketing, [maya, tom, lena], [ivan, aisha])


def test_what_came_of_it(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(maya, marketing, "call Ivan about the three fields")
    promise(ivan, marketing, "open the sandbox")
    assert maya.types("/align checkin", marketing) == "I've asked in #marketing."
    assert "3 of 5" not in card(marketing).words
    maya.clicks("Done", marketing, beside="three fields")
    ivan.clicks("Stuck", marketing, beside="sandbox")
    for who, score in ((maya, "4"), (tom, "3"), (ivan, "5 – very well")):
        who.clicks(score, marketing)
    says_more(tom, marketing, moved="The landing page is live.", need="the list of\nfields by Friday")
    says_more(ivan, marketing, stuck="Nobody has signed the data agreement", need="one owner for consent")
    pass_quarter(clock, align)
    assert "*Kept.* Thank you, @Maya.\n• call Ivan about the three fields" in card(marketing).words
    assert "3 of 5 people answered" in card(marketing).words
    clock.pass_(align, days=2)
    told = result(marketing)
    assert told.words.split("\n") == [
        "What came of it",
        "*Kept.* Thank you, @Maya.",
        "• call Ivan about the three fields",
        "*What moved*",
        "• @Tom: The landing page is live.",
        "*What is stuck*",
        "• @Ivan: open the sandbox (for 2 days)",
        "• @Ivan: Nobody has signed the data agreement",
        "*Marketing needs from IT*",
        "• @Tom: the list of fields by Friday",
        "*IT needs from marketing*",
        "• @Ivan: one owner for consent",
        "*Working together:* 4.0 of 5, from 3 taps.",
        "Add a few words",
        "3 of 5 people answered. Words and promises count until the next one, Tue 1 Dec.",
    ]
    assert "What came of it" in told.text and "one owner for consent" in told.text
    assert newest(marketing, "The check-in of Tue 24 Nov").buttons == []


def test_a_tap_is_thanked_and_can_be_changed(tom: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    tom.types("/align checkin", marketing)
    tom.clicks("2", marketing)
    assert tom.sees[-1] == "You said 2. Thank you. Nobody else sees that. Tap again to change it, until Thu 26 Nov."
    tom.clicks("4", marketing)
    assert tom.sees[-1].startswith("You said 4.")
    pass_quarter(clock, align)
    assert "1 of 5 people answered. Nobody sees who tapped what." in card(marketing).words


def test_words_alone_count_as_an_answer_once(tom: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    tom.types("/align checkin", marketing)
    says_more(tom, marketing, moved="The page is live")
    pass_quarter(clock, align)
    assert "1 of 5 people answered" in card(marketing).words
    tom.clicks("4", marketing)
    pass_quarter(clock, align)
    assert "1 of 5 people answered" in card(marketing).words
    assert "The page is live" not in marketing.words, "words are read when the check-in closes"


def test_stuck_asks_what_blocks_and_the_team_reads_it(
    ivan: Colleague, maya: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(ivan, marketing, "open the sandbox")
    maya.types("/align checkin", marketing)
    ivan.clicks("Stuck", marketing)
    ivan.fills({ivan.modal.labels[0]: "Nobody has signed"})
    ivan.submits()
    ivan.closes(everything=True)
    assert "@Ivan, by Fri 4 Dec · *Stuck*: Nobody has signed\n" in card(marketing).words
    assert "What blocks it?" in card(marketing).buttons and "Stuck" not in card(marketing).buttons
    clock.pass_(align, days=2)
    assert "• @Ivan: open the sandbox (for 2 days). Nobody has signed" in result(marketing).words


@alone
def test_words_can_be_changed_and_what_was_said_is_kept(
    tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    tom.types("/align checkin", marketing)
    says_more(tom, marketing, moved="The page is live", stuck="the form")
    clock.pass_(hours=1)
    tom.clicks("Say more", marketing)
    assert tom.modal.values == {
        "What moved?": "The page is live",
        "What is stuck?": "the form",
        "Where do we need the other side?": None,
    }
    tom.fills({"What is stuck?": None})
    tom.submits()
    assert "until" not in tom.modal.title and "closes, Thu 26 Nov." in tom.modal.words
    tom.closes()
    clock.pass_(align, days=2)
    assert "The page is live" in result(marketing).words and "the form" not in result(marketing).words
    assert [each["stuck"] for each in align.db.query("SELECT stuck FROM notes ORDER BY place")] == ["the form", ""]


def test_saying_nothing_is_said_at_the_field(tom: Colleague, marketing: Channel, align: Align) -> None:
    tom.types("/align checkin", marketing)
    tom.clicks("Say more", marketing)
    tom.submits()
    assert tom.modal.errors == {"What moved?": "A few words in one of the three are enough. Or close the window."}


@alone
def test_words_sent_twice_are_said_once(tom: Colleague, marketing: Channel, align: Align) -> None:
    tom.types("/align checkin", marketing)
    tom.clicks("Say more", marketing)
    tom.fills({"What moved?": "The page is live"})
    tom.submits()
    tom.line.sends_again(3, at_once=True)
    assert len(align.db.query("SELECT * FROM notes")) == 1


def test_nobody_reads_two_taps_and_the_third_may_come_late(
    maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    maya.types("/align checkin", marketing)
    for who in (maya, tom):
        who.clicks("5 – very well", marketing)
    clock.pass_(align, days=2)
    told = result(marketing)
    assert "fewer than three taps so far, so I keep them to myself" in told.words
    assert told.buttons == [*FIVE, "Add a few words"]
    lena.clicks("2", marketing)
    assert lena.sees[-1] == "You said 2. Thank you. Nobody else sees that."
    pass_quarter(clock, align)
    assert "*Working together:* 4.0 of 5, from 3 taps." in result(marketing).words
    assert result(marketing).buttons == ["Add a few words"]


def test_once_the_figure_is_out_a_tap_would_give_itself_away(
    maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    maya.types("/align checkin", marketing)
    for who in (maya, tom, lena):
        who.clicks("4", marketing)
    seen_before = as_seen(card(marketing))
    clock.pass_(align, days=2)
    ivan.clicks("1 – badly", message=seen_before)
    assert "The figure is out" in ivan.modal.words
    ivan.closes()
    assert "4.0 of 5, from 3 taps" in result(marketing).words
    says_more(ivan, marketing, "Add a few words", stuck="the contract")
    assert "@Ivan: the contract" in result(marketing).words
    assert "4 of 5 people answered" in result(marketing).words


def test_while_it_is_open_the_summary_keeps_the_figure_back(
    maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    """Otherwise whoever reads it before and after a tap knows the tap."""
    maya.types("/align checkin", marketing)
    for who in (maya, tom, lena):
        who.clicks("4", marketing)
    assert "nothing to show yet" in maya.types("/align summary", marketing)
    clock.pass_(align, days=2)
    assert "4.0 of 5" in maya.types("/align summary", marketing)


def test_nobody_is_told_that_nothing_happened(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    promise(maya, marketing, "call Ivan")
    maya.types("/align checkin", marketing)
    before = len(marketing.messages)
    clock.pass_(align, days=2)
    assert len(marketing.messages) == before
    assert marketing.last.words == "\n".join(
        ["The check-in of Tue 24 Nov", "• @Maya: call Ivan", "Closed. 0 of 5 people answered."]
    )
    assert marketing.last.buttons == []


def test_one_at_a_time_until_whoever_leads_closes_it(
    maya: Colleague, tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    maya.types("/align checkin", marketing)
    before = len(marketing.messages)
    told = tom.types("/align checkin", marketing)
    assert told.startswith("I am asking in #marketing already, until Thu 26 Nov.")
    assert len(marketing.messages) == before
    refused = "Whoever leads this team can change that. Ask @Maya."
    assert tom.types("/align checkin close", marketing) == refused
    tom.clicks("4", marketing)
    assert maya.types("/align checkin close", marketing).startswith("Closed.")
    assert "1 of 5 people answered" in result(marketing).words
    assert "No check-in is open here" in maya.types("/align checkin close", marketing)
    clock.pass_(align, minutes=1)
    assert "I've asked" in tom.types("/align checkin", marketing)
    assert "/align checkin close" in tom.types("/align checkin later", marketing)


def test_the_next_one_takes_over(
    maya: Colleague, tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(maya, marketing, "call Ivan")
    maya.types("/align checkin", marketing)
    seen_before = as_seen(card(marketing))
    tom.clicks("4", marketing)
    maya.clicks("Done", marketing)
    clock.pass_(align, days=2)
    clock.pass_(align, days=4, hours=23)
    assert "*You said → we did*\n• @Maya: call Ivan" in card(marketing).words
    assert result(marketing).buttons == []
    tom.clicks("3", message=seen_before)
    assert "There is a newer check-in" in tom.modal.words


def test_a_card_stays_short_on_a_phone(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    """As many as Slack's fifty blocks hold, however long they are."""
    for number in range(30):
        clock.pass_(align, seconds=2)
        promise(maya, marketing, f"{number} {'&<' * 140}", cue="<" * 290)
    clock.pass_(align, minutes=1)
    maya.types("/align checkin", marketing)
    assert card(marketing).buttons.count("Done") == 14
    assert "And 16 more promises, with later dates." in card(marketing).words


def test_observers_and_those_away_are_not_waited_for(
    maya: Colleague, tom: Colleague, aisha: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    align.db.execute("UPDATE members SET role = 'observer' WHERE user_id = :user", {"user": aisha.id})
    tom.types("/align away until 25 Nov", marketing)
    maya.types("/align checkin", marketing)
    assert "0 of 3 people answered" in card(marketing).words
    tom.clicks("4", marketing)
    pass_quarter(clock, align)
    assert "1 of 4 people answered" in card(marketing).words, "who answers all the same takes part"
