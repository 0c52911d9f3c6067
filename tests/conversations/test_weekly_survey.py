"""One factor a week: chosen by whoever leads, answered behind a tap, shown when enough have, and growing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.wave_talk import FACTORS, UNKNOWN, Company, hires, launches
from tests.effort import measured
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines
ORDER = list(FACTORS.values())
FIRST = ORDER[0]
TITLE = FIRST["title"][0].upper() + FIRST["title"][1:]


class Weekly(Company):
    """A team that is asked one a week; a minute lies between two answers: Slack takes few whispers at once."""

    align: Align
    clock: Clock


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Weekly:
    """Six of marketing, five of IT."""
    hired = hires(slack, person, maya)
    made = Weekly(hired.room, hired.marketing, hired.it)
    made.align, made.clock = align, clock
    clock.pass_(align, minutes=1)
    maya.types("/align benchmark weekly", made.room)
    maya.closes(everything=True)
    return made


def asks(maya: Colleague, made: Weekly) -> None:
    maya.types("/align checkin", made.room)


def answers(who: Colleague, made: Weekly, level: int | None, factor: str = FIRST["name"]) -> str:
    """Tap, and answer the factor that comes behind it; return what was said to that."""
    made.clock.pass_(made.align, minutes=1)
    who.clicks("4", made.room)
    about = FACTORS[factor]
    assert about["ask"] in who.sees[-1], who.sees[-1]
    who.chooses({about["ask"]: about["levels"][level - 1] if level else UNKNOWN}, made.room)
    return str(who.sees[-1])


def closes(maya: Colleague, made: Weekly) -> None:
    maya.types("/align checkin close", made.room)


def reads(who: Colleague, made: Weekly) -> str:
    who.types("/align benchmark", made.room)
    seen = str(who.modal.words)
    who.closes(everything=True)
    return seen


def test_it_is_said_before_anybody_answers(company: Weekly, maya: Colleague) -> None:
    said = company.room.last.words
    assert said.startswith("From now on: one question a week")
    assert "until 5 of marketing and 5 of IT have answered" in said
    iris = company.it[0]
    iris.clicks("How it stays confidential", company.room)
    assert iris.modal.words.startswith("Confidential\n*Confidential, not anonymous.*")
    iris.closes(everything=True)
    assert "0 of 12 shown" in reads(iris, company)
    posts = len(company.room.messages)
    maya.types("/align benchmark weekly", company.room)
    assert len(company.room.messages) == posts, "typed again, it is said once"


def test_one_press_answers_and_both_sides_are_shown_at_the_close(company: Weekly, maya: Colleague) -> None:
    asks(maya, company)
    for each in company.marketing:
        answers(each, company, 4)
    for each in company.it[1:]:
        answers(each, company, 2)
    iris = company.it[0]
    company.clock.pass_(company.align, minutes=1)
    iris.clicks("4", company.room)
    with measured("one factor a week, behind the tap", iris, presses=1, views=0):
        iris.chooses({FIRST["ask"]: FIRST["levels"][4]}, company.room)
    assert "Kept, thank you." in iris.sees[-1]
    answers(iris, company, 2)  # until it closes another answer takes its place
    assert "0 of 12 shown" in reads(iris, company), "nothing is shown at an answer"
    closes(maya, company)
    assert f"*{TITLE}:* marketing 4.0, IT 2.0." in company.room.last.words
    seen = reads(iris, company)
    assert "1 of 12 shown" in seen and f"*{TITLE}: you disagree by 2.0 levels" in seen
    iris.chooses({FIRST["ask"]: FIRST["levels"][4]}, company.room)
    assert "That check-in has closed" in iris.sees[-1]


def test_too_few_answers_wait_until_the_factor_comes_again(
    align: Align, company: Weekly, maya: Colleague, clock: Clock
) -> None:
    asks(maya, company)
    for each in company.marketing + company.it[:3]:
        answers(each, company, 3)
    closes(maya, company)
    assert "2 more answers from IT" in reads(maya, company)
    iris = company.it[2]
    for _ in ORDER:
        assert "0 of 12 shown" in reads(maya, company)
        clock.pass_(align, days=7)  # the regular one has opened
        iris.clicks("4", company.room)
    assert FIRST["ask"] in iris.sees[-1], "each has had its turn"
    for each in company.it[3:]:
        answers(each, company, 3)
    closes(maya, company)
    assert "1 of 12 shown" in reads(maya, company)


def test_a_wave_and_one_a_week_exclude_each_other(company: Weekly, maya: Colleague) -> None:
    tom = company.marketing[1]
    assert "Whoever leads" in tom.types("/align benchmark weekly off", company.room)
    maya.types("/align benchmark weekly off", company.room)
    maya.closes(everything=True)
    assert company.room.last.words.startswith("No more question a week")
    launches(maya, company.room)
    assert "One is open until" in maya.types("/align benchmark weekly", company.room)
