"""The digest: shown before it is asked for, then by private message on the first working day, about what was then."""

from datetime import datetime, timedelta

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.reminded import promise, reminded_at
from tests.conversations.walks import STRONG, Idea, picks_a_pilot
from tests.conversations.weekly import marks
from tests.effort import check_length, measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

OFFERED = (
    "This is what you would get, first on Tue 1 Dec, by private message: what needs you, the trend of the teams you "
    "lead, promises and pilots. No names of people who did not answer."
)
ENDS = (
    "All teams\nNot any more\nOnce a month, because you asked for it. It counts towards my one message a week to you. "
    "The teams can see that you looked."
)


def goes_to(align: Align, clock: Clock, moment: str) -> None:
    """Let it be this moment (UTC), and let what is due by then happen."""
    clock.now = datetime.fromisoformat(f"{moment}Z")
    clock.ticks(align)


def asks(who: Colleague, rhythm: str = "monthly") -> str:
    """Return what is said to somebody who wants a digest."""
    with measured("a digest, asked for by its word", who, 2):
        who.types(f"/align summary {rhythm}")
        who.clicks(f"Send it {rhythm}")
    said = who.modal.words
    who.closes(everything=True)
    return said


@both_engines
def test_a_lead_sees_what_it_would_be_then_gets_it_every_month_until_they_want_it_no_more(
    align: Align, team: Channel, growth: Channel, staff: list[Colleague], maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    seat(maya, growth, {"Team name": "growth"}, marketing=[tom])
    maya.types("/align summary", team)
    maya.clicks("Send me this monthly")
    assert OFFERED in maya.modal.words.replace("*", "")
    maya.clicks("No, thank you")
    assert "Fine, nothing comes by itself." in maya.modal.words
    maya.closes(everything=True)
    assert "It comes monthly, next on Tue 1 Dec, by private message." in asks(maya)
    promise(tom, team)
    goes_to(align, clock, "2026-11-30T23:00")
    assert reminded_at(maya) == []
    goes_to(align, clock, "2026-12-01T09:00")
    assert reminded_at(maya) == ["Tue 01 Dec 09:00"]
    assert maya.dm.words.replace("*", "").split("\n")[:4] == [
        "November: nothing needs you",
        "Nothing is stuck, late or waiting for a decision. Tell them that you saw it.",
        "Working together: too few answers to show. Three have to tap at a check-in, so that nobody's can be guessed.",
        "Promises: 0 kept of 0",
    ]
    for person, score in zip(staff, ["3", "3", "4"], strict=False):
        clock.pass_(seconds=5)
        person.clicks(score, team)
    marks(tom, team, "Stuck")
    promise(maya, team, **{"By": "2026-12-30"})
    goes_to(align, clock, "2026-12-08T10:00")
    goes_to(align, clock, "2026-12-29T10:00")
    goes_to(align, clock, "2027-01-01T10:00")  # a holiday, and then it is Saturday
    assert len(reminded_at(maya)) == 1  # of her own promise nothing is said in that week
    goes_to(align, clock, "2027-01-04T07:59")
    assert len(reminded_at(maya)) == 1
    goes_to(align, clock, "2027-01-04T08:00")
    assert maya.dm.last.words.replace("*", "") == (
        "December: one team needs you\n"
        "Ask marketing today: a promise stuck for 33 days.\n"
        "Working together, average of the teams with three taps or more\n"
        "Dec ▰▰▰▱▱ 3.3 of 5, 1 team\nNov too few answers to show\nOct too few answers to show\n"
        "Promises: 0 kept of 2\nWaits for you: 1 late. `/align progress` has it.\n" + ENDS
    )
    assert "Dec 3.3 of 5" in maya.dm.last.text
    check_length("the digest of a month, of two teams", maya.dm.last)
    maya.clicks("All teams", maya.dm)
    told = maya.modal.words
    assert "One of two teams needs you\n*marketing:* a promise stuck for 33 days." in told
    assert "marketing. Together: 3.3; Promises: 0 of 2 kept, 1 stuck; " in told
    maya.closes()
    assert "the digest, by private message" in tom.types("/align looks", team)
    maya.clicks("Not any more", maya.dm)
    assert "No digest any more." in maya.modal.words
    maya.closes(everything=True)
    goes_to(align, clock, "2027-02-01T12:00")
    assert "January" not in maya.dm.words


def test_every_week_past_holidays_clock_changes_absences_and_quiet_until_they_lead_nothing(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    goes_to(align, clock, "2027-03-22T09:00")  # at 10 in Berlin: this Monday's moment is over
    maya.types("/align summary weekly")
    assert "while it comes, I send you nothing else unasked" in maya.sees[-1]
    assert "next on Tue 30 Mar" in asks(maya, "weekly")  # Easter Monday is a holiday
    assert "It comes weekly, next on Tue 30 Mar" in asks(maya, "weekly")
    goes_to(align, clock, "2027-03-30T07:00")  # since Sunday it is summer time in Berlin
    assert maya.dm.last.words.startswith("Week of 22 Mar: nothing needs you")
    goes_to(align, clock, "2027-04-05T06:59")
    assert reminded_at(maya) == ["Tue 30 Mar 07:00"]
    goes_to(align, clock, "2027-04-05T07:00")
    maya.types("/align mute until 13 Apr")
    goes_to(align, clock, "2027-04-12T08:00")
    maya.types("/align away until 27 Apr")
    goes_to(align, clock, "2027-04-19T08:00")
    goes_to(align, clock, "2027-04-26T08:00")
    assert reminded_at(maya) == ["Tue 30 Mar 07:00", "Mon 05 Apr 07:00"]
    goes_to(align, clock, "2027-04-28T07:00")
    assert maya.dm.last.words.startswith("Week of 12 Apr: nothing needs you")
    goes_to(align, clock, "2027-05-31T12:00")  # the machine's clock is ahead, and then put right
    ahead = len(reminded_at(maya))
    goes_to(align, clock, "2027-05-04T12:00")
    goes_to(align, clock, "2027-05-10T12:00")
    assert len(reminded_at(maya)) == ahead + 1
    tom.types("/align join", team)
    maya.types("/align leave", team)
    goes_to(align, clock, "2027-05-17T07:00")
    goes_to(align, clock, "2027-05-24T07:00")
    assert len(reminded_at(maya)) == ahead + 2
    assert maya.dm.last.words.startswith("*You lead no team any more, so my digest ends.*")


def test_a_digest_says_what_others_can_learn_and_waits_a_week_for_what_was_said_before(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    promise(maya, team)
    goes_to(align, clock, "2026-11-30T08:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00"]
    assert "next on Mon 7 Dec" in asks(maya)
    goes_to(align, clock, "2026-12-07T07:59")
    assert len(reminded_at(maya)) == 1
    goes_to(align, clock, "2026-12-07T08:00")
    assert maya.dm.last.words.startswith("November: ")
    picks_a_pilot(tom, team, Idea("Lead routing", tom, ivan, STRONG, today="14 hours"), Idea("Win-back", maya, ivan))
    ivan.clicks("I’ll take it", team)
    goes_to(align, clock, "2027-02-01T08:00")
    assert "*Pilots:* 1 running" in maya.dm.last.words and "Show around" not in maya.dm.last.words
    goes_to(align, clock, "2027-03-01T08:00")
    assert "*Pilots:* 1 running" in maya.dm.last.words
    goes_to(align, clock, "2027-03-09T10:00")
    learned = {"What have you learned, about the thing or about each other?": "to ask early"}
    for person in (tom, ivan):
        person.clicks("Answer", team)
        person.fills({"What do you decide?": "Go on as it is", "What is the number now?": "3 hours", **learned})
        person.submits()
        person.closes(everything=True)
    goes_to(align, clock, "2027-04-01T07:00")
    assert "*Show around:* marketing tried Lead routing. It was 14 hours, now 3 hours." in maya.dm.last.words
    assert "*Pilots:* 1 decided to go on" in maya.dm.last.words


@pytest.fixture
def environ(request: pytest.FixtureRequest, environ: dict[str, str]) -> dict[str, str]:
    return {**environ, "ALIGN_CHARTS": getattr(request, "param", "slack")}


@pytest.mark.parametrize("environ", ["slack", "text", "picture"], indirect=True)
def test_three_check_ins_are_a_trend_by_private_message(
    align: Align,
    slack: Slack,
    team: Channel,
    staff: list[Colleague],
    maya: Colleague,
    clock: Clock,
    environ: dict[str, str],
) -> None:
    form = environ["ALIGN_CHARTS"]
    taps = [["2", "3", "3"], ["4", "4", "4"], ["4", "5", "5"]]
    for scores in taps:
        goes_to(align, clock, f"{clock.now.date() + timedelta(days=7)}T09:30")
        for person, score in zip(staff, scores, strict=False):
            clock.pass_(seconds=5)
            person.clicks(score, team)
        maya.types("/align summary", team)
        assert "Show the trend" not in maya.sees[-1]
    goes_to(align, clock, "2026-12-22T09:30")
    maya.types("/align summary", team)
    said = len(maya.dm.messages)
    if form == "picture":  # Slack draws no chart there, and shows a picture a moment after it has taken it
        slack.fails("chat.postMessage", error="invalid_blocks", times=2)
    maya.clicks("Show the trend")
    maya.closes(everything=True)
    maya.clicks("Show the trend")
    maya.closes(everything=True)
    clock.pass_(align, seconds=11)
    assert len(maya.dm.messages) == said + 1
    points = "Working together: 1 Dec 26 2.7; 8 Dec 26 4.0; 15 Dec 26 4.7."
    assert maya.dm.last.text.startswith(f"*marketing: working together, since Wed 25 Nov*\n\n{points}")
    charts = [each for each in maya.dm.last.blocks if each["type"] == "data_visualization"]
    assert [each["chart"]["type"] for each in charts] == ["line"] * (form == "slack")
    pictures = [each for each in maya.dm.last.blocks if each["type"] == "image"]
    assert [each["alt_text"] for each in pictures] == [points] * (form == "picture")
    assert len(slack.workspace.files) == len(pictures), "it is uploaded once"
    assert charts or pictures or points in maya.dm.last.words


def test_who_leads_nothing_is_told_so(align: Align, team: Channel, tom: Colleague) -> None:
    assert tom.types("/align summary monthly").startswith("A digest is about the teams that you lead")
    assert tom.types("/align summary off", team).startswith("*You get no digest from me.*")
