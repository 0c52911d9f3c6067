"""/align summary: a manager's teams at a glance, and for everybody else what their own team may see."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.walks import STRONG, Idea, commits, picks_a_pilot, reads_a_pitch
from tests.conversations.weekly import marks
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

NOT_YET = (
    "*Working together:* nothing to show yet. The answers come when a check-in closes, "
    "from three people on, so that nobody's can be guessed."
)
FOR_MANAGERS = "Teams, not people: I never show who answered what. The team can see who read this, and when."
FOR_MEMBERS = "This is what everybody in the team can see. Leads also see the trend of the pulse."


@both_engines
def test_a_manager_sees_a_card(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(tom, team, Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back", maya, ivan))
    reads_a_pitch(tom, team, "Acme & co", "We don't know")
    for person in (tom, ivan, maya):
        clock.pass_(align, seconds=5)
        commits(person, team)
    clock.pass_(align, days=7)
    tom.clicks("Done", tom.dm)  # either of his two, whichever he was reminded of
    marks(ivan, team, "Stuck")
    assert maya.types("/align summary", team) == (
        f"marketing\n{NOT_YET}\n*Promises:* 2 open, 1 kept, 1 stuck\n"
        "Stuck longest: call Ivan and agree on the three fields (@Ivan)\n"
        "*Lately*\n• Read a vendor's pitch · Acme & co: too early to judge\n"
        "• Pick a pilot · Lead routing: pilot fit 80 of 100\n"
        "*My reminders, last 30 days:* 3 sent, 2 acted on; held back: 1 (one a week is enough)\n"
        "*Next:* 1 promise is stuck. Ask today what is missing, and who has it.\n"
        f"Next check-in: Tue 8 Dec, 10:00 (Europe/Berlin)\n{FOR_MANAGERS}"
    )


@both_engines
def test_a_member_sees_the_public_part_and_who_looked(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    card = (
        "marketing\n*Promises:* 0 open, 0 kept, 0 stuck\n*Next:* `/align pilot` Start doing. One small win within 90 "
        "days teaches marketing and IT more about each other than months spent on aligning first.\n"
        "Next check-in: Tue 1 Dec, 10:00 (Europe/Berlin)\n"
    )
    assert tom.types("/align summary", team) == card + FOR_MEMBERS
    maya.types("/align summary", team)
    clock.pass_(days=1)
    tom.types("/align summary", team)
    assert tom.sees[-1] == f"{card}Last read by @Maya, Tue 24 Nov\n{FOR_MEMBERS}"
    assert tom.types("/align summary") == tom.sees[-2]


def test_an_outsider_sees_nothing(align: Align, team: Channel, sam: Colleague, gus: Colleague) -> None:
    assert sam.types("/align summary", team).startswith("This is for the team #marketing. Join as one of these")
    assert gus.types("/align summary", team).startswith("You are a guest here. Ask whoever leads the team to add you")
    assert sam.types("/align summary").startswith("I work in a team's channel. ")


@both_engines
def test_the_pulse_comes_when_its_check_in_is_over_and_three_have_answered(
    align: Align, team: Channel, staff: list[Colleague], maya: Colleague, clock: Clock
) -> None:
    taps = [["2", "3", "3", "4"], ["1", "5"], ["4", "4", "5"], ["3", "3", "3"], []]
    shown = [
        NOT_YET,
        "*Working together:* 3.0 of 5 at the check-in of Tue 1 Dec, 4 answers",
        "*Working together:* 3.0 of 5 at the check-in of Tue 1 Dec, 4 answers",
        "*Working together:* 4.3 of 5 at the check-in of Tue 15 Dec, 3 answers. Up 1.3 since last time",
        "*Working together:* 3.0 of 5 at the check-in of Tue 22 Dec, 3 answers. Down 1.3 since last time",
    ]
    for scores, expected in zip(taps, shown, strict=True):
        clock.pass_(align, days=7)
        for person, score in zip(staff, scores, strict=False):
            clock.pass_(seconds=5)
            person.clicks(score, team)
            assert maya.types("/align summary", team).split("\n")[1] == expected
        assert maya.types("/align summary", team).split("\n")[1] == expected


def test_one_card_for_each_team_one_leads(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague
) -> None:
    seat(maya, growth, {"Team name": "Growth <3 & co"}, marketing=[tom])
    assert maya.types("/align summary") == "Which team is this for?\nAll my teams\nGrowth <3 & co\nmarketing"
    maya.clicks("All my teams")
    told = maya.modal.words.removeprefix("Align\n")
    assert [line for line in told.split("\n") if line in ("Growth <3 & co", "marketing")] == [
        "Growth <3 & co",
        "marketing",
    ]
    assert told == maya.types("/align summary", growth)


def test_where_others_lead_one_sees_the_public_part(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague
) -> None:
    tom.types("/align team", growth)
    tom.submits()
    told = tom.types("/align summary", team)
    assert told.startswith("marketing\n*Promises:* ")
    assert told.split("Our team\n")[1].startswith(NOT_YET)
    assert "Last read by" not in maya.types("/align summary", team)


@pytest.mark.parametrize("teams", [20])
def test_a_manager_of_many_teams(align: Align, maya: Colleague, growth: Channel, teams: int) -> None:
    for number in range(teams):
        room = maya.workspace.rooms[growth.id]
        place = Channel(type(room)(f"C{number}", f"team-{number:02}", room.members), growth.slack)
        maya.workspace.rooms[place.id] = place.room
        maya.types("/align team", place)
        maya.submits()
        reads_a_pitch(maya, place, "&" * 300, "We don't know")
    maya.types("/align summary")
    maya.clicks("All my teams")
    told = maya.modal.words
    shown = told.count("Next check-in: ")
    assert shown >= 5
    assert f"And {teams - shown} more teams: ask in their channels." in told
