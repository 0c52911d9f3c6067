"""/align summary: what needs somebody first, then figures; for everybody else what their own team may see."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.walks import STRONG, Idea, commits, picks_a_pilot, reads_a_pitch
from tests.conversations.weekly import marks
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

TOO_FEW = (
    "*Working together:* too few answers to show. Three have to tap at a check-in, so that nobody's can be guessed."
)
FOR_LEADS = "Teams, not people: nobody sees who answered what. The team can see that you looked."
FOR_MEMBERS = "This is what everybody in the team can see. Leads also see the trend of the pulse."


@both_engines
def test_a_manager_reads_what_needs_them_then_the_figures_and_what_is_behind_each(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(tom, team, Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back", maya, ivan))
    clock.pass_(align, seconds=5)
    reads_a_pitch(tom, team, "Acme & co", "We don't know")
    for person in (tom, ivan, maya):
        clock.pass_(align, seconds=5)
        commits(person, team)
    clock.pass_(align, days=7)
    tom.clicks("Done", tom.dm)  # either of his two, whichever he was reminded of
    marks(ivan, team, "Stuck")
    clock.pass_(align, days=5)
    told = maya.types("/align summary", team).split("\n")
    assert told[:4] == [
        "marketing: three things need you",
        "*Ask @Ivan today about “call Ivan and agree on the three fields”.* It has been stuck for 5 days. Its post",
        TOO_FEW,
        "*Answered:* 40 % of those present, 1 check-in",
    ]
    assert "*Promises:* 1 kept, 0 open, 2 late, 1 stuck" in told
    assert "*Pilot:* Lead routing, day 13 of 90 ▰▱▱▱▱▱▱▱▱▱" in told
    assert "• Read a vendor's pitch · Acme & co: too early to judge" in told
    assert any(line.endswith("*Don’t* start a second pilot before this one is decided.") for line in told)
    assert told[-1] == f"{FOR_LEADS} Next check-in: Tue 8 Dec, 10:00 (Europe/Berlin)"
    maya.clicks("What’s behind it")
    behind = maya.modal.words
    assert "Answered: 40 %\n2 of 5 answers that could have come at 1 closed check-in since " in behind
    assert "Promises: 1 kept\nKept: marked done by their owner since " in behind
    assert "• stuck for 5 days: call Ivan and agree on the three fields" in behind
    assert "Pilot: Lead routing\nDay 13 of 90, counted from the day on which it was shown" in behind
    assert any(line.startswith("*My reminders, last 30 days:* ") for line in told)
    assert "Last looked at by @Maya, " in behind
    maya.closes()
    maya.clicks("Since October")
    assert maya.modal.words.split("\n")[1] == "marketing: three things need you"


@both_engines
def test_a_member_sees_the_public_part_and_who_looked(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    told = tom.types("/align summary", team).split("\n")
    assert told[:2] == [
        "marketing: nothing to tell yet",
        "Nothing since Wed 28 Oct: no check-in with answers, no promise, no playbook. Try a longer time, or begin with "
        "what is next.",
    ]
    assert told[2].startswith("*Next:* `/align pilot`. Start doing. ")
    assert told[-1:] == [f"{FOR_MEMBERS} Next check-in: Tue 1 Dec, 10:00 (Europe/Berlin)"]
    maya.types("/align summary", team)
    clock.pass_(days=1)
    assert tom.types("/align summary", team).endswith("\nLast read by @Maya, Tue 24 Nov")
    tom.clicks("What’s behind it")
    assert "Working together" not in tom.modal.words
    tom.closes()
    assert tom.types("/align summary") == tom.sees[-1]


def test_what_may_stand_behind_the_word(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    usual = maya.types("/align summary", team)
    for same in ("team", "since:4w", "TEAM since 4 weeks", "since:4w team", "since:2026-10-28"):
        assert maya.types(f"/align summary {same}", team) == usual
    assert "Nothing since Thu 1 Oct: " in maya.types("/align summary since:october", team)
    assert maya.types("/align summary since:the flood", team).startswith(
        "I don't know since when “since:the flood” is. Write it like `/align summary since:4w`, `since:october` or "
    )
    assert "is still to come" in maya.types("/align summary all since:2027-03-01", team)
    commits(tom, team)
    assert tom.types("/align summary since:2w me", team) == (
        "Nothing waits for you\n*Your promises:* 0 kept since Wed 11 Nov, 1 open, 0 late, 0 stuck\nMy promises\n"
        "Only you see this."
    )
    clock.pass_(align, days=7)
    marks(tom, team, "Stuck")
    assert tom.types("/align summary me", team).split("\n")[:2] == [
        "One thing waits for you",
        "• Stuck since today: call Ivan and agree on the three fields",
    ]


def test_an_outsider_sees_nothing(align: Align, team: Channel, sam: Colleague, gus: Colleague) -> None:
    assert sam.types("/align summary", team).startswith("This is for the team #marketing. Join as one of these")
    assert gus.types("/align summary", team).startswith("You are a guest here. Ask whoever leads the team to add you")
    for typed in ("/align summary", "/align summary all"):
        assert sam.types(typed).startswith("I work in a team's channel. ")


@both_engines
def test_the_pulse_comes_when_its_check_in_is_over_and_three_have_answered(
    align: Align, team: Channel, staff: list[Colleague], maya: Colleague, clock: Clock
) -> None:
    taps = [["2", "3", "3", "4"], ["1", "5"], ["4", "4", "5"], [], [], ["3", "3", "3"], []]
    first = "*Working together:* 3.0 of 5"
    up = "*Working together:* 4.3 of 5"
    shown = ["Nothing since ", first, first, up, up, f"{up}; two weeks before 3.0, within noise"]
    for scores, expected in zip(taps, shown, strict=False):
        clock.pass_(align, days=7)
        for person, score in zip(staff, scores, strict=False):
            clock.pass_(seconds=5)
            person.clicks(score, team)
            assert expected in maya.types("/align summary", team)
    assert "more than noise" not in maya.sees[-1]


@both_engines
def test_all_teams_stand_in_a_table_that_begins_with_what_needs_somebody(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    seat(maya, growth, {"Team name": "Growth <3 & co"}, marketing=[tom])
    assert maya.types("/align summary") == "Which team is this for?\nAll my teams\nGrowth <3 & co\nmarketing"
    maya.clicks("All my teams")
    assert maya.modal.words.split("\n")[1] == "Nothing needs you in two teams"
    maya.closes()
    commits(tom, team)
    clock.pass_(align, days=7)
    marks(tom, team, "Stuck")
    clock.pass_(align, days=2)
    told = maya.types("/align summary since:4w all", growth).split("\n")
    assert told == [
        "One of two teams needs you",
        "*marketing:* a promise stuck for 2 days.",
        "Open marketing",
        "What’s behind it",
        "Send me this monthly",
        "Since Fri 6 Nov, sorted by what needs you. Together is of 5. ▲ up, ▼ down, ● within noise.",
        "Team | Together | Promises | IT first asked | Pilot",
        "marketing | too few | 0 of 1 kept, 1 stuck | – | none",
        "Growth <3 & co | too few | none | – | none",
    ]
    maya.clicks("What’s behind it")
    assert "marketing\nPromises: 0 kept, 0 late, 1 stuck, 0 open, 0 dropped\nPilot: none" in maya.modal.words
    maya.closes()
    maya.clicks("Open marketing")
    assert maya.modal.words.split("\n")[1] == "marketing: one thing needs you"


def test_where_others_lead_one_sees_the_public_part(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague
) -> None:
    tom.types("/align team", growth)
    tom.submits()
    assert FOR_MEMBERS in tom.types("/align summary", team)
    assert FOR_LEADS in tom.types("/align summary", growth)
    assert "Last read by" not in maya.types("/align summary", team)


@pytest.mark.parametrize("teams", [12])
def test_a_manager_of_many_teams_turns_pages(align: Align, maya: Colleague, growth: Channel, teams: int) -> None:
    for number in range(teams):
        room = maya.workspace.rooms[growth.id]
        place = Channel(type(room)(f"C{number}", f"team-{number:02}", room.members), growth.slack)
        maya.workspace.rooms[place.id] = place.room
        maya.types("/align team", place)
        maya.submits()
    told = maya.types("/align summary all")
    assert "Teams 1 to 10 of 12." in told
    maya.clicks("More teams")
    assert "Teams 11 to 12 of 12." in maya.modal.words
    maya.clicks("Back")
    assert "Teams 1 to 10 of 12." in maya.modal.words
