"""A whole quarter: both sides asked, the widest gap talked about, asked again by one tap, and the next wave begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.wave_talk import FACTORS, answers, hires, launches
from tests.conversations.weekly import QUESTION, marks
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

DATA = FACTORS["customer_data"]


def days_pass(align: Align, clock: Clock, days: int) -> None:
    """Day by day, as a bot that runs all the time sees them."""
    for _ in range(days):
        clock.pass_(align, days=1)


@both_engines
def test_a_gap_becomes_a_promise_and_the_promise_shows(
    align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock
) -> None:
    company = hires(slack, person, maya)
    room, iris = company.room, company.it[0]
    clock.pass_(align, minutes=1)

    # Eleven people answer, each side apart.
    launches(maya, room)
    for each in company.marketing:
        answers(each, room, {"customer_data": 4})
    for each in company.it:
        answers(each, room, {"customer_data": 2})
    clock.pass_(align, days=17)
    result = room.last
    assert result.words.startswith("Talk first about customer data")

    # The play that the gap leads to, and one promise of both sides.
    said = maya.types("/align next", room)
    assert "*Next:* `/align blueprint`: put on one page" in said
    assert "Customer data: Marketing says 4.0 of 5 and IT 2.0, the widest gap between you." in said
    iris.clicks("I’ll set it up", room)
    assert iris.modal.values["Together with"] == "maya"
    iris.submits()
    maya.clicks("I’m in", room)
    assert "@Iris0 and @Maya have taken it" in result.words and "I’ll set it up" not in result.buttons

    # Six check-ins.
    for week, mark in enumerate(("On track", "On track", "Stuck", "On track", "On track", "Done")):
        days_pass(align, clock, 7 if week else 4)
        marks(iris, room, mark, beside="customer data")
    assert sum(each.words.startswith(QUESTION) or "The check-in of" in each.words for each in room.messages) >= 6
    assert "@Iris0 and @Maya have seen to it." in result.words

    # The one factor again, by one tap, and what has become of it.
    days_pass(align, clock, 7)
    for each in company.everybody:
        each.chooses({DATA["ask"]: DATA["levels"][3]}, each.dm)
    days_pass(align, clock, 9)
    card = next(each for each in room.messages if each.words.startswith("Customer data: better, says IT"))
    assert "@Iris0 and @Maya: keep at it. Your promise of" in card.words and "kept 5 of 6 times" in card.words
    assert "customer data" not in card.words.split("*Next:*")[1].split("Asked again")[0], "that gap is closed"
    assert "Customer data" not in maya.types("/align next", room)

    # The next wave begins with what came of the last one.
    days_pass(align, clock, 28)
    launches(maya, room)
    said = "✅ *You said, in December:* customer data. *We did:* book half an hour for both sides about customer data"
    assert any(said in each.words and "Begun by" in each.words for each in room.messages)
    days_pass(align, clock, 7)
    assert any(said in each.words for each in iris.dm.messages)
