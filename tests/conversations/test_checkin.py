"""One check-in as a team lives through it: the card, taps, words, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.company import Staff
from tests.conversations.weekly import (
    WORDS,
    as_seen,
    card,
    marks,
    newest,
    opens_words,
    pass_quarter,
    promise,
    result,
    says_more,
    set_up,
)
from tests.effort import check_length, measured
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Message

if TYPE_CHECKING:
    from bot.app import Align

# a test begins on Tuesday 24 November 2026, 10:00 UTC, 11:00 in Berlin
FIVE = ["1", "2", "3", "4", "5"]
SOME = "One tap from each of you until Thu 26 Nov. 1 is badly, 5 is very well."


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, staff: Staff) -> None:
    """Led by Maya, asked on Tuesdays at 10:00 in Berlin; three of marketing, two of IT."""
    maya, tom, lena, ivan, aisha, _ = staff
    set_up(maya, marketing, [maya, tom, lena], [ivan, aisha])


def test_the_card_is_short_and_has_one_button_for_promises(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(maya, marketing, "call Ivan about the three fields", due="2026-11-27")
    promise(ivan, marketing, "open the sandbox")
    assert maya.types("/align checkin", marketing) == "I've asked in #marketing."
    asked = card(marketing)
    lines = asked.words.split("\n")
    check_length("the card of a check-in, its question in words aside", asked, lines[lines.index(FIVE[-1]) + 1])
    assert lines[:2] == ["How well did marketing and IT work together?", SOME]
    assert lines[-1] == "Answered ▱▱▱▱▱ 0 of 5. Your tap is private, and you can change it."
    assert "*Promises:* 2 open, 1 of them due this week\n" in asked.words
    assert [each for each in asked.buttons if each not in WORDS] == [*FIVE, "My promises"]
    spoken = [each.get("accessibility_label") for row in asked.blocks for each in row.get("elements", [])]
    assert spoken[:5] == ["1: badly", "2: rather badly", "3: so-so", "4: well", "5: very well"]
    marks(maya, marketing, "Done", beside="three fields")
    marks(ivan, marketing, "Stuck", beside="sandbox")
    tom.clicks("3", marketing)
    pass_quarter(clock, align)
    answered = "Answered ▰▰▰▱▱ 3 of 5. Your tap is private, and you can change it."
    assert card(marketing).words.split("\n")[-1] == answered
    assert "*Promises:* 1 open, ⚠️ 1 stuck (open the sandbox, @Ivan)\n" in card(marketing).words
    assert "✅ *Kept since last time:* @Maya: call Ivan about the three fields\n" in card(marketing).words
    assert "▰" not in card(marketing).text


@both_engines
def test_what_came_of_it(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(maya, marketing, "call Ivan about the three fields")
    promise(ivan, marketing, "open the sandbox")
    maya.types("/align checkin", marketing)
    marks(maya, marketing, "Done", beside="three fields")
    marks(ivan, marketing, "Stuck", beside="sandbox")
    for who, score in ((maya, "4"), (tom, "3"), (ivan, "5")):
        who.clicks(score, marketing)
    says_more(tom, marketing, moved="The landing page is live.", need="the list of\nfields by Friday")
    says_more(ivan, marketing, stuck="Nobody has signed the data agreement", need="one owner for consent")
    clock.pass_(align, days=2)
    told = result(marketing)
    check_length("what a check-in came to", told)
    assert told.words.split("\n") == [
        "One promise kept, two things are stuck",
        "Who can help @Ivan? Stuck for 2 days: open the sandbox.",
        "I can help",
        "Who can help @Ivan? “Nobody has signed the data agreement”",
        "I can help",
        "*Working together: 4.0 of 5*",
        "Tue 24 Nov ▰▰▰▰▱ 4.0",
        "*Kept:*",
        "✅ @Maya said “I’ll call Ivan about the three fields”, and did",
        "*Marketing to IT:* “the list of fields by Friday” (@Tom)",
        "I’ll take it",
        "*Went well:* “The landing page is live.” (@Tom)",
        "And 1 more asked for.",
        "Add a comment",
        "See everything",
        "Answered ▰▰▰▱▱ 3 of 5. You can still comment until Tue 1 Dec.",
    ]
    assert told.text.startswith("One promise kept, two things are stuck") and "the list of fields" in told.text
    assert newest(marketing, "The check-in of Tue 24 Nov").buttons == []
    tom.clicks("See everything", message=told)
    assert tom.modal.words.split("\n") == [
        "Everything",
        "Stuck",
        "Who can help @Ivan? Stuck for 2 days: open the sandbox.",
        "I can help",
        "Who can help @Ivan? “Nobody has signed the data agreement”",
        "I can help",
        "Asked for",
        "*Marketing to IT:* “the list of fields by Friday” (@Tom)",
        "I’ll take it",
        "*IT to marketing:* “one owner for consent” (@Ivan)",
        "I’ll take it",
        "Kept",
        "✅ @Maya said “I’ll call Ivan about the three fields”, and did",
        "Went well",
        "@Tom: The landing page is live.",
    ]


def test_on_track_is_an_answer_even_said_again(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(ivan, marketing, "open the sandbox", due="2026-12-18")
    for week, day in enumerate(("Tue 24 Nov", "Tue 1 Dec")):
        if week:
            clock.pass_(align, days=6, hours=23)
        else:
            maya.types("/align checkin", marketing)
        assert "0 of 5." in card(marketing).words, day
        marks(ivan, marketing, "On track")
        assert "0 of 5." in card(marketing).words, "nobody sees from the card who it was"
        pass_quarter(clock, align)
        assert "1 of 5." in card(marketing).words, day
        ivan.clicks("4", marketing)
        pass_quarter(clock, align)
        assert "1 of 5." in card(marketing).words, "whoever taps as well is counted once"


def test_what_others_mark_is_no_answer_of_mine(
    maya: Colleague, tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(tom, marketing, "call Ivan")
    maya.types("/align checkin", marketing)
    maya.types("/align progress", marketing)
    maya.clicks("Done")
    maya.closes(everything=True)
    pass_quarter(clock, align)
    assert "✅" in card(marketing).words and "0 of 5." in card(marketing).words


@both_engines
def test_taps_and_marks_are_counted_and_only_taps_make_the_mean(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(ivan, marketing, "open the sandbox")
    maya.types("/align checkin", marketing)
    maya.clicks("5", marketing)
    tom.clicks("2", marketing)
    marks(ivan, marketing, "On track")
    clock.pass_(align, days=2)
    told = result(marketing)
    assert "3 of 5." in told.words and "Fewer than three have tapped, so I keep the number to myself." in told.words


def test_the_trend_is_a_line_a_week(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    maya.types("/align checkin", marketing)
    for week, scores in enumerate((("2", "2", "3"), ("3", "3", "3"), ("4", "4", "4"), ("4", "4", "5"))):
        for who, score in zip((maya, tom, ivan), scores, strict=True):
            who.clicks(score, marketing)
        clock.pass_(align, days=2)
        told = result(marketing)
        assert ("*The last check-ins*" in told.words) is (week > 0), "one alone is in the heading already"
        clock.pass_(align, days=4, hours=24 if week else 23)
    assert told.words.split("\n")[:5] == [
        "Working together: 4.3 of 5",
        "*The last check-ins*",
        "Tue 1 Dec ▰▰▰▱▱ 3.0",
        "Tue 8 Dec ▰▰▰▰▱ 4.0",
        "Tue 15 Dec ▰▰▰▰▱ 4.3",
    ]
    assert "Last time 4.3 of 5." in card(marketing).words


def test_who_can_help_writes_a_promise_of_their_own(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(ivan, marketing, "open the sandbox")
    maya.types("/align checkin", marketing)
    marks(ivan, marketing, "Stuck")
    says_more(tom, marketing, need="the list of\nfields")
    says_more(maya, marketing, stuck="Nobody answers")
    for who in (maya, tom, ivan):
        who.clicks("3", marketing)
    clock.pass_(align, days=2)
    told = as_seen(result(marketing))
    maya.clicks("I can help", message=told, beside="Nobody answers")
    assert "This one is yours." in maya.modal.words
    maya.closes(everything=True)
    helps(maya, "help ivan with this: open the sandbox", told, beside="sandbox")
    helps(ivan, "help maya with this: Nobody answers", told, beside="Nobody answers")
    clock.pass_(align, seconds=2)
    helps(ivan, "see to this: the list of fields", told)
    assert result(marketing).words.split("\n")[1:3] == [
        "@Ivan, stuck for 2 days: open the sandbox. ✅ @Maya helps, by Fri 4 Dec.",
        "@Maya: “Nobody answers” ✅ @Ivan helps, by Tue 1 Dec.",
    ]
    assert (
        "*Marketing to IT:* “the list of fields” (@Tom) ✅ @Ivan takes it, by Tue 1 Dec.\n" in result(marketing).words
    )
    assert result(marketing).buttons == ["Add a comment", "See everything"]
    assert [each.raw.get("thread_ts") for each in marketing.messages[-2:]] == [result(marketing).ts] * 2
    tom.clicks("I can help", message=told, beside="Nobody answers")
    assert "@Ivan has this one, by Tue 1 Dec." in tom.modal.words


def helps(who: Colleague, what: str, told: Message, beside: str = "") -> None:
    who.clicks("I’ll take it" if what.startswith("see") else "I can help", message=told, beside=beside)
    assert who.modal.values["I’ll"] == what
    who.submits()


def test_what_is_said_as_it_fits_into_a_promise(
    tom: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    tom.types("/align checkin", marketing)
    says_more(tom, marketing, need="word " * 60)
    clock.pass_(align, days=2)
    ivan.clicks("I’ll take it", message=result(marketing))
    ivan.submits()
    assert "✅ @Ivan takes it" in result(marketing).words
    says_more(tom, marketing, need=None, moved="It is here")
    tom.clicks("See everything", message=result(marketing))
    assert "Asked for" not in tom.modal.words


def test_the_question_of_the_week_stands_on_the_card_and_in_the_window(
    tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    asked: list[str] = []
    tom.types("/align checkin", marketing)
    for _ in range(4):
        question = card(marketing).words.split(FIVE[-1] + "\n")[1].split("\n")[0]
        labels = opens_words(tom, marketing)
        assert len(labels) == 3
        if "Answer" in card(marketing).buttons:
            assert f"*{next(iter(labels.values()))}*" == question
        asked.append(question)
        tom.closes(everything=True)
        clock.pass_(align, days=6, hours=23 if len(asked) == 1 else 24)
    assert len(set(asked)) == 4


@both_engines
def test_a_tap_is_thanked_and_can_be_changed(tom: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    tom.types("/align checkin", marketing)
    tom.clicks("2", marketing)
    assert tom.sees[-1] == (
        "*You said 2. Thank you.* Press another number to change it, until Thu 26 Nov.\n"
        "The mean is shown to all when the check-in closes; your tap stays private."
    )
    tom.clicks("4", marketing)
    assert tom.sees[-1].startswith("*You said 4.")
    pass_quarter(clock, align)
    assert "Answered ▰▱▱▱▱ 1 of 5. Your tap is private" in card(marketing).words


def test_words_alone_count_as_an_answer_once(tom: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    tom.types("/align checkin", marketing)
    says_more(tom, marketing, moved="The page is live")
    pass_quarter(clock, align)
    assert "1 of 5." in card(marketing).words
    tom.clicks("4", marketing)
    pass_quarter(clock, align)
    assert "1 of 5." in card(marketing).words
    assert "The page is live" not in marketing.words, "words are read when the check-in closes"


def test_stuck_asks_what_blocks_and_the_team_reads_it(
    ivan: Colleague, maya: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(ivan, marketing, "open the sandbox")
    maya.types("/align checkin", marketing)
    ivan.clicks("My promises", marketing)
    ivan.fills({ivan.modal.labels[0]: "Stuck", "One sentence for the team": "Nobody has signed"})
    ivan.submits()
    assert "⚠️ 1 stuck (open the sandbox, @Ivan)" in card(marketing).words
    clock.pass_(align, days=2)
    assert "Stuck for 2 days: open the sandbox. “Nobody has signed”" in result(marketing).words


@alone
def test_words_can_be_changed_and_what_was_said_is_kept(
    tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    tom.types("/align checkin", marketing)
    says_more(tom, marketing, moved="The page is live", stuck="the form")
    clock.pass_(hours=1)
    labels = opens_words(tom, marketing)
    values = {kind: tom.modal.values[label] for kind, label in labels.items()}
    assert values == {"moved": "The page is live", "stuck": "the form", "need": None}
    tom.fills({labels["stuck"]: None})
    tom.submits()
    assert "until" not in tom.modal.title and "closes, Thu 26 Nov." in tom.modal.words
    tom.closes()
    clock.pass_(align, days=2)
    assert "The page is live" in result(marketing).words and "the form" not in result(marketing).words
    assert [each["stuck"] for each in align.db.query("SELECT stuck FROM notes ORDER BY place")] == ["the form", ""]


def test_saying_nothing_is_said_at_the_field(tom: Colleague, marketing: Channel, align: Align) -> None:
    tom.types("/align checkin", marketing)
    labels = opens_words(tom, marketing)
    tom.submits()
    assert tom.modal.errors == {labels["moved"]: "A few words in one of the three are enough. Or close the window."}


@both_engines
@alone
def test_words_sent_twice_are_said_once(tom: Colleague, marketing: Channel, align: Align) -> None:
    tom.types("/align checkin", marketing)
    tom.fills({opens_words(tom, marketing)["moved"]: "The page is live"})
    tom.submits()
    tom.line.sends_again(3, at_once=True)
    assert len(align.db.query("SELECT * FROM notes")) == 1


@both_engines
def test_nobody_reads_two_taps_and_the_third_may_come_late(
    maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    maya.types("/align checkin", marketing)
    for who in (maya, tom):
        who.clicks("5", marketing)
    clock.pass_(align, days=2)
    told = result(marketing)
    assert "too few have tapped, so I keep the number to myself" in told.words
    assert told.words.startswith("A quiet week: no promise was due\n@Maya: ")
    assert told.buttons == [*FIVE, "Add a comment", "See everything"]
    lena.clicks("2", marketing)
    assert lena.sees[-1] == (
        "*You said 2. Thank you.* Press another number to change it.\n"
        "The mean is shown to all once three have tapped; your tap stays private."
    )
    pass_quarter(clock, align)
    assert result(marketing).words.startswith("Working together: 4.0 of 5\n")
    assert result(marketing).buttons == ["Add a comment", "See everything"]


@both_engines
def test_once_the_figure_is_out_a_tap_would_give_itself_away(
    maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    maya.types("/align checkin", marketing)
    for who in (maya, tom, lena):
        who.clicks("4", marketing)
    seen_before = as_seen(card(marketing))
    clock.pass_(align, days=2)
    ivan.clicks("1", message=seen_before)
    assert "The figure is out" in ivan.modal.words
    ivan.closes()
    assert "Working together: 4.0 of 5" in result(marketing).words
    says_more(ivan, marketing, stuck="the contract")
    assert "Who can help @Ivan? “the contract”" in result(marketing).words
    assert "4 of 5." in result(marketing).words


def test_while_it_is_open_the_summary_keeps_the_figure_back(
    maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    """Otherwise whoever reads it before and after a tap knows the tap."""
    maya.types("/align checkin", marketing)
    for who in (maya, tom, lena):
        who.clicks("4", marketing)
    assert "nothing to tell yet" in maya.types("/align summary", marketing)
    clock.pass_(align, days=2)
    assert "4.0 of 5" in maya.types("/align summary", marketing)


def test_nobody_is_told_that_nothing_happened(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    promise(maya, marketing, "call Ivan")
    maya.types("/align checkin", marketing)
    before = len(marketing.messages)
    clock.pass_(align, days=2)
    assert len(marketing.messages) == before
    assert marketing.last.words == "\n".join(
        ["The check-in of Tue 24 Nov", "*Promises:* 1 open", "Closed. Answered ▱▱▱▱▱ 0 of 5."]
    )
    assert marketing.last.buttons == []


@both_engines
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
    assert maya.types("/align checkin close", marketing) == "Closed. Summary in #marketing."
    assert "1 of 5." in result(marketing).words
    assert "No check-in is open here" in maya.types("/align checkin close", marketing)
    clock.pass_(align, minutes=1)
    assert "I've asked" in tom.types("/align checkin", marketing)
    assert "/align checkin close" in tom.types("/align checkin later", marketing)


@both_engines
def test_the_next_one_takes_over(
    maya: Colleague, tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    promise(maya, marketing, "call Ivan")
    maya.types("/align checkin", marketing)
    seen_before = as_seen(card(marketing))
    tom.clicks("4", marketing)
    marks(maya, marketing, "Done")
    clock.pass_(align, days=2)
    clock.pass_(align, days=4, hours=23)
    assert "✅ *Kept since last time:* @Maya: call Ivan\n" in card(marketing).words
    assert result(marketing).buttons == ["See everything"]
    tom.clicks("3", message=seen_before)
    assert "There is a newer check-in" in tom.modal.words


def test_a_card_stays_short_on_a_phone(maya: Colleague, marketing: Channel, align: Align, clock: Clock) -> None:
    for number in range(14):
        clock.pass_(align, seconds=2)
        promise(maya, marketing, f"{number} {'&<' * 140}", cue="<" * 150)
    clock.pass_(align, minutes=1)
    maya.types("/align checkin", marketing)
    assert "*Promises:* 14 open" in card(marketing).words
    assert len(card(marketing).words) <= 800 and len(card(marketing).text) <= 800


def test_a_tap_and_three_promises_are_six_presses(
    ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    for action in ("open the sandbox", "call Maya", "send the fields"):
        promise(ivan, marketing, action)
    clock.pass_(align, minutes=1)
    ivan.types("/align checkin", marketing)
    with measured("check-in, with three promises of one's own", ivan, 6):
        with measured("check-in", ivan, 1):
            ivan.clicks("4", marketing)
        ivan.clicks("My promises", marketing)
        ivan.fills(dict(zip(ivan.modal.labels, ("Done", "On track", "Stuck"), strict=False)))
        ivan.submits()


@both_engines
def test_observers_and_those_away_are_not_waited_for(
    maya: Colleague, tom: Colleague, aisha: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    align.db.execute("UPDATE members SET role = 'observer' WHERE user_id = :user", {"user": aisha.id})
    tom.types("/align away until 25 Nov", marketing)
    maya.types("/align checkin", marketing)
    assert "0 of 3." in card(marketing).words
    tom.clicks("4", marketing)
    pass_quarter(clock, align)
    assert "1 of 4." in card(marketing).words, "who answers all the same takes part"
