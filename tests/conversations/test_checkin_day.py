"""When the channel is asked, and several hands on one card."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.walks import commits
from tests.conversations.weekly import WORDS
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


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
    lines = team.last.words.split("\n")
    assert lines[7].startswith("*")  # one of several questions, and the button to answer it
    assert lines[8] in WORDS
    assert "\n".join(lines[:7] + lines[9:]) == (
        "How well did marketing and IT work together?\n"
        "One tap from each of you until Thu 3 Dec. 1 is badly, 5 is very well.\n1\n2\n3\n4\n5\n"
        "*Promises:* 1 open, 1 of them due this week\nMy promises\n"
        "Answered ▱▱▱▱▱ 0 of 5. Your tap is private, and you can change it."
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


def test_a_team_that_nobody_set_up_is_left_in_peace(
    align: Align, marketing: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    maya.types("/align pilot", marketing)
    maya.clicks("Skip for now")
    maya.closes()
    clock.pass_(align, days=7)
    assert marketing.messages == []
    commits(maya, marketing)
    clock.pass_(align, days=7)
    assert asked(marketing) == 0, "a promise alone sets nobody up"
    seat(maya, marketing, marketing=[maya], it=[ivan])
    clock.pass_(align, days=7)
    assert asked(marketing) == 1


@both_engines
def test_everybody_presses_at_once_and_all_see_the_truth(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    commits(maya, team)
    commits(ivan, team, **{"I’ll": "open the sandbox", "By": "2026-12-18"})
    clock.pass_(align, days=7)
    card = team.last
    for person, how in ((maya, "Done"), (ivan, "On track")):
        person.clicks("My promises", message=card)
        person.fills({person.modal.labels[0]: how})
    taps = [(ivan, "4"), (tom, "2"), (maya, "5")]
    acts = [
        *(lambda who=who, score=score: who.clicks(score, message=card, silent=True) for who, score in taps),
        *(lambda who=who: who.submits(silent=True) for who in (maya, ivan)),
    ]
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda act: act(), acts))
    maya.line.speak()
    clock.pass_(align, minutes=15)
    assert "✅ *Kept since last time:* @Maya: call Ivan and agree on the three fields\n" in card.words
    assert "▰▰▰▱▱ 3 of 5." in card.words
    assert "*Promises:* 1 kept, 1 open" in maya.types("/align summary", team)


@both_engines
def test_done_on_an_old_card_is_done_on_the_new_one(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    commits(maya, team)
    clock.pass_(align, days=7)
    old = team.last
    before = dict(old.raw)
    clock.pass_(align, days=7)
    assert "*Promises:* 1 open" in team.last.words
    clock.pass_(seconds=5)
    stale = type(old)(before, old.room, old.workspace)  # as it still stands on somebody's screen
    maya.clicks("My promises", message=stale)
    maya.fills({maya.modal.labels[0]: "Done"})
    maya.submits()
    assert "✅ *Kept since last time:* @Maya: call Ivan and agree on the three fields\n" in team.last.words
    assert "1 open" not in team.last.words
