"""One factor a week: chosen by whoever leads, answered behind a tap, shown when enough have, and growing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from tests.conversations.wave_talk import FACTORS, UNKNOWN, Company, answers, hires, launches
from tests.effort import measured
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Message, Slack

if TYPE_CHECKING:
    from bot.app import Align

ORDER = list(FACTORS.values())
FIRST, SECOND = ORDER[:2]
NEEDED = "How many answers a side needs"


def upper(title: str) -> str:
    return title[0].upper() + title[1:]


class Weekly(Company):
    """A team that is asked one a week. Slack takes twenty whispers at once in a workspace: each answer has two."""

    align: Align
    clock: Clock

    def asks(self) -> None:
        """The next check-in opens."""
        self.clock.pass_(self.align, minutes=1)
        self.marketing[0].types("/align checkin", self.room)

    def taps(self, who: Colleague) -> str:
        """Tap, and return what is said to that."""
        who.clicks("4", self.room)
        return str(who.sees[-1])

    def says(self, people: Sequence[Colleague], level: int | None, factor: Mapping[str, Any] = FIRST) -> None:
        """Each taps, then answers the factor that came behind it."""
        for each in people:
            assert factor["ask"] in self.taps(each)
        for each in people:
            self.chooses(each, level, factor)

    def chooses(self, who: Colleague, level: int | None, factor: Mapping[str, Any] = FIRST) -> None:
        who.chooses({factor["ask"]: factor["levels"][level - 1] if level else UNKNOWN}, self.room)

    def closes(self) -> None:
        self.marketing[0].types("/align checkin close", self.room)

    def takes_turns(self, number: int) -> None:
        """So many check-ins come and go at which nobody answers."""
        for _ in range(number):
            self.asks()
            self.closes()

    def reads(self, who: Colleague) -> str:
        who.types("/align benchmark", self.room)
        seen = str(who.modal.words)
        who.closes(everything=True)
        return seen

    def post(self, words: str) -> Message:
        return next(each for each in reversed(self.room.messages) if words in each.words)


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Weekly:
    """Four of marketing, three of IT."""
    hired = hires(slack, person, maya, 4, 3)
    made = Weekly(hired.room, hired.marketing, hired.it)
    made.align, made.clock = align, clock
    clock.pass_(align, minutes=1)
    return made


@pytest.fixture
def weekly(company: Weekly, maya: Colleague) -> Weekly:
    maya.types("/align benchmark weekly", company.room)
    maya.submits()
    maya.closes(everything=True)
    return company


def begins(who: Colleague, company: Weekly, needed: str = "") -> None:
    who.types("/align benchmark", company.room)
    who.clicks("One a week instead")
    if needed:
        who.fills({NEEDED: needed})
    who.submits()


@both_engines
def test_whoever_leads_chooses_it_where_a_wave_is_launched(company: Weekly, maya: Colleague) -> None:
    tom, iris, posts = company.marketing[1], company.it[0], len(company.room.messages)
    iris.types("/align benchmark", company.room)
    tom.types("/align benchmark", company.room)
    tom.clicks("One a week instead")
    assert "Whoever leads" in tom.modal.words
    tom.closes(everything=True)
    assert "Whoever leads" in tom.types("/align benchmark weekly", company.room)

    begins(maya, company, "5 answers")
    assert "IT: 3 in this team, so it would stay locked" in maya.modal.errors[NEEDED]
    maya.fills({NEEDED: "3 answers"})
    maya.submits()
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    assert (
        maya.modal.words.startswith("Marketing and IT\n*Asked one a week* since")
        and "0 of 12 shown" in maya.modal.words
    )
    maya.closes(everything=True)
    said = company.room.last
    assert len(company.room.messages) == posts + 1, "chosen twice, it is said once"
    assert said.words.startswith("From now on: one question a week about how you work together\n@Maya has chosen it.")
    assert "until 3 of marketing and 3 of IT have answered" in said.words

    # Whoever would ask all at once sees what runs, also out of a window that was open by then.
    iris.submits()
    assert "0 of 12 shown" in iris.modal.words and "End it" not in iris.modal.buttons
    iris.closes(everything=True)
    tom.types("/align benchmark weekly", company.room)
    assert "0 of 12 shown" in tom.modal.words
    tom.closes(everything=True)
    tom.clicks("How it stays confidential", company.room)
    assert "*Confidential, not anonymous.*" in tom.modal.words and "when 3 of it have answered" in tom.modal.words
    tom.closes(everything=True)
    assert len(company.room.messages) == posts + 1
    tom.says("@align benchmark weekly", company.room)
    tom.clicks("Ask both sides", company.room)
    assert "0 of 12 shown" in tom.modal.words
    assert "`/align benchmark`" not in maya.types("/align next", company.room), "it is being asked"


@both_engines
def test_one_press_answers_and_both_sides_are_shown_at_the_close(weekly: Weekly, maya: Colleague) -> None:
    weekly.asks()
    assert "One more question follows your tap." in weekly.room.last.words
    weekly.says(weekly.marketing, 4)
    weekly.says(weekly.it[1:], 2)
    iris, said = weekly.it[0], len(weekly.room.messages)
    weekly.taps(iris)
    with measured("one factor a week, behind the tap", iris, presses=1, views=0):
        weekly.chooses(iris, 5)
    assert iris.sees[-1].startswith("*Kept, thank you.*") and "press another line to change your" in iris.sees[-1]
    assert iris.line.sends_again(2, at_once=True) == [200, 200]
    weekly.chooses(iris, 2)  # until it closes another answer takes its place
    assert "0 of 12 shown" in weekly.reads(iris), "nothing is shown at an answer"
    assert len(weekly.room.messages) == said
    weekly.closes()
    closing, first = weekly.post("See everything"), weekly.post("Talk first about")
    assert f"*One a week:* {upper(FIRST['title'])}: marketing 4.0, IT 2.0." in closing.words
    assert first.words.startswith(f"Talk first about {FIRST['title']}\n") and "disagree by 2.0 levels" in first.words
    assert "Asked one a week: 1 of 12 shown by now. Answers: 4 in marketing and 3 in IT." in first.words
    assert first.buttons == ["I’ll set it up", "The whole picture", "How to read it"]
    iris.clicks("How to read it", weekly.room)
    iris.closes(everything=True)
    iris.clicks("The whole picture", weekly.room)
    assert "1 of 12 shown" in iris.modal.words and f"*{upper(FIRST['title'])}: you disagree" in iris.modal.words
    iris.closes(everything=True)
    weekly.chooses(iris, 5)
    assert "That check-in has closed" in iris.modal.words
    iris.closes(everything=True)
    assert "marketing 4.0, IT 2.0" in maya.types(f"/align results {FIRST['title']}", weekly.room)
    assert "IT 2.0" in maya.types("/align next", weekly.room)
    assert f"{upper(FIRST['title'])}: marketing 4.0, IT 2.0" in iris.opens_home().words


def test_an_answer_waits_for_others_half_a_year_on_the_side_where_it_was_given(weekly: Weekly, maya: Colleague) -> None:
    iris, leaver, away = weekly.it
    mover, sales = weekly.marketing[3], weekly.marketing[2]
    weekly.asks()
    weekly.says(weekly.marketing, 3)
    weekly.says([iris, leaver], 1)
    weekly.closes()
    assert "1 more answer from IT" in weekly.reads(maya)
    leaver.leaves(weekly.room)
    away.types("/align away until 2027-12-01", weekly.room)
    for who, side in ((mover, "it"), (sales, "sales")):
        who.types("/align leave", weekly.room)
        who.types(f"/align join {side}", weekly.room)

    weekly.asks()
    weekly.says([iris], 2, SECOND)
    assert "*One more" not in weekly.taps(sales), "sales is not asked"
    weekly.closes()
    assert f"{upper(SECOND['title'])}: 3 more from marketing and 2 more from IT" in weekly.reads(maya)
    weekly.takes_turns(10)

    # What the leaver has said counts on, as does what sales has said for marketing; the mover speaks for IT now.
    weekly.asks()
    weekly.says([mover], 1)
    weekly.closes()
    assert f"{upper(FIRST['title'])}: marketing 3.0, IT 1.0." in weekly.post("See everything").words

    # The second factor's one answer is kept until half a year is over.
    weekly.asks()
    weekly.closes()
    assert "3 more from marketing and 2 more from IT" in weekly.reads(maya)
    weekly.clock.pass_(weekly.align, days=183)
    weekly.closes()
    weekly.takes_turns(11)
    assert "3 more from marketing and 3 more from IT" in weekly.reads(maya)


def test_too_few_who_know_are_as_good_as_too_few(weekly: Weekly, maya: Colleague) -> None:
    weekly.asks()
    weekly.says([*weekly.marketing, *weekly.it[1:]], 3)
    weekly.says(weekly.it[:1], None)
    weekly.closes()
    assert f"• {upper(FIRST['title'])}: too few know" in weekly.reads(maya)
    assert "Talk first" not in weekly.room.last.words and "3.0" not in weekly.room.last.words


@both_engines
def test_a_wave_and_one_a_week_exclude_each_other(weekly: Weekly, maya: Colleague) -> None:
    weekly.asks()
    weekly.says(weekly.everybody, 4)
    weekly.closes()
    weekly.asks()
    weekly.says([maya], 1, SECOND)
    tom = weekly.marketing[1]
    assert "Whoever leads" in tom.types("/align benchmark weekly off", weekly.room)
    maya.types("/align benchmark", weekly.room)
    maya.clicks("End it")
    assert "Answers to 1 factor that are not shown yet are deleted" in maya.modal.words
    maya.submits()
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    assert "*Ended.*" in maya.modal.words
    maya.closes(everything=True)
    ended = [each for each in weekly.room.messages if each.words.startswith("No more question a week")]
    assert len(ended) == 1
    weekly.chooses(maya, 3, SECOND)
    assert "That check-in has closed" in maya.modal.words
    maya.closes(everything=True)
    assert "*One more" not in weekly.taps(tom)
    tom.clicks("The whole picture", weekly.room)
    assert "1 of 12 shown" in tom.modal.words and "not asked yet" in tom.modal.words
    tom.closes(everything=True)
    assert "Check-ins ask nothing of it" in maya.types("/align benchmark weekly off", weekly.room)
    # Whoever was shown in a block is not shown again so soon.
    maya.types("/align benchmark", weekly.room)
    maya.submits()
    assert "The last one has only just closed" in maya.modal.errors["Until"]
    maya.closes(everything=True)
    weekly.clock.pass_(weekly.align, days=29)
    launches(maya, weekly.room)
    assert "One is open until" in maya.types("/align benchmark weekly", weekly.room)


def test_what_was_done_about_a_factor_shows_when_it_comes_again(
    weekly: Weekly, maya: Colleague, align: Align, clock: Clock
) -> None:
    weekly.asks()
    weekly.says(weekly.marketing[:3], 4)
    weekly.says(weekly.it, 2)
    weekly.closes()
    iris = weekly.it[0]
    iris.clicks("I’ll set it up", weekly.room)
    assert FIRST["title"] in str(iris.modal.values)
    iris.submits()
    clock.pass_(align, minutes=1)
    first = weekly.post("Talk first about")
    assert "@Iris0 has taken it" in first.words and "I’ll set it up" not in first.buttons
    for _ in ORDER:
        clock.pass_(align, days=7)
        assert not any("Once more, one question and one tap" in each.dm.words for each in weekly.everybody)
    weekly.says([*weekly.marketing[:3], *weekly.it], 4)
    weekly.closes()
    card = weekly.post(f"{upper(FIRST['title'])}: better, says IT")
    assert "@Iris0: keep at it. Your promise of" in card.words and "Asked one a week. Noise is" in card.words
    assert "▲ up 2.0: more than noise" in card.words
    assert f"{upper(FIRST['title'])}: better, says IT (marketing 4.0, IT 4.0)." in weekly.post("See everything").words
    assert ": better, says IT)" in weekly.reads(maya)


def test_a_factor_of_a_wave_comes_again_in_its_block_and_not_by_a_tap(
    company: Weekly, maya: Colleague, align: Align, clock: Clock
) -> None:
    launches(maya, company.room)
    for each in company.marketing[:3]:
        answers(each, company.room, {FIRST["name"]: 4})
    for each in company.it:
        answers(each, company.room, {FIRST["name"]: 2})
    clock.pass_(align, days=17)
    company.it[0].clicks("I’ll set it up", company.room)
    company.it[0].submits()
    begins(maya, company)
    maya.closes(everything=True)
    clock.pass_(align, days=4)  # the regular one has opened
    company.says([*company.marketing[:3], *company.it], 4)
    company.closes()
    assert "0 of 12 shown" in company.reads(maya), "the wave has shown the same four weeks ago at the latest"
    assert "enough answers, shown when it is asked again" in company.reads(maya)
    for _ in ORDER:
        clock.pass_(align, days=7)
    assert not any("Once more, one question and one tap" in each.dm.words for each in company.everybody)
    company.closes()
    assert "better, says IT" in company.post(f"{upper(FIRST['title'])}: better").words
