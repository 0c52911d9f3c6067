"""What a manager's teams cost when they are pulled together, alone in a database and among 10, 100 and 1,000 times as
many, each with five years behind it; and how long 200 of them take.

Twice: with teams of the same workspace, who have a check-in with eight answers every week, a promise, a project with IT
and every tenth week a pilot; and with those of `align demo`, of other workspaces, who have lived. CPU time, turns
interleaved, the least of each; and the steps that SQLite takes, which no busy machine changes:
python -m tests.bench.summary [TURNS [MOST]]
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.coaching.library import loader
from bot.coaching.summary.attention import list_systemic, sort_by_need
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import make_usual
from bot.messages.front.summary_table import compose_table_of_teams
from bot.records import teams
from bot.records.database import Database, connect, migrate, stamp
from bot.reports.summary import summarize_team
from bot.reports.team_figures import summarize_teams
from bot.simulation.demo import Demo, Patterns, live_patterns
from bot.simulation.demo import fill as fill_demo
from tests.bench.report import say
from tests.bench.statements import Recording

LED, WEEKS, TIMES, MANY = 2, 260, (10, 100, 1000), 200
LIBRARY = loader.load_library(loader.OURS)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LEAD = "ULEAD"

TEAMS = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
    INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country,
        days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at, confirmed_at)
    SELECT 'team' || n, 'T1', 'C' || n, 'Team ' || n, 'Europe/Berlin', 0, '09:00', '1w', '', '[]',
        '2026-11-30', :at, '', 'U0', :at, :at
    FROM numbers"""
LEADS = """
    INSERT INTO members (team_id, user_id, side, role, joined_on)
    SELECT id, CASE WHEN CAST(substr(id, 5) AS INTEGER) <= :led THEN :lead ELSE 'U' || id END, 'marketing', 'manager',
        '2020-01-01' FROM teams"""
WEEK = (
    """
    INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at, closed_at, answered, expected)
    SELECT id || :week, id, :at, :at, :at, :at, 8, 9 FROM teams""",
    "INSERT INTO pulse_tallies (checkin_id, answered, mean) SELECT id || :week, 8, 3.0 FROM teams",
    """
    INSERT INTO commitments
        (id, team_id, cue, action, owner, due_on, obstacle, state, reason, made_by, made_at, state_at, stuck_at)
    SELECT id || :week, id, 'the pilot starts', 'send IT the fields', 'U1', '2026-12-01', '', :state, '', 'U1', :at,
        :at, :stuck FROM teams""",
    """
    INSERT INTO runs
        (id, team_id, playbook, version, subject, subject_key, started_by, started_at, finished_at, visibility,
        headline)
    SELECT id || :week, id, :playbook, '1', :week, :week, 'U1', :at, :at, 'channel', '72 of 100' FROM teams""",
    """
    INSERT INTO answers (run_id, question, value, answered_by, answered_at)
    SELECT id || :week, 'asked', '"contract"', 'U1', :at FROM teams""",
    """
    INSERT INTO followups (id, run_id, team_id, name, day, due_at)
    SELECT id || :week, id || :week, id, 'decision', 90, :due FROM teams WHERE :playbook = 'pilot'""",
)


@dataclass
class Led:
    """A database whose teams of `workspace` are those that `lead` leads."""

    file: Path
    db: Database
    workspace: str
    lead: str
    now: datetime

    def pull_all(self) -> None:
        """`/align summary all`."""
        led = teams.list_for_person(self.db, self.workspace, self.lead)
        reader = Reader(self.lead, frozenset(team.id for team in led))
        listed = sort_by_need(summarize_teams(self.db, LIBRARY, led, make_usual(self.now.date()), self.now, reader))
        assert compose_table_of_teams(listed, list_systemic(listed), 0)["blocks"]

    def pull_one(self) -> None:
        """The summary of one team."""
        team = teams.list_for_person(self.db, self.workspace, self.lead)[0]
        reader = Reader(self.lead, frozenset([team.id]))
        summarize_team(self.db, LIBRARY, team, make_usual(self.now.date()), self.now, reader)


