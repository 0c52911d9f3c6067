"""When to bring IT in: one project stage by stage, go alone where nothing is needed, and the habit over time."""

from typing import Any

from bot.app import Align
from tests.conversations.walks import answers_the_rest, finishes
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

ROOM, AFTER, OUT, UNSURE = "In the room, or in the plan", "Asked afterwards", "Not asked", "We don't know"
DATA = "Data: customer records, fields, quality"


def goes_through(person: Colleague, where: Channel, project: str, first: str, partner: Any, *stages: str) -> None:
    """A project that needs data; stages in the order asked, nine of them."""
    person.types("/align touchpoints", where)
    person.fills({"Project": project, "What is the most you need from IT?": DATA})
    person.submits()
    person.fills({"Who in IT is your partner for it?": partner, "When was IT first asked?": first})
    person.submits()
    answers_the_rest(person, stages)


@both_engines
def test_a_project_that_it_heard_of_too_late(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    stages = (OUT, OUT, AFTER, UNSURE, OUT, ROOM, UNSURE, ROOM, AFTER)
    goes_through(maya, team, "Lead routing", "After it was signed", ivan, *stages)
    assert team.last.words == (
        "Lead routing: 56 of 100, too late in places\n"
        "IT hears of this when it is hard to change anything. Ask for half an hour this week, and bring the questions "
        "below.\n"
        "Nobody knows 2 of 9 answers yet. Then IT was probably not there: whoever was would remember.\n"
        "*This week*\n"
        "• Look at ten real records with @Ivan this week. What is empty, double or out of date decides more about "
        "Lead routing than any demo.\nPromise this\n"
        "• Nobody has said when security and privacy look at Lead routing. Ask @Ivan today who does that and how long "
        "it "
        "takes: that date, not the vendor's, is your launch date.\nPromise this\n"
        "• This time IT could only say yes, or be the one who spoils it. Put @Ivan into the calendar entry where the "
        "next idea is talked about.\nPromise this\n"
        "*Stage by stage* (0 is side by side, 100 is alone)\n"
        "• Deciding: 100 – what it is for: not asked; what it must do: not asked\n"
        "• Choosing: 67 – comparing candidates: asked afterwards; security and privacy: we don't know; "
        "the contract: not asked\n"
        "• Building: 33 – building and connecting: in the room, or in the plan; moving the data: we don't know\n"
        "• Running: 17 – launch day: in the room, or in the plan; the weeks after: asked afterwards\n"
        "*Who should be in the room*\n"
        "• @Ivan, for half an hour, before anything else is decided (deciding)\n"
        "• someone from IT security, and whoever approves vendors (choosing)\n"
        "• whoever in IT owns the customer records (building)\n"
        "*Send this to your partner in IT*, as it is:\n"
        "> 1. What would you want to know from us about Lead routing before we choose anything?\n"
        "> 2. Which of our requirements are hard in our systems, and which cost nothing?\n"
        "> 3. Who checks security and privacy for this, what do they need from us, and how long does it usually take?\n"
        "> 4. Which technical points belong in this contract: sign-in, limits, support hours, getting our data back?\n"
        "> 5. Which fields go where, who owns each of them, and how do we try it with ten records first?\n"
        "Commit\nRun again\nHow this works\nWhen to bring IT in, by @Maya"
    )
    maya.clicks("Promise this", team, beside="ten real records")
    assert maya.modal.values == {
        "When": "I next talk with ivan",
        "I’ll": "ask for ten real records for Lead routing, and note with them what is empty, double or out of date",
        "Who does it": maya.id,
        "Together with": ivan.id,
        "By": "2026-12-01",
        "What could get in the way": None,
        "Remind me when somebody starts …": None,
    }


def test_a_project_that_needs_nothing_goes_alone(team: Channel, tom: Colleague) -> None:
    tom.types("/align touchpoints", team)
    tom.fills({"Project": "Newsletter", "What is the most you need from IT?": "Nothing, it runs by itself"})
    tom.submits()
    finishes(tom)
    assert team.last.words == (
        "Newsletter: go alone\n"
        "You need nothing from IT for this, so waiting for anybody would only cost you time. Start, and tell them "
        "afterwards what you did.\n"
        "*This week*\n"
        "• Go alone. Start this week, and tell IT in two sentences what you did and why it needed nothing from them: "
        "that is how the next one, which does need them, gets easier.\nPromise this\n"
        "Commit\nRun again\nHow this works\nWhen to bring IT in, by @Tom"
    )


@both_engines
def test_the_median_over_time(align: Align, clock: Clock, team: Channel, maya: Colleague) -> None:
    """The same project twice counts once, and what was kept to oneself does not count."""
    habit = ["After it was signed"] * 3 + ["When tools were compared"] * 3
    for number, first in enumerate(habit):
        goes_through(maya, team, f"Project {number}", first, None, *[ROOM] * 9)
        told = "When IT was first asked*, median of your last 3 projects: after it was signed.\n" in team.last.words
        assert told is (number == 2)
        clock.pass_(align, hours=1)
    goes_through(maya, team, "project 5", "When it was still an idea", None, *[ROOM] * 9)
    over_time = "median of your last 3 projects: when tools were compared; before that: after it was signed"
    assert f"*When IT was first asked*, {over_time}.\n" in team.last.words
    assert f"*When IT was first asked:* {over_time}\n" in maya.types("/align summary", team)
