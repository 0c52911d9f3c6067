"""When the channel is asked, and several hands on one card."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.app import Align
from tests.conversations.walks import commits
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

PROMISE = "When it is Monday and the stand-up is over, I’ll call Ivan and agree on the three fields."


def asked(where: Channel) -> int:
    starts = ("How well did marketing and IT work together?", "The check-in of")
    return sum(each.words.startswith(starts) for each in where.messages)


@both_engines
def test_on_the_teams_day_and_time(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    commits(maya, team)
    clock.pass_(align, days=6, hours=22, minutes=59)
    assert asked(team) == 0
    clock.pass_(align, minutes=1)
    assert clock.now == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert team.last.words == (
        f"How well did marketing and IT work together?\n{PROMISE}\n@Maya, by Tue 1 Dec\nDone\nOn track\nStuck\n"
        "*How well did marketing and IT work together lately?* One tap is enough.\n"
        "1 – badly\n2\n3\n4\n5 – very well\nSay more\n"
        "0 of 5 people answered. Nobody sees who tapped what. Change yours until Thu 3 Dec."
    )


@pytest.mark.parametrize(("late", "cards"), [({"hours": 2}, 1), ({"hours": 2, "seconds": 1}, 0)])
def test_skipped_when_more_than_two_hours_late(
    align: Align, team: Channel, clock: Clock, late: dict[str, float], cards: int
) -> None:
    clock.pass_(days=6, hours=23)
    clock.pass_(align, **late)
    assert asked(team) == cards
    clock.pass_(align, days=7, **{unit: -amount for unit, amount in late.items()})
    assert asked(team) == cards + 1


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
    assert asked(marketing) == 1


@both_engines
def test_everybody_presses_at_once_and_all_see_the_truth(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    card = team.last
    presses = [(maya, "Done"), (tom, "Done"), (ivan, "On track"), (ivan, "4"), (tom, "2"), (maya, "5")]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda press: press[0].clicks(press[1], message=card, silent=True), presses))
    maya.line.speak()
    clock.pass_(align, minutes=15)
    assert "*Kept.* Thank you, @Maya.\n• call Ivan and agree on the three fields\n" in card.words
    assert "3 of 5 people answered." in card.words
    assert "Done" not in card.buttons
    assert "*Promises:* 0 open, 1 kept, 0 stuck" in maya.types("/align summary", team)


@both_engines
def test_done_on_an_old_card_is_done_on_the_new_one(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    old = team.last
    before = dict(old.raw)
    clock.pass_(align, days=7)
    assert "Done" in team.last.buttons
    clock.pass_(seconds=5)
    stale = type(old)(before, old.room, old.workspace)  # as it still stands on somebody's screen
    maya.clicks("Done", message=stale)
    assert "*Kept.* Thank you, @Maya." in team.last.words
    assert "Done" not in team.last.buttons
