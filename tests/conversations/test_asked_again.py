"""One factor asked again by one tap, weeks after the wave in which it came first, and what the channel reads then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.wave_talk import FACTORS, UNKNOWN, Company, answers, hires, launches
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

DATA = FACTORS["customer_data"]
MORE, LESS = {"customer_data": 4}, {"customer_data": 2}
ASKED = "Once more, one question and one tap"
AGAIN = "Customer data: "


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    """A company whose wave has closed: the sides disagree about customer data."""
    made = hires(slack, person, maya)

    def disagrees() -> None:
        clock.pass_(align, minutes=1)
        launches(maya, made.room)
        for each in made.marketing:
            answers(each, made.room, MORE)
        for each in made.it:
            answers(each, made.room, LESS)
        clock.pass_(align, days=17)

    maya.line.once("a wave about customer data", made.everybody, disagrees)
    assert made.room.last.words.startswith("Talk first about customer data")
    return made


@pytest.fixture
def asked(align: Align, company: Company, clock: Clock) -> Company:
    """The talk was taken, and six weeks later the factor is asked again."""
    sets_up(company.it[0], company)
    clock.pass_(align, days=42)
    clock.pass_(align, days=1)
    return company


def sets_up(who: Colleague, company: Company) -> None:
    who.clicks("I’ll set it up", company.room)
    who.submits()


def taps(who: Colleague, level: int | None) -> None:
    who.chooses({DATA["ask"]: UNKNOWN if level is None else DATA["levels"][level - 1]}, who.dm)


def closes(align: Align, clock: Clock) -> None:
    clock.pass_(align, days=9)


@both_engines
def test_one_tap_answers_and_changes_in_its_place(align: Align, asked: Company, clock: Clock) -> None:
    iris, before = asked.it[0], len(asked.room.messages)
    assert all(ASKED in each.dm.last.words for each in asked.everybody)
    messages = len(iris.dm.messages)
    assert DATA["ask"] in iris.dm.last.words and "each side’s average is shown, only when 5" in iris.dm.last.words
    rows = align.db.query("SELECT id, state FROM outbox ORDER BY id")
    taps(iris, 2)
    assert align.db.query("SELECT id, state FROM outbox ORDER BY id") == rows, "no row tells who has tapped"
    assert iris.dm.last.words.startswith(f"*You said: “{DATA['levels'][1]}”.* Thank you. Change it until")
    taps(iris, 4)
    assert iris.dm.last.words.startswith(f"*You said: “{DATA['levels'][3]}”.*")
    taps(iris, None)
    assert iris.dm.last.words.startswith(f"*You said: “{UNKNOWN}”.*")
    iris.clicks("How it stays confidential", iris.dm)
    assert "Confidential, not anonymous" in iris.modal.words
    iris.closes(everything=True)
    assert len(iris.dm.messages) == messages and len(asked.room.messages) == before, "nothing is said of it"


@both_engines
def test_before_and_after_stand_in_the_channel(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    for each in asked.everybody:
        taps(each, 4)
    closes(align, clock)
    said = asked.room.last
    assert said.words.startswith("Customer data: better, says IT\n@Iris0: keep at it. Your promise of ")
    assert "was never marked." in said.words
    assert "*IT says*" in said.words and "▰▰▱▱▱ 2.0, 5 answers" in said.words
    assert "▰▰▰▰▱ 4.0, 5 answers: ▲ up 2.0: more than noise" in said.words
    assert "▰▰▰▰▱ 4.0, 6 answers: ● unchanged: within noise" in said.words
    assert "*Next:* `/align" in said.words and "Noise is ±1.1 for marketing and ±1.2 for IT." in said.words
    assert [each for each in said.buttons if each == "How to read it"] and len(said.buttons) == 2
    assert "better, says IT" in maya.types("/align results customer data", asked.room)
    iris = asked.it[0]
    iris.opens_home()
    assert "Customer data: better, says IT" in iris.home.words
    question = next(each for each in iris.dm.messages if each.words.startswith("*Customer data: closed.*"))
    assert not question.buttons


def test_worse_and_no_change_are_said_as_such(align: Align, asked: Company, clock: Clock) -> None:
    for each in asked.marketing:
        taps(each, 1)
    for each in asked.it:
        taps(each, 3)
    closes(align, clock)
    assert asked.room.last.words.startswith("Customer data: worse, says marketing\n")
    assert "▼ down 3.0: more than noise" in asked.room.last.words and "● up 1.0: within" in asked.room.last.words


def test_too_few_taps_show_nothing(align: Align, asked: Company, clock: Clock) -> None:
    for each in [*asked.marketing, *asked.it[:4]]:
        taps(each, 5)
    asked.it[4].clicks("Not for me", asked.it[4].dm)
    closes(align, clock)
    assert asked.room.last.words.startswith("Closed without a result: IT had 4 answers")
    assert "5.0" not in asked.room.last.words


@both_engines
def test_doubled_and_late_taps_are_answered_kindly(align: Align, asked: Company, clock: Clock) -> None:
    for each in asked.everybody:
        taps(each, 4)
        assert each.line.sends_again(2, at_once=True) == [200, 200]
    iris = asked.it[0]
    clock.pass_(days=9)
    taps(iris, 1)
    assert "This has closed meanwhile" in iris.modal.words
    iris.closes(everything=True)
    closes(align, clock)
    assert "▰▰▰▰▱ 4.0, 5 answers" in asked.room.last.words


def test_nothing_was_done_so_nothing_is_asked(align: Align, company: Company, clock: Clock) -> None:
    messages = len(company.room.messages)
    clock.pass_(align, days=50)
    assert not any(ASKED in each.dm.words for each in company.everybody)
    assert not any(AGAIN in each.words for each in company.room.messages[messages:])


def test_a_side_that_has_become_too_small_is_not_asked(
    align: Align, company: Company, maya: Colleague, clock: Clock
) -> None:
    sets_up(company.it[0], company)
    company.it[4].leaves(company.room)
    clock.pass_(align, days=50)
    assert not any(ASKED in each.dm.words for each in company.everybody)


def test_whoever_has_come_since_is_asked_as_well(
    align: Align, company: Company, maya: Colleague, person: Hire, clock: Clock
) -> None:
    sets_up(company.it[0], company)
    nina = person("Nina")
    nina.joins(company.room)
    nina.types("/align join it", company.room)
    clock.pass_(align, days=42)
    clock.pass_(align, days=3)
    assert ASKED in nina.dm.words
    taps(nina, 2)
    assert nina.dm.last.words.startswith("*You said:")


@both_engines
def test_all_of_it_waits_until_the_one_is_closed(align: Align, asked: Company, maya: Colleague, clock: Clock) -> None:
    maya.types("/align benchmark", asked.room)
    assert "*One factor is asked again until" in maya.modal.words and "customer data.*" in maya.modal.words
    maya.clicks("Answer it")
    assert maya.modal.labels == [DATA["ask"]]
    maya.fills({DATA["ask"]: DATA["levels"][2]})
    maya.submits()
    assert "Your answers are in" in maya.modal.words
    maya.closes(everything=True)