def main(turns: int = 5, most: int = TIMES[-1]) -> None:
    demo = Demo(LED, WEEKS, 1, NOW)
    patterns = live_patterns(LIBRARY, demo)
    with TemporaryDirectory() as folder:
        for kind, make in (("made", make_led), ("lived", partial(live_led, patterns))):
            alone = make(Path(folder, f"{kind}1"), 1)
            for times in (each for each in TIMES if each <= most):
                crowded = make(Path(folder, f"{kind}{times}"), times)
                for name in ("all", "one"):
                    _compare(f"{kind}, {name}", alone, crowded, times, turns)
                crowded.db.close()
                crowded.file.unlink()
        file = Path(folder, "many")
        many = Led(file, fill(f"sqlite:///{file}", MANY, MANY), "T1", LEAD, NOW)
        say(f"s for {MANY} teams of five years", min(_take_time(many.pull_all) for _ in range(turns)), "at most", 1.0)


def _compare(name: str, alone: Led, crowded: Led, times: int, turns: int) -> None:
    pulls = [each.pull_all if name.endswith("all") else each.pull_one for each in (alone, crowded)]
    steps = [count_steps(each, pull) for each, pull in zip((alone, crowded), pulls, strict=True)]
    took = [[_take_time(pull) for pull in pulls] for _ in range(turns)]
    one, other = (min(each) for each in zip(*took, strict=True))
    print(f"summary, {name}: {one * 1e3:.1f} and {steps[0]:,} steps alone, {other * 1e3:.1f} ms and {steps[1]:,} among")
    say(f"time of {name}, at {times} times the data", other / one, "at most", 1.2)
    say(f"steps of {name}, at {times} times the data", steps[1] / steps[0], "at most", 1.2)


def _take_time(pull: Callable[[], None]) -> float:
    began = time.process_time()
    pull()
    return time.process_time() - began


def count_steps(led: Led, pull: Callable[[], None]) -> int:
    """Return how many instructions SQLite's machine takes for all statements of a pull."""
    steps, real, recording = 0, led.db, Recording(led.db)

    def step() -> None:
        nonlocal steps
        steps += 1

    led.db = recording
    pull()
    led.db = real
    with closing(sqlite3.connect(led.file)) as conn:
        conn.set_progress_handler(step, 1)
        for sql, params in recording.asked:
            conn.execute(sql, dict(params or {})).fetchall()
    return steps


def make_led(file: Path, times: int) -> Led:
    """Two teams of LEAD among those of the same workspace."""
    return Led(file, fill(f"sqlite:///{file}", LED * times), "T1", LEAD, NOW)


def live_led(patterns: Patterns, file: Path, times: int) -> Led:
    """Two teams of a demo among those of other workspaces."""
    db = connect(f"sqlite:///{file}")
    migrate(db)
    filled = fill_demo(db, Demo(LED * times, WEEKS, times, NOW), patterns)
    workspace, lead = next(iter(filled.leads.items()))
    return Led(file, db, workspace, lead, NOW)


def fill(url: str, count: int, led: int = LED) -> Database:
    """Make a database of so many teams, of which LEAD leads the first `led`."""
    db = connect(url)
    migrate(db)
    with db.atomic():
        fill_teams(db, count, led)
    return db


def fill_teams(db: Database, count: int, led: int, weeks: int = WEEKS) -> None:
    """Write so many teams with so many weeks behind them."""
    db.execute(TEAMS, {"count": count, "at": stamp(NOW)})
    db.execute(LEADS, {"led": led, "lead": LEAD})
    for week in range(weeks):
        state = ("done", "done", "open", "done", "dropped", "done")[week % 6]
        at = NOW - timedelta(weeks=weeks - week)
        then = {
            "week": f"w{week}",
            "at": stamp(at),
            "due": stamp(at + timedelta(days=90)),
            "state": "stuck" if week == weeks - 3 else state if weeks - week < 20 or state != "open" else "done",
            "stuck": stamp(at) if week == weeks - 3 else None,
            "playbook": "roles" if week % 10 else "pilot",
        }
        for statement in WEEK:
            db.execute(statement, {name: value for name, value in then.items() if f":{name}" in statement})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
