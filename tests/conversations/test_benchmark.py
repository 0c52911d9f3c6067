"""The benchmark: both sides asked apart, answered in confidence, closed once, and then read together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.wave_talk import FACTORS, REMARK, Company, answers, chooses, hires, launches
from tests.effort import check_length, measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Message, Slack

if TYPE_CHECKING:
    from bot.app import Align

MORE = {"customer_data": 4, "first_asked": 2}
LESS = {"customer_data": 2, "first_asked": 2}
OUT = "you are not among them"


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    made = hires(slack, person, maya)
    clock.pass_(align, minutes=1)
    return made


@pytest.fixture
def asked(align: Align, company: Company, maya: Colleague, clock: Clock) -> Company:
    launches(maya, company.room)
    clock.pass_(align, minutes=10)
    return company


def post(room: Channel) -> Message:
    """The post of the wave, as it is by now."""
    known = (each for each in reversed(room.messages) if "Begun by" in each.words or "Closed: Mark" in each.words)
    return next(known)


def closes_now(who: Colleague, where: Channel) -> None:
    who.clicks("Close it now", message=post(where))
    who.submits()
    who.closes(everything=True)


def test_what_is_asked_of_whom_is_said_at_the_launch(
    align: Align, company: Company, maya: Colleague, clock: Clock
) -> None:
    maya.types("/align benchmark", company.room)
    assert "Marketing: 6 people" in maya.modal.words and "IT: 5 people" in maya.modal.words
    maya.submits()
    assert "11 people are asked" in maya.modal.words
    said = post(company.room).words
    assert said.startswith(
        "Marketing and IT: 6 minutes from each of you\n6 in marketing and 5 in IT are asked the same, each alone, until"
    )
    assert "Nobody sees who said what" in said and "5 answers on each side: set when it began" in said
    clock.pass_(align, hours=1)
    for each in company.everybody:
        assert each.dm.words.count("Marketing and IT: twelve things") == 1
    iris = company.it[0]
    iris.clicks("How it stays confidential", iris.dm)
    assert iris.modal.words.startswith("Confidential\n*Confidential, not anonymous.*")
    assert "Whoever runs this installation holds its key" in iris.modal.words


@both_engines
def test_eleven_people_answer_and_both_sides_are_shown(
    align: Align, asked: Company, maya: Colleague, clock: Clock
) -> None:
    room = asked.room
    for number, each in enumerate(asked.marketing):
        answers(each, room, MORE, guess=4, remark=f"Remark {number}")
    assert "Still locked" not in post(room).words, "no change of the post tells who has just answered"
    clock.pass_(align, days=1)
    assert post(room).words.startswith("Still locked: 5 more answers from IT\nIf you are in IT: 6 minutes until")
    assert "Marketing has enough." in post(room).words
    for each in asked.it:
        answers(each, room, LESS, guess=2)
    clock.pass_(align, days=1)
    assert post(room).words.startswith("Enough answers on every side")
    clock.pass_(align, days=16)
    assert post(room).words.startswith("Closed: Marketing and IT") and not post(room).buttons
    said = room.last.words
    assert said.startswith("Talk first about customer data\n@Maya and somebody of the other side: half an hour")
    assert "Who decides when two systems show two different addresses?" in said
    assert "*Customer data: you disagree by 2.0 levels, each side of one mind*" in said
    assert "Marketing ▰▰▰▰▱ 4.0 · IT ▰▰▱▱▱ 2.0\nMarketing had guessed that IT says 4.0." in said
    assert "*When IT is first asked: you agree, and it is low*" in said
    assert "Overall level 2.9 of 5, *side by side*." in said
    assert "6 of 6 in marketing and 5 of 5 in IT." in said
    asked.it[0].opens_home()
    assert "*Marketing and IT:* talk first about customer data" in asked.it[0].home.words


def test_everything_is_behind_the_result(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    room = asked.room
    for number, each in enumerate(asked.marketing):
        answers(each, room, {**MORE, "money": None if number else 3}, guess=4, remark=f"Remark {number}")
    for each in asked.it:
        answers(each, room, LESS, guess=2)
    closes_now(maya, room)
    iris = asked.it[0]
    iris.clicks("All twelve", room)
    assert "*Customer data*\nMarketing ▰▰▰▰▱ 4.0, agreed among themselves\nIT ▰▰▱▱▱ 2.0" in iris.modal.words
    assert "Gap 2.0, more than chance" in iris.modal.words and "Luftman & Kempaiah 2007" in iris.modal.words
    seen = iris.modal.words
    while "Next page" in iris.modal.words:
        iris.clicks("Next page")
        seen += iris.modal.words
    assert all(each["title"].lower() in seen.lower() for each in FACTORS.values())
    assert "Locked: too few who know\n*How money is split*\n4 more answers from marketing would have been" in seen
    assert sorted(line for line in seen.split("\n") if "Remark" in line) == [f"• Remark {n}" for n in range(6)]
    iris.closes(everything=True)
    iris.clicks("How to read it", room)
    assert "*A gap* is a difference of one level or more." in iris.modal.words
    iris.closes(everything=True)
    result = room.last
    iris.clicks("I’ll set it up", message=result)
    assert iris.modal.values["Together with"] == "maya"
    iris.submits()
    assert room.last.raw["thread_ts"] == result.ts
    assert "about customer data: who decides when two systems show two different addresses?\n" in room.last.words
    assert "@Maya, will you be in on it?" in room.last.words and "I’ll set it up" not in result.buttons
    assert "@Iris0 has taken it: half an hour by Tue 1 Dec, one question." in result.words
    maya.clicks("I’m in", room)
    assert "@Iris0 and @Maya have taken it" in result.words
    assert "talk first about customer data" in maya.types("/align results", room)
    assert "talk first about customer data" in maya.types("/align results marketing and it", room)


def test_four_texts_are_not_shown(align: Align, asked: Company, maya: Colleague) -> None:
    for number, each in enumerate(asked.everybody):
        answers(each, asked.room, 3, remark=f"Remark {number}" if number < 4 else "")
    closes_now(maya, asked.room)
    maya.clicks("All twelve", asked.room)
    while "Next page" in maya.modal.words:
        maya.clicks("Next page")
    assert "Remark" not in maya.modal.words and REMARK not in maya.modal.words


@both_engines
def test_answers_are_kept_page_by_page_and_can_be_changed(
    align: Align, asked: Company, maya: Colleague, clock: Clock
) -> None:
    iris, room = asked.it[0], asked.room
    iris.clicks("Start", iris.dm)
    chooses(iris, 3)
    iris.submits()
    chooses(iris, 3)
    iris.closes(everything=True)
    iris.opens_home()
    assert "*Marketing and IT:* 4 of 12 answered" in iris.home.words
    iris.clicks("Go on", iris.home)
    assert "3 of 6 · confidential" in iris.modal.words
    while iris.modal.view["submit"]["text"] != "Send answers":
        chooses(iris, 3)
        iris.submits()
    chooses(iris, 3)
    iris.submits()
    iris.clicks("Change my answers")
    chooses(iris, {"customer_goal": 1, "sponsors": 5})
    iris.closes(everything=True)
    iris.opens_home()
    assert "answered, until" not in iris.home.words
    for each in [*asked.marketing, *asked.it[1:]]:
        answers(each, room, {"customer_goal": 1, "sponsors": 5})
    closes_now(maya, room)
    maya.clicks("All twelve", room)
    assert "*Sponsors on both sides*\nMarketing ▰▰▰▰▰ 5.0, agreed among themselves\nIT ▰▰▰▰▰ 5.0" in walk(maya)


def walk(who: Colleague) -> str:
    """All pages of the window that is open."""
    seen = who.modal.words
    while "Next page" in who.modal.words:
        who.clicks("Next page")
        seen += who.modal.words
    return seen


@both_engines
def test_somebody_leaves_and_comes_back(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    iris, room = asked.it[0], asked.room
    answers(iris, room, 1)
    iris.clicks("Not for me", iris.dm)
    assert iris.dm.last.words.startswith("*You are out of this one,* and nothing that you answered is kept.")
    for each in [*asked.marketing, *asked.it[1:]]:
        answers(each, room, 3)
    iris.clicks("I’ll answer after all", iris.dm)
    chooses(iris, 3)
    iris.submits()
    iris.closes(everything=True)
    clock.pass_(align, days=17)
    assert "6 of 6 in marketing and 5 of 5 in IT" in room.last.words


def test_whoever_has_left_is_not_counted_as_silent(align: Align, asked: Company, maya: Colleague) -> None:
    for each in asked.everybody:
        answers(each, asked.room, 3)
    asked.marketing[1].clicks("Not for me", asked.marketing[1].dm)
    closes_now(maya, asked.room)
    assert "5 of 5 in marketing and 5 of 5 in IT" in asked.room.last.words


def test_too_few_answers_show_nothing(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    room = asked.room
    for each in [*asked.marketing, *asked.it[:3]]:
        answers(each, room, MORE)
    clock.pass_(align, days=17)
    said = room.last.words
    assert said.startswith("Closed without a result: IT had 3 answers\n@Maya: what about `/align touchpoints` instead?")
    assert "6 of 6 in marketing and 3 of 5 in IT had answered." in said
    launches(maya, room)
    assert "Begun by @Maya" in room.last.words, "what showed nothing may be asked again at once"


@both_engines
def test_one_wave_at_a_time(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    mark, before = asked.marketing[1], len(asked.room.messages)
    mark.types("/align benchmark", asked.room)
    assert mark.modal.words.startswith("Marketing and IT\n*This one is open until")
    mark.clicks("Answer it")
    assert "1 of 6 · confidential" in mark.modal.words
    mark.closes(everything=True)
    assert len(asked.room.messages) == before


@both_engines
def test_asked_again_only_after_a_rest(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    room = asked.room
    for each in asked.everybody:
        answers(each, room, 3)
    closes_now(maya, room)
    maya.types("/align benchmark", room)
    maya.submits()
    assert maya.modal.errors["Until"].startswith("The last one has only just closed.")
    maya.closes(everything=True)
    clock.pass_(align, days=28)
    launches(maya, room)
    for each in asked.everybody:
        answers(each, room, {"customer_goal": 4})
    closes_now(maya, room)
    assert "In November 3.0: within noise." in room.last.words
    maya.clicks("All twelve", room)
    assert "since November: marketing +1.0" in walk(maya)


def test_what_comes_after_the_close_is_answered_kindly(
    align: Align, asked: Company, maya: Colleague, clock: Clock
) -> None:
    iris, mark = asked.it[0], asked.marketing[1]
    iris.clicks("Start", asked.room)
    chooses(iris, 3)
    maya.clicks("Start", asked.room)
    maya.closes(everything=True)
    closes_now(maya, asked.room)
    iris.submits()
    assert "This has closed meanwhile" in iris.modal.words
    iris.closes(everything=True)
    assert mark.dm.last.words.startswith("*Marketing and IT has closed.*") and "Start" not in mark.dm.last.buttons


def test_whoever_comes_later_is_not_asked(
    align: Align, asked: Company, maya: Colleague, person: Hire, clock: Clock
) -> None:
    nina = person("Nina")
    nina.joins(asked.room)
    nina.clicks("Start", asked.room)
    assert OUT in nina.modal.words
    nina.closes(everything=True)
    nina.types("/align join", asked.room)
    clock.pass_(align, days=1)
    assert "twelve things" not in nina.dm.words
    nina.clicks("Start", asked.room)
    assert OUT in nina.modal.words
    nina.closes(everything=True)
    nina.types("/align benchmark", asked.room)


def test_only_whoever_leads_closes_it_early(align: Align, asked: Company, maya: Colleague) -> None:
    mark = asked.marketing[1]
    mark.clicks("Close it now", message=post(asked.room))
    assert "Whoever leads this team" in mark.modal.words
    maya.clicks("Close it now", message=post(asked.room))
    assert "It would close without a result" in maya.modal.words
    maya.closes()
    assert post(asked.room).buttons


@both_engines
def test_a_message_comes_twice_at_most_whoever_has_answered(
    align: Align, asked: Company, maya: Colleague, clock: Clock
) -> None:
    iris, mark, lazy = asked.it[0], asked.marketing[1], asked.it[1]
    answers(iris, asked.room, 3)
    mark.clicks("Start", asked.room)
    chooses(mark, 3)
    mark.closes(everything=True)
    clock.pass_(align, days=6)
    assert all(len(each.dm.messages) == 1 for each in (iris, mark, lazy))
    for _ in range(8):
        clock.pass_(align, days=1)
    assert iris.dm.last.words.startswith("*Your answers are in. Thank you.*")
    assert mark.dm.last.words.startswith("*You have answered 2 of 12.* ▰▰▱▱▱▱▱▱▱▱ 5 minutes are left")
    assert lazy.dm.last.words.startswith("*Marketing and IT: twelve things")
    assert all(len(each.dm.messages) == 2 for each in (iris, mark, lazy))


def test_a_small_team_learns_what_to_do_instead(team: Channel, maya: Colleague) -> None:
    maya.types("/align benchmark", team)
    assert "*Too few people for this one.*" in maya.modal.words and "3 in marketing and 2 in IT" in maya.modal.words
    assert "/align touchpoints" in maya.modal.words and not maya.modal.labels


def test_a_side_that_is_too_small_is_refused(align: Align, company: Company, maya: Colleague) -> None:
    maya.types("/align benchmark", company.room)
    maya.fills({"How many answers a side needs": "8 answers"})
    maya.submits()
    assert maya.modal.errors["Who is asked"].startswith("Marketing: 6 people in this team")
    maya.fills({"How many answers a side needs": "5 answers", "Who is asked": ["IT: 5 people"]})
    maya.submits()
    assert maya.modal.errors["Who is asked"].startswith("Choose two sides at least")
    maya.fills({"Who is asked": ["Marketing: 6 people", "IT: 5 people"], "Until": "2026-11-24"})
    maya.submits()
    assert "within 60 days" in maya.modal.errors["Until"]


def test_it_takes_twenty_five_presses(asked: Company, clock: Clock) -> None:
    iris = asked.it[0]
    with measured("benchmark, with three guesses", iris, 31, 6):
        iris.clicks("Start", iris.dm)
        for _ in range(5):
            chooses(iris, 3, guess=2)
            iris.submits()
        chooses(iris, 3, guess=2)
        iris.submits()
    assert "Your answers are in" in iris.modal.words


def test_the_post_of_a_result_is_short(align: Align, asked: Company, maya: Colleague) -> None:
    for each in asked.marketing:
        answers(each, asked.room, MORE, guess=4)
    for each in asked.it:
        answers(each, asked.room, LESS, guess=2)
    check_length("a wave, open", post(asked.room))
    closes_now(maya, asked.room)
    check_length("the result of a benchmark", asked.room.last)


def test_a_remark_that_is_taken_back_is_gone(align: Align, asked: Company, maya: Colleague) -> None:
    for number, each in enumerate(asked.everybody):
        answers(each, asked.room, 3, remark=f"Remark {number}")
    mark = asked.marketing[1]
    mark.clicks("Start", asked.room)
    while mark.modal.view["submit"]["text"] != "Send answers":
        mark.submits()
    mark.fills({REMARK: None})
    mark.submits()
    mark.closes(everything=True)
    closes_now(maya, asked.room)
    maya.clicks("All twelve", asked.room)
    assert walk(maya).count("• Remark") == 10
