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
        "Lead routing: signed first: let IT read what you bought\n"
        "@Maya, by Tue 1 Dec: read the signed contract for Lead routing with @Ivan: what has to be ready by which day, "
        "what it asks of IT, and what can still be changed. Tell nobody a launch date before that.\n"
        "Signed without IT: IT left out 56 of 100 (0 is side by side). Nobody knows 2 of 9 answers yet.\n"
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
    assert "before that date nothing launches, whatever the vendor says.\nPromise this\n" in maya.modal.words
    maya.clicks("Promise this", maya.modal, beside="ten real records")
    assert maya.modal.values == {
        "When": "I next talk with ivan",
        "I’ll": "ask for ten real records for Lead routing, and note with them what is empty, double or out of date",
        "Who does it": "Me",
        "Together with": "ivan",
        "By": "2026-12-01",
        "What could get in the way": None,
    }


def test_the_most_expensive_stage_decides(
    align: Align, clock: Clock, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    """A contract on the table weighs more than every stage with IT in it; so does a stage for which nobody asked."""
    on_the_table = "When the contract was on the table"
    goes_through(maya, team, "Event app", on_the_table, ivan, ROOM, ROOM, OUT, ROOM, OUT, *[ROOM] * 4)
    assert team.last.words.startswith(
        "Event app: sign nothing before IT has read it\n"
        "@Maya, by Tue 1 Dec: tell whoever signs today that Event app waits for IT. Send @Ivan the technical part of "
        "the contract (sign-in, limits, support hours, getting your data back), and ask by when they can answer.\n"
        "Not ready to sign: IT left out 22 of 100"
    )
    assert "Nothing is signed before @Ivan has read it and said what it takes." in everything(maya, team)
    goes_through(maya, team, "Survey", on_the_table, None, ROOM, UNSURE, UNSURE, UNSURE, OUT, *[UNSURE] * 4)
    assert team.last.words.startswith("Survey: sign nothing before IT has read it\n@Maya, by Tue 1 Dec: tell whoever")
    assert "Nobody knows 7 of 9 answers yet, so I give no number." in team.last.words
    idea, firsts = "When it was still an idea", {}
    for project, stages in {
        "Loyalty": (*[ROOM] * 3, OUT, *[ROOM] * 5),
        "Quiz": (*[ROOM] * 5, OUT, *[ROOM] * 3),
        "Poll": (*[ROOM] * 5, AFTER, AFTER, AFTER, ROOM),
        "Blog": [UNSURE] * 9,
    }.items():
        clock.pass_(align, hours=1)
        goes_through(maya, team, project, idea, ivan, *stages)
        firsts[project] = team.last.words.splitlines()[:2]
    assert [first for first, _ in firsts.values()] == [
        "Loyalty: security and privacy look at it first",
        "Quiz: a stage is without IT: ask before it begins",
        "Poll: close a few gaps with IT",
        "Blog: too early to judge",
    ]
    assert "Ask @Ivan today who does that and how long it takes" in firsts["Loyalty"][1]
    assert "Ask @Ivan who would do it, from when, and what would have to wait" in firsts["Quiz"][1]


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
    before = "when choosing between products; before that, after the signature"
    assert f"*IT first asked:* {before}\n" in maya.types("/align summary", team)
