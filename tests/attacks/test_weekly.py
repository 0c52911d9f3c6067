"""Whoever has the whole database, but not the key, learns nothing of who answered what in a survey asked one factor a
week: not from a copy before and after each answer, not from weeks of them, not from what is left afterwards.
"""

import math
import random
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.actions.weekly import answer_factor, begin_weekly, tell_question
from bot.coaching.library import loader
from bot.coaching.shapes.survey.shape import Survey
from bot.errors import UserError
from bot.model.teams import Side, Team
from bot.records import checkins, members, teams
from bot.records.database import Database
from tests.attacks import thief
from tests.attacks.scene import Scene
from tests.attacks.thief import Change

BOUND = 5.0
LIBRARY = loader.load_installed(None)


class WeeklyScene(Scene):
    """The same life, where check-ins ask a factor."""

    def begin(self) -> Team:
        team = self.hire(0)
        for number in range(12):
            side = Side.IT if number % 2 else Side.MARKETING
            members.join(self.db, team.id, f"U0Y{number}", self.now, side=side)
        survey = Survey.of(LIBRARY["benchmark"])
        assert survey
        begin_weekly(self.context(), team, survey, 5, team.created_by)
        return team

    def say(self, checkin: str, who: str, level: int) -> None:
        answer_factor(self.context(), checkin, level or None, who, f"https://hooks.slack.test/{who}")


Answer = tuple[str, str, int]  # check-in, person, level


def live(scene: WeeklyScene, team: Team, weeks: int) -> Iterator[Answer]:
    """What is about to be answered in so many weeks: eight first answers, then four others, of anybody."""
    people = sorted(teams.get_sides(scene.db, team.id))
    for _ in range(weeks):
        checkin = scene.ask(team)
        for who in scene.dice.sample(people, 8) + scene.dice.sample(people, 4):
            yield checkin, who, scene.dice.randint(0, 5)
        scene.pass_(timedelta(days=7))


def watch(scene: WeeklyScene, team: Team) -> Iterator[tuple[Change, int]]:
    """A copy before and after each answer."""
    for answer in live(scene, team, 3):
        before = thief.steal(scene.db)
        scene.say(*answer)
        yield thief.compare(before, thief.steal(scene.db)), answer[-1]


def test_an_answer_leaves_the_same_traces_whoever_answers_whatever(db: Database) -> None:
    scene = WeeklyScene(db, random.Random(4), library=LIBRARY)
    seen = list(watch(scene, scene.begin()))
    assert {each.shape for each, _ in seen} == {seen[0][0].shape} and seen[0][0].shape
    scene.dice.shuffle(seen)
    guess = thief.learn(seen[: len(seen) // 2])
    others = seen[len(seen) // 2 :]
    right, spread = sum(guess(change) == level for change, level in others), math.sqrt(len(others) * 5) / 6
    assert (right - len(others) / 6) / spread < BOUND


def test_no_row_joins_a_person_to_a_block(db: Database) -> None:
    scene = WeeklyScene(db, random.Random(5), library=LIBRARY)
    team = scene.begin()
    people = set(teams.get_sides(db, team.id))
    for answer in live(scene, team, 13):
        scene.say(*answer)
    ended = db.query("SELECT id FROM waves WHERE mode = 'weekly'")
    blocks = {str(row["id"]) for row in [*db.query("SELECT id FROM blocks"), *ended]}
    rows = [row for rows in thief.steal(db).rows.values() for row in rows]
    told = [row for row in rows if blocks & {str(each) for each in row.values()}]
    others = people - {team.created_by}  # who has begun it is no secret
    assert told and not any(who in str(row) for row in told for who in others)
    assert ended


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_when_a_block_has_ended_its_answers_are_gone_from_the_files(db: Database) -> None:
    scene = WeeklyScene(db, random.Random(6), library=LIBRARY)
    team = scene.begin()
    checkin = scene.ask(team)
    for who in sorted(teams.get_sides(db, team.id)):
        scene.say(checkin, who, scene.dice.randint(1, 5))
    block = checkins.get(db, checkin).block_id
    (box,) = db.query("SELECT sealed FROM sealed_answers WHERE ref = :ref", {"ref": block})
    assert box["sealed"].encode()[:100] in thief.steal(db, files=True).bytes
    scene.pass_(timedelta(days=4))
    assert db.query("SELECT id FROM waves WHERE id = :id AND state = 'closed'", {"id": block})
    assert box["sealed"].encode()[:100] not in thief.steal(db, files=True).bytes


def test_other_sides_and_strangers_are_asked_nothing(db: Database) -> None:
    scene = WeeklyScene(db, random.Random(7), library=LIBRARY)
    team = scene.begin()
    members.join(db, team.id, "U0SALES", scene.now, side=Side.SALES)
    checkin = scene.ask(team)
    asked = {who: tell_question(scene.context(), checkins.get(db, checkin), who) for who in ("U0Y1", "U0SALES", "U0NO")}
    assert [who for who, said in asked.items() if said] == ["U0Y1"]
    for who in ("U0SALES", "U0NO"):
        with pytest.raises(UserError, match="asks marketing and IT only"):
            scene.say(checkin, who, 3)
