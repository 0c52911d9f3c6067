"""Whoever has the whole database, but not the key, learns nothing of a wave while it is open, neither from one copy nor
from many: not what somebody answers, not who has answered, not how many. When it has closed nothing is left to open.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.context import Context
from bot.actions.waves import Launch, answer_wave, close_wave, launch_wave, leave_wave
from bot.coaching.library import loader
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.survey.shape import Survey
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Side, Team
from bot.model.waves import REMARK, Wave, WaveAnswers
from bot.records import leases, members, outbox, teams, waves
from bot.records.database import Database, connect, migrate
from bot.worker.planners import Planning
from tests.attacks import thief
from tests.attacks.scene import FAR, SECRET
from tests.fixtures_databases import NOW

LIBRARY = loader.load_library(loader.OURS)
SIDES = (Side.MARKETING, Side.IT)
LETTERS = 'äß€😀"\\\n abc'


@dataclass
class Round:
    """A team of five and five whom a wave asks."""

    db: Database
    dice: random.Random
    people: list[str] = field(default_factory=lambda: [f"U0X{number}" for number in range(10)])
    moment: datetime = NOW

    def context(self) -> Context:
        return Context(self.db, LIBRARY, SECRET, self.moment)

    def hire(self) -> Team:
        about = {"name": "Together", "rule": Rule("UTC", 1, "09:00"), "upcoming": Occasion(FAR, NOW, NOW)}
        team = teams.create(self.db, workspace="T1", channel="C1", by=self.people[0], now=NOW, **about)
        teams.confirm(self.db, team.id, NOW)
        for number, who in enumerate(self.people):
            members.join(self.db, team.id, who, NOW, side=SIDES[number % 2])
        return team

    def launch(self, word: str) -> Wave:
        survey = Survey.of(LIBRARY[word])
        assert survey
        last_on = today_in("UTC", self.moment) + timedelta(days=14)
        return launch_wave(self.context(), self.hire(), survey, Launch(SIDES, 3, last_on), self.people[0])

    def answer(self, wave: Wave, who: str) -> int:
        """Answer some of it at random, and return the level of the first factor."""
        level = self.dice.randint(1, 5)
        rest = {name: self.dice.choice([None, 1, 2, 3, 4, 5]) for name in wave.factors[1 : self.dice.randint(1, 12)]}
        text = "".join(self.dice.choices(LETTERS, k=self.dice.randint(0, REMARK)))
        answer_wave(
            self.context(), wave.id, who, WaveAnswers({wave.factors[0]: level, **rest}, rest_of(rest), {}, text)
        )
        return level

    def pass_(self, time: timedelta) -> None:
        self.moment += time
        Planning(self.db, LIBRARY, SECRET).plan(self.moment)
        while rows := leases.claim(self.db, self.moment, 500):
            outbox.complete_all(self.db, {row.id: (row.channel, f"1.{row.id}") for row in rows}, self.moment)


def rest_of(levels: dict[str, int | None]) -> dict[str, int]:
    return {name: level for name, level in levels.items() if level is not None}


def test_an_answer_leaves_the_same_traces_whoever_answers_whatever(db: Database) -> None:
    """A first answer or another one, one factor or all with many words, or none and out again: all look alike."""
    scene = Round(db, random.Random(1))
    wave = scene.launch("benchmark")
    scene.pass_(timedelta(hours=2))
    seen, before = [], thief.steal(db)
    for _ in range(200):
        level = scene.answer(wave, scene.dice.choice(scene.people))
        after = thief.steal(db)
        seen.append((thief.compare(before, after), level))
        before = after
    (shape,) = {each.shape for each, _ in seen}
    assert {(table, name) for table, name, _ in shape} == {("sealed_answers", "sealed")}
    guess = thief.learn(seen[:100])
    assert sum(guess(change) == level for change, level in seen[100:]) < 45


def test_whether_somebody_has_answered_is_in_no_row_at_any_moment(tmp_path: Path) -> None:
    """Day by day until the close, messages included: two teams of which in one all have answered, in the other half."""
    told = []
    for answering in (10, 6):
        db = connect(f"sqlite:///{tmp_path}/{answering}.db")
        migrate(db)
        scene = Round(db, random.Random(2))
        wave = scene.launch("benchmark")
        scene.pass_(timedelta(hours=2))
        for who in scene.people[:answering]:
            scene.answer(wave, who)
        days = []
        for _ in range(13):
            scene.pass_(timedelta(days=1))
            days.append(describe(db))
        told.append(days)
        db.close()
    assert told[0] == told[1]


def describe(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything that names somebody, without ids."""
    reminders = db.query("SELECT user_id, kind, state, reason, at FROM reminders ORDER BY user_id, at")
    rows = db.query("SELECT channel, op, kind, state, detail, due_at FROM outbox ORDER BY channel, kind, due_at, op")
    asked = db.query("SELECT user_id, side, state FROM respondents ORDER BY user_id")
    boxes = db.query("SELECT length(sealed) AS length FROM sealed_answers")
    return {
        "reminders": [tuple(row.values()) for row in reminders],
        "rows": [tuple(row.values()) for row in rows],
        "asked": [tuple(row.values()) for row in asked],
        "boxes": [tuple(row.values()) for row in boxes],
    }


def test_leaving_tells_nothing_of_what_was_answered(db: Database) -> None:
    """Who has answered and who has not leave the same traces when they leave."""
    scene = Round(db, random.Random(3))
    wave = scene.launch("spend")
    scene.pass_(timedelta(hours=2))
    answer_wave(scene.context(), wave.id, scene.people[0], WaveAnswers(split={"run": 100}))
    shapes = []
    for who in scene.people[:2]:
        before = thief.steal(db)
        leave_wave(scene.context(), wave.id, who)
        changed = thief.compare(before, thief.steal(db)).shape
        shapes.append({(table, name, length) for table, name, length in changed if table != "outbox"})
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_when_it_has_closed_neither_token_nor_answer_is_left(db: Database) -> None:
    """In no table, and in no byte of the file or its log; of the moment only the day."""
    scene = Round(db, random.Random(4))
    wave = scene.launch("benchmark")
    for who in scene.people:
        scene.answer(wave, who)
    (box,) = db.query("SELECT sealed FROM sealed_answers")
    assert box["sealed"].encode()[:100] in thief.steal(db, files=True).bytes
    scene.pass_(timedelta(days=17))
    closed = waves.get(db, wave.id)
    assert closed.publication and not closed.is_open and not db.query("SELECT * FROM sealed_answers")
    assert box["sealed"].encode()[:100] not in thief.steal(db, files=True).bytes
    assert not close_wave(scene.context(), wave.id), "it is never worked out again"
