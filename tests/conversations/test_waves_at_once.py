"""A wave whose acts come twice, at the same moment, or too late: each is answered, and counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.document_talk import SIDES
from tests.conversations.thrice import Thrice, at_once, holding, once
from tests.conversations.wave_talk import Company, answers, chooses, hires, launches
from tests.fixtures_align import alone, both_engines
from tests.standin import Clock, Colleague, Hire, Message, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = [both_engines, alone]
CLOSED = "This has closed meanwhile"
BUSY = "my database does not answer just now, so this is not recorded."
DATA = {"customer_data": 2}


@pytest.fixture
def line(slack: Slack, request: pytest.FixtureRequest) -> Thrice:
    line = Thrice(slack)
    line.seconds = request.config.getoption("--busy")
    return line


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    made = hires(slack, person, maya, marketing=3, it=3)
    clock.pass_(align, minutes=1)
    return made


def begun(company: Company) -> list[Message]:
    return [each for each in company.room.messages if "Begun by" in each.words]


def goes_to_the_last_page(who: Colleague, company: Company) -> None:
    who.clicks("Start", company.room)
    while who.modal.view["submit"]["text"] != "Send answers":
        chooses(who, DATA)
        who.submits()
    chooses(who, DATA)


def test_every_act_arrives_three_times(
    align: Align, company: Company, line: Thrice, memory_url: str, maya: Colleague, clock: Clock
) -> None:
    room, iris, mark = company.room, company.it[0], company.marketing[1]
    with holding(memory_url) as busy:
        line.busy = busy
        launches(maya, room)
        assert len(begun(company)) == 1
        clock.pass_(align, minutes=1)
        answers(iris, room, 1)
        iris.clicks("Not for me", iris.dm)
        iris.clicks("I’ll answer after all", iris.dm)
        iris.closes()
        line.busy = None
        for each in company.everybody:
            answers(each, room, DATA if each in company.it else 4)
        line.busy = busy
        maya.clicks("Close it now", message=begun(company)[0])
        maya.submits()
        maya.closes(everything=True)
        assert "3 of 3 in marketing and 3 of 3 in IT" in room.last.words
        iris.clicks("I’ll set it up", room)
        iris.submits()
        maya.clicks("I’m in", room)
        clock.pass_(align, days=43)
        mark.chooses({"How do we stand with customer data?": "I don’t know"}, mark.dm)
    once(align.db)


def test_two_at_the_same_moment(align: Align, company: Company, memory_url: str, maya: Colleague, clock: Clock) -> None:
    room, iris, mark = company.room, company.it[0], company.marketing[1]
    with holding(memory_url) as busy:
        # Two launch it: the first one counts, and the other sees whose it is.
        for who in (maya, mark):
            who.types("/align benchmark", room)
        at_once(busy, lambda: maya.submits(silent=True), lambda: mark.submits(silent=True))
        align.delivery.deliver_due()
        (post,) = begun(company)
        told = {who: who.modal.words for who in (maya, mark)}
        first = next(who for who, words in told.items() if "6 people are asked" in words)
        other = mark if first is maya else maya
        assert f"This one is open until Tue 8 Dec.* @{first.name} began it" in told[other]
        assert f"Begun by @{first.name}" in post.words
        for who in (maya, mark):
            who.closes(everything=True)

        # The last answer, while whoever leads closes it: it counts, or it is refused, and nothing in between.
        for each in company.everybody:
            if each is not iris:
                answers(each, room, 4 if each in company.marketing else DATA)
        goes_to_the_last_page(iris, company)
        maya.clicks("Close it now", message=post)
        at_once(busy, lambda: iris.submits(silent=True), lambda: maya.submits(silent=True))
        align.delivery.deliver_due()
        assert ("Your answers are in" in iris.modal.words) != (CLOSED in iris.modal.words)
        assert "3 of 3 in marketing and 3 of 3 in IT" in room.last.words, "what was kept page by page counts"
        for who in (iris, maya):
            who.closes(everything=True)

        # Two want to set up the talk.
        for who in (iris, mark):
            who.clicks("I’ll set it up", room)
        at_once(busy, lambda: iris.submits(silent=True), lambda: mark.submits(silent=True))
        align.delivery.deliver_due()
        assert [iris.modals, mark.modals].count([]) == 1
        late, owner = (iris, mark) if iris.modals else (mark, iris)
        assert f"@{owner.name}" in late.modal.words
        assert align.db.query("SELECT owner FROM commitments") == [{"owner": owner.id}]


def test_somebody_is_gone_while_they_answer(align: Align, company: Company, memory_url: str, maya: Colleague) -> None:
    """Who is asked was settled at the launch: off the list of the team they still are; out of the channel, no more."""
    room, (iris, ian, _) = company.room, company.it
    launches(maya, room)
    for who in (iris, ian):
        goes_to_the_last_page(who, company)
    maya.types("/align team", room)
    maya.fills({SIDES["it"]: [ian, company.it[2]]})
    with holding(memory_url) as busy:
        at_once(busy, lambda: maya.submits(silent=True), lambda: iris.submits(silent=True))
    assert "Your answers are in" in iris.modal.words
    iris.clicks("Change my answers")
    iris.submits()
    assert "2 of 6" in iris.modal.words
    ian.leaves(room)
    ian.submits()
    assert "You are not in the team of" in ian.modal.words
    ian.closes(everything=True)


def test_a_launch_while_the_database_is_slow(align: Align, company: Company, memory_url: str, maya: Colleague) -> None:
    maya.types("/align benchmark", company.room)
    with holding(memory_url) as busy, busy(0):
        maya.submits(silent=True)
    assert BUSY in maya.modal.words and not begun(company)
    maya.closes()
    maya.submits()
    assert "6 people are asked" in maya.modal.words and len(begun(company)) == 1
