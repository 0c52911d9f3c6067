"""Once a week the channel is asked: what is promised, how it goes, one tap for the mood."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.app import Align
from tests.conversations.walks import commits
from tests.fixtures_slack import Clock, both_engines
from tests.happenings import Colleague
from tests.standin.server import Slack
from tests.surfaces import Channel

PROMISE = "If it is Monday and the stand-up is over, then I will call Ivan and agree on the three fields."
ASKED = (
    "*How well did marketing and IT work together since the last check-in?* One tap is enough.\n"
    "1 – badly\n2\n3\n4\n5 – very well"
)
SCORES = ["1 – badly", "2", "3", "4", "5 – very well"]
THANKS = (
    "Noted, thank you. Only the team's average is ever shown, and only when at least three of you have answered. "
    "Tap again to change yours, until the next check-in."
)


def counted(answered: int, members: int = 5) -> str:
    return (
        f"{answered} of {members} people answered. Nobody sees who, or who said what; "
        "you can change yours until the next check-in."
    )


@both_engines
def test_on_the_teams_day_and_time(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    commits(maya, team)
    clock.pass_(align, days=6, hours=22, minutes=59)
    assert len(team.messages) == 1
    clock.pass_(align, minutes=1)
    assert clock.now == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert team.last.words == (
        f"How is it going?\n{PROMISE}\n@Maya, by Tue 1 Dec\nDone\nOn track\nStuck\n{ASKED}\n{counted(0)}"
    )
    clock.pass_(align, days=6)
    assert len(team.messages) == 2
    clock.pass_(align, days=1)
    assert len(team.messages) == 3


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Asia/Kolkata", datetime(2026, 11, 26, 3, 0, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 26, 13, 30, tzinfo=UTC)),
    ],
)
def test_in_the_teams_zone(
    align: Align, marketing: Channel, maya: Colleague, clock: Clock, zone: str, moment: datetime
) -> None:
    maya.types("/align team", marketing)
    maya.fills({"Check-in day": "Thursday", "Check-in time": "08:30", "Time zone": zone})
    maya.submits()
    clock.pass_(align, seconds=(moment - clock.now).total_seconds() - 1)
    assert marketing.messages == []
    clock.pass_(align, seconds=1)
    assert marketing.last.words.startswith("How is it going?\nNo promises are open. A small one makes the next week ")


@pytest.mark.parametrize(("late", "cards"), [({"hours": 2}, 1), ({"hours": 2, "seconds": 1}, 0)])
def test_skipped_when_more_than_two_hours_late(
    align: Align, team: Channel, clock: Clock, late: dict[str, float], cards: int
) -> None:
    clock.pass_(days=6, hours=23)
    clock.pass_(align, **late)
    assert len(team.messages) == cards
    clock.pass_(align, days=7, **{unit: -amount for unit, amount in late.items()})
    assert len(team.messages) == cards + 1


def test_a_team_that_nobody_set_up_is_left_in_peace_until_it_promises(
    align: Align, marketing: Channel, maya: Colleague, clock: Clock
) -> None:
    maya.types("/align pilot", marketing)
    maya.clicks("Skip for now")
    maya.closes()
    clock.pass_(align, days=7)
    assert marketing.messages == []
    commits(maya, marketing)
    clock.pass_(align, days=7)
    assert marketing.last.words.startswith("How is it going?\nIf it is Monday")


@both_engines
def test_done_on_track_stuck(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    tom.clicks("Stuck", team)
    assert f"{PROMISE}\n@Maya, by Tue 1 Dec · *Stuck*, says @Tom\nDone\nOn track\n*How well" in team.last.words
    maya.clicks("On track", team)
    assert f"{PROMISE}\n@Maya, by Tue 1 Dec · *On track*, says @Maya\nDone\nStuck\n*How well" in team.last.words
    ivan.clicks("Done", team)
    assert f"{PROMISE}\n@Maya, by Tue 1 Dec · *Done*, says @Ivan\n*How well" in team.last.words
    clock.pass_(align, days=7)
    assert PROMISE not in team.last.words


@both_engines
def test_two_people_press_at_once_and_both_see_the_truth(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    card = team.last
    presses = [(maya, "Done"), (tom, "Done"), (maya, "Stuck"), (tom, "On track")]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda press: press[0].clicks(press[1], message=card, silent=True), presses))
    maya.line.speak()
    (said,) = [line for line in team.last.words.split("\n") if line.startswith("@Maya, by")]
    assert said in ("@Maya, by Tue 1 Dec · *Done*, says @Maya", "@Maya, by Tue 1 Dec · *Done*, says @Tom")
    assert "Done" not in team.last.buttons
    assert len(team.messages) == 2


def test_pressing_twice_is_pressing_once(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    maya.clicks("Done", team)
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    assert "*Done*, says @Maya\n" in team.last.words
    assert "*Promises:* 0 open, 1 kept, 0 stuck" in tom.types("/align summary", team)


@both_engines
def test_the_pulse_counts_everybody_once_and_tells_nobodys(
    align: Align, slack: Slack, team: Channel, maya: Colleague, tom: Colleague, sam: Colleague, clock: Clock
) -> None:
    clock.pass_(align, days=7)
    for person, score in ((maya, "1 – badly"), (tom, "5 – very well"), (tom, "2"), (tom, "2")):
        clock.pass_(seconds=5)
        person.clicks(score, team)
        assert person.sees[-1] == THANKS
    assert counted(2) in team.last.words
    sam.clicks("3", team)
    assert counted(3, 6) in team.last.words
    assert team.last.buttons == SCORES
    names = [each.name for each in (maya, tom, sam)]
    assert not any(name in team.words for name in names)


def test_who_said_what_is_written_down_nowhere(align: Align, team: Channel, tom: Colleague, clock: Clock) -> None:
    clock.pass_(align, days=7)
    tom.clicks("2", team)
    (answer,) = align.db.query("SELECT * FROM pulses")
    assert answer["score"] == 2
    assert tom.id not in str(answer)
    assert '"score"' not in str(align.db.query("SELECT detail FROM outbox"))


@both_engines
def test_an_old_card(align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    old = team.last
    clock.pass_(align, days=7)
    tom.clicks("4", message=old)
    assert tom.modal.words == (
        "One moment\nThis check-in is closed: there is a newer one in this channel. Tap there, please."
    )
    assert counted(0) in team.last.words
    tom.closes()
    clock.pass_(seconds=5)
    tom.clicks("Done", message=old)
    for card in (old, team.last):
        assert "@Maya, by Tue 1 Dec · *Done*, says @Tom" in card.words


def test_thirty_open_promises_fit_in_one_message(
    align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock
) -> None:
    for number in range(30):
        clock.pass_(align, seconds=2)
        maya.types("/align commit", team)
        maya.fills({"If …": f"{number}" + "&" * 298, "… then I will": f"{number}" + "<" * 298})
        maya.submits()
    clock.pass_(align, days=7)
    assert team.last.words.count("@Maya, by Tue 1 Dec") == 14
    assert "And 16 more promises, with later dates." in team.last.words
    maya.clicks("Done", team, beside="If 0&")
    assert "If 13&" in team.last.words


def test_checking_in_without_waiting(align: Align, team: Channel, ivan: Colleague, clock: Clock) -> None:
    assert ivan.types("/align checkin", team) == "I've asked in #marketing."
    assert team.last.words.startswith("How is it going?\n")
    clock.pass_(align, minutes=1)
    assert ivan.types("/align checkin") == "I've asked in #marketing."
    assert len(team.messages) == 2
