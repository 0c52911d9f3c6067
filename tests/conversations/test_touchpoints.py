"""When to bring IT in: one project stage by stage, go alone where nothing is needed, and the habit over time."""

from typing import Any

from bot.app import Align
from tests.conversations.walks import answers_the_rest, finishes
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

ROOM, AFTER, OUT, UNSURE = "IT was there, or is in the plan", "IT was asked afterwards", "IT was not asked", ""
DATA = "Data: customer records, fields, quality"


def goes_through(person: Colleague, where: Channel, project: str, first: str, partner: Any, *stages: str) -> None:
    """A project that needs data; stages in the order asked, nine of them."""
    person.types("/align touchpoints", where)
    person.fills({"Project": project, "What is the most you need from IT?": DATA})
    person.fills({"Who in IT is your partner for it": partner})
    person.submits()
    person.fills({"When was IT first asked?": first})
    person.submits()
    answers_the_rest(person, stages)


def everything(person: Colleague, where: Channel) -> str:
    """What stands behind the newest post."""
    person.clicks("See everything", where)
    words = person.modal.words
    person.closes()
    return words


@both_engines
def test_a_project_that_it_heard_of_too_late(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    stages = (OUT, OUT, AFTER, UNSURE, OUT, ROOM, UNSURE, ROOM, AFTER)
    goes_through(maya, team, "Lead routing", "After it was signed", ivan, *stages)
    assert team.last.words.startswith(
        "Lead routing: ask IT in before the next stage\n"
        "@Maya, by Tue 1 Dec: look at ten real records with @Ivan. What is empty, double or out of date decides more "
        "about Lead routing than any demo.\n"
        "Too late in places: IT left out 56 of 100 (0 is side by side). Nobody knows 2 of 9 answers yet.\n"
        "*Not asked:* what it is for, what it must do, the contract\n"
        "*We don't know:* security and privacy, moving the data\n"
        "*Who should be in the room:* @Ivan, before anything else is decided · IT security, and whoever "
        "approves vendors\n"
    )
    assert team.last.words.endswith("By @Maya. 5 questions to send are ready to copy.")
    maya.clicks("See everything", team)
    assert (
        "Stage by stage\n"
        "*Deciding* ▰▰▰▰▰ IT left out 100\nNot asked: what it is for · what it must do\n"
        "*Choosing* ▰▰▰▱▱ IT left out 67\nNot asked: the contract\nWe don't know: security and privacy\n"
        "Asked afterwards: comparing candidates\n"
        "*Building* ▰▰▱▱▱ IT left out 33\nWe don't know: moving the data\n"
        "In the room, or in the plan: building and connecting\n"
        "*Running* ▰▱▱▱▱ IT left out 17\n"
    ) in maya.modal.words
    assert "that date, not the vendor's, is your launch date.\nPromise this\n" in maya.modal.words
    maya.clicks("Promise this", maya.modal, beside="ten real records")
    assert maya.modal.values == {
        "When": "I next talk with ivan",
        "I’ll": "ask for ten real records for Lead routing, and note with them what is empty, double or out of date",
        "Who does it": "Me",
        "Together with": "ivan",
        "By": "2026-12-01",
        "What could get in the way": None,
    }


def test_a_project_that_needs_nothing_goes_alone(team: Channel, tom: Colleague) -> None:
    tom.types("/align touchpoints", team)
    tom.fills({"Project": "Newsletter", "What is the most you need from IT?": "Nothing, it runs by itself"})
    tom.submits()
    finishes(tom)
    assert team.last.words.startswith(
        "Newsletter: go alone\n"
        "@Tom, by Tue 1 Dec: start, and tell IT in two sentences what you did and why it needed nothing from them. "
        "That makes the next one easier, which does need them.\n"
        "You need nothing from IT for this, so waiting for anybody would only cost you time. Start, and tell them "
        "afterwards what you did.\n"
    )


@both_engines
def test_the_median_over_time(align: Align, clock: Clock, team: Channel, maya: Colleague) -> None:
    """The same project twice counts once, and what was kept to oneself does not count."""
    habit = ["After it was signed"] * 3 + ["When tools were compared"] * 3
    for number, first in enumerate(habit):
        goes_through(maya, team, f"Project {number}", first, None, *[ROOM] * 9)
        assert ("median of your last 3 projects: after it was signed.\n" in everything(maya, team)) is (number == 2)
        clock.pass_(align, hours=1)
    goes_through(maya, team, "project 5", "When it was still an idea", None, *[ROOM] * 9)
    over_time = "median of your last 3 projects: when tools were compared; before that: after it was signed"
    assert f"*When IT was first asked*, {over_time}.\n" in everything(maya, team)
    assert f"*When IT was first asked:* {over_time}\n" in maya.types("/align summary", team)
