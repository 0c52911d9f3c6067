"""What grows with the number of teams: a tick of the clock, a claim, one person's Home and one team's summary, among
1,000 teams and among 10, 100 and 1,000 times as many: a million teams in 100,000 workspaces.

Everywhere a hundred teams are due. CPU time, turns interleaved, the least of each; and the steps that SQLite takes,
which no busy machine changes. The largest database takes 2 GB of disk: python -m tests.bench.growth [MOST [TURNS]]
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import make_usual
from bot.records import leases, teams
from bot.records.database import Database, connect, migrate, stamp
from bot.reports.summary import summarize_team
from bot.worker.planners import Planning
from tests.bench.crowd import TEAMS_EACH
from tests.bench.home import draw
from tests.bench.report import say
from tests.bench.statements import Recording
from tests.bench.summary import LIBRARY, NOW

BASE, TIMES, DUE_NOW = 1_000, (10, 100, 1_000), 100
MEMBERS = 3
TARGET = 1.2
PERSON = "U101"  # who leads the tenth team
NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count - 1)"
TEAMS = f"""
    {NUMBERS}
    INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country,
        days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at, confirmed_at)
    SELECT 'team' || n, 'T' || n / {TEAMS_EACH}, 'C' || n, 'Team ' || n, 'Europe/Berlin', 0, '09:00', '1w', '', '[]',
        :day, CASE WHEN n % (:count / {DUE_NOW}) = 0 THEN :now ELSE :later END, '', 'U0', :ago, :ago
    FROM numbers"""
ROWS = (
    """
    INSERT INTO members (team_id, user_id, side, role, joined_on)
    SELECT id, 'U' || substr(id, 5) || m, CASE m WHEN 1 THEN 'marketing' ELSE 'it' END,
        CASE m WHEN 1 THEN 'manager' ELSE 'member' END, :day
    FROM teams CROSS JOIN (SELECT 0 AS m UNION ALL SELECT 1 UNION ALL SELECT 2)""",
    """
    INSERT INTO people (workspace, user_id, name, zone, consider_at)
    SELECT t.workspace, m.user_id, 'Somebody', 'Europe/Berlin', :later
    FROM members m JOIN teams t ON t.id = m.team_id""",
    """
    INSERT INTO commitments
        (id, team_id, cue, action, owner, due_on, obstacle, state, reason, made_by, made_at, state_at)
    SELECT id, id, 'the pilot starts', 'send IT the fields', 'U' || substr(id, 5) || '1', :later_day, '', 'open', '',
        'U1', :ago, :ago FROM teams""",
    """
    INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at, closed_at, answered, expected)
    SELECT id, id, :ago, :ago, :ago, :ago, 3, 3 FROM teams""",
    "INSERT INTO pulse_tallies (checkin_id, answered, mean) SELECT id, 3, 3.0 FROM teams",
    """
    INSERT INTO outbox (id, workspace, team_id, channel, op, kind, ref, state, due_at, put_at, created_at)
    SELECT 'later' || id, workspace, id, channel, 'post', 'checkin', id, 'waiting', :later, :ago, :ago FROM teams""",
    """
    INSERT INTO outbox (id, workspace, team_id, channel, op, kind, ref, state, due_at, put_at, created_at)
    SELECT 'now' || id, workspace, id, channel, 'post', 'checkin', id, 'waiting', :ago, :ago, :ago FROM teams
    WHERE next_checkin_at = :now""",
)


@dataclass
class Grown:
    """A database of so many teams, in a file of its own."""

    file: Path
    db: Database

    def draw_home(self) -> None:
        draw(self.db, PERSON, f"T{int(PERSON[1:-1]) // TEAMS_EACH}")

    def summarize(self) -> None:
        team, now = teams.get(self.db, f"team{PERSON[1:-1]}"), NOW
        summarize_team(self.db, LIBRARY, team, make_usual(now.date()), now, Reader(PERSON, frozenset([team.id])))

    def tick_idly(self) -> None:
        """Plan where nothing is due."""
        Planning(self.db, LIBRARY, b"bench").plan(NOW - timedelta(minutes=1))

    def tick(self) -> None:
        """Plan a hundred teams."""
        assert Planning(self.db, LIBRARY, b"bench").plan(NOW) >= DUE_NOW

    def claim(self) -> None:
        """Lease what delivery sends next."""
        assert len(leases.claim(self.db, NOW)) == leases.AT_ONCE


WORK: dict[str, Callable[[Grown], None]] = {
    "a tick with nothing due": Grown.tick_idly,
    "one person's Home": Grown.draw_home,
    "one team's summary": Grown.summarize,
    "a claim of fifty messages": Grown.claim,
    f"a tick with {DUE_NOW} teams due": Grown.tick,
}


def main(most: int = TIMES[-1], turns: int = 5) -> None:
    with TemporaryDirectory() as folder:
        for times in (each for each in TIMES if each <= most):
            few, many = (grow(Path(folder, f"{times}of{count}"), count) for count in (BASE, BASE * times))
            print(f"\n{BASE * times:,} teams beside {BASE:,}; {many.file.stat().st_size / 1e6:,.0f} MB")
            for name, work in WORK.items():
                _compare(name, work, few, many, turns)
            for each in (few, many):
                each.db.close()
                each.file.unlink()


def _compare(name: str, work: Callable[[Grown], None], few: Grown, many: Grown, turns: int) -> None:
    took = [[_take_time(each, work) for each in (few, many)] for _ in range(turns)]
    one, other = (min(each) for each in zip(*took, strict=True))
    steps = [count_steps(each, work) for each in (few, many)]
    print(f"{name}: {one * 1e3:.1f} ms and {steps[0]:,} steps, {other * 1e3:.1f} ms and {steps[1]:,}")
    say(f"steps of {name}", steps[1] / steps[0], "at most", TARGET)


def _take_time(grown: Grown, work: Callable[[Grown], None]) -> float:
    """Return seconds of CPU; what was written is taken back, so that each turn finds the same."""
    began = 0.0
    try:
        with grown.db.atomic():
            began = time.process_time()
            work(grown)
            used = time.process_time() - began
            raise _Undone
    except _Undone:
        return used


class _Undone(Exception):
    """Ends a transaction without a trace."""


def count_steps(grown: Grown, work: Callable[[Grown], None]) -> int:
    """Return how many instructions SQLite's machine takes for all statements of the work."""
    steps, real, recording = 0, grown.db, Recording(grown.db)

    def step() -> None:
        nonlocal steps
        steps += 1

    grown.db = recording
    _take_time(grown, work)
    grown.db = real
    with closing(sqlite3.connect(grown.file, isolation_level=None)) as conn:
        conn.execute("BEGIN")
        conn.set_progress_handler(step, 1)
        for sql, params in recording.asked:
            conn.execute(sql, dict(params or {})).fetchall()
        conn.set_progress_handler(None, 0)
        conn.execute("ROLLBACK")
    return steps


def grow(file: Path, count: int) -> Grown:
    db = connect(f"sqlite:///{file}")
    migrate(db)
    given = {
        "count": count,
        "now": stamp(NOW),
        "day": NOW.date().isoformat(),
        "later": stamp(NOW + timedelta(days=5)),
        "later_day": (NOW + timedelta(days=20)).date().isoformat(),
        "ago": stamp(NOW - timedelta(days=7)),
    }
    with db.atomic():
        for statement in (TEAMS, *ROWS):
            db.execute(statement, {name: value for name, value in given.items() if f":{name}" in statement})
    return Grown(file, db)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
