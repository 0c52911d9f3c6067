"""Whoever has the whole database, but not the key, cannot tell who tapped what: neither while a check-in takes taps nor
afterwards, neither from one copy nor from many.

Each attack names somebody's answer wherever it sees a clue, and deals the rest. It is compared with the same answers
dealt in any order, see `thief.judge`: more than BOUND standard deviations above that come by chance once in some
millions of times. `--taps 20000` attacks more of them.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import product

import pytest

from bot.records import teams
from bot.records.database import Database
from tests.attacks import thief
from tests.attacks.scene import Scene, rounds
from tests.attacks.thief import Change, Copy, Named

BOUND = 5.0
TEAMS = 24
Attack = Callable[[Copy, str, Mapping[str, str]], Named]
ATTACKS: list[Attack] = [thief.name_by_order, thief.name_by_age, thief.name_by_side, thief.name_by_remains]


@pytest.fixture
def taps(request: pytest.FixtureRequest, engine: str) -> int:
    """How many: fewer where a server stands in between, which takes three times as long."""
    most = int(request.config.getoption("--taps"))
    return most if engine == "sqlite" else most // 3


def test_no_attack_is_better_than_guessing(db: Database, taps: int) -> None:
    """Every attack, on each check-in while it takes taps and when it has closed."""
    scene = Scene(db, random.Random(1))
    staff = [scene.hire(number) for number in range(TEAMS)]
    sides = [teams.get_sides(db, team.id) for team in staff]
    named: dict[tuple[str, bool], Named] = defaultdict(dict)
    dealt: dict[tuple[str, bool], Named] = defaultdict(dict)
    for turn, asked in enumerate(rounds(scene, staff, taps // (TEAMS * 6) or 1)):
        copy = thief.steal(db, files=True)
        for attack, (checkin, people) in product(ATTACKS, zip(asked, sides, strict=True)):
            key, found = (attack.__name__, bool(turn % 2)), attack(copy, checkin, people)
            named[key] |= found
            dealt[key] |= thief.name_the_rest(found, copy, checkin, people, scene.dice)
    verdicts = {key: thief.judge(named[key], dealt[key], scene.truth) for key in dealt}
    assert {key: verdict for key, verdict in verdicts.items() if verdict.deviations > BOUND} == {}


def test_a_tap_leaves_the_same_traces_whoever_taps_whatever(db: Database, taps: int) -> None:
    """A copy before and after each tap: a first one or another, low or high, of anybody, all look alike, and what the
    attacker learns from half of them, of which they know the score, says nothing about the others.
    """
    scene = Scene(db, random.Random(2))
    team = scene.hire(0)
    people = sorted(teams.get_sides(db, team.id))
    checkin = scene.ask(team)
    scene.tap(checkin, people[0], 3)  # the first one in a quarter of an hour also says when to draw the card
    seen: list[tuple[Change, int]] = []
    before = thief.steal(db)
    for _ in range(taps // 6):
        score = scene.dice.randint(1, 5)
        scene.tap(checkin, scene.dice.choice(people), score)
        after = thief.steal(db)
        seen.append((thief.compare(before, after), score))
        before = after
    assert {each.shape for each, _ in seen} == {seen[0][0].shape} and seen[0][0].shape
    guess = thief.learn(seen[: len(seen) // 2])
    others = seen[len(seen) // 2 :]
    right, spread = sum(guess(change) == score for change, score in others), math.sqrt(len(others) * 0.2 * 0.8)
    assert (right - 0.2 * len(others)) / spread < BOUND


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_when_it_has_closed_even_the_sealed_answers_are_gone_from_the_files(db: Database) -> None:
    """So that whoever gets the file and the key later has nothing to open."""
    scene = Scene(db, random.Random(3))
    team = scene.hire(0)
    checkin = scene.ask(team)
    scene.answer(checkin, team)
    (box,) = db.query("SELECT sealed FROM sealed_answers")
    assert box["sealed"].encode()[:100] in thief.steal(db, files=True).bytes
    scene.pass_(timedelta(days=4))
    assert db.query("SELECT mean FROM pulse_tallies")
    assert box["sealed"].encode()[:100] not in thief.steal(db, files=True).bytes
