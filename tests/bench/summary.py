"""The figures of /align summary for one team, alone in its database and among a thousand like it.

Each team has a year behind it: every week a check-in with eight answers, a promise and a playbook. CPU time, turns
interleaved, medians: python -m tests.bench.summary [TURNS]
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.coaching.library import loader
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import make_usual
from bot.records import teams
from bot.records.database import Database, connect, migrate, stamp
from bot.reports.summary import summarize_team
from tests.bench.report import say

TIMES, WEEKS, CALLS = 1000, 52, 200
LIBRARY = loader.load_library(loader.OURS)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

TEAMS = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
    INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country,
        days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at, confirmed_at)
    SELECT 'team' || n, 'T1', 'C' || n, 'Team ' || n, 'Europe/Berlin', 0, '09:00', '1w', '', '[]',
        '2026-11-30', :at, '', 'U0', :at, :at
    FROM numbers"""
WEEK = (
    "INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at, closed_at) "
    "SELECT id || :week, id, :at, :at, :at, :at FROM teams",
    "INSERT INTO pulse_tallies (checkin_id, answered, mean) SELECT id || :week, 8, 3.0 FROM teams",
    """
    INSERT INTO commitments
        (id, team_id, cue, action, owner, due_on, obstacle, state, reason, made_by, made_at, state_at)
    SELECT id || :week, id, 'the pilot starts', 'send IT the fields', 'U1', '2026-12-01', '', :state, '', 'U1', :at, :at
    FROM teams""",
    """
    INSERT INTO runs (id, team_id, playbook, version, started_by, started_at, finished_at, visibility, headline)
    SELECT id || :week, id, 'pilot', '1', 'U1', :at, :at, 'channel', '72 of 100' FROM teams""",
)


def main(turns: int = 7) -> None:
    with TemporaryDirectory() as folder:
        alone, crowded = (_filled(f"sqlite:///{Path(folder, str(count))}", count) for count in (1, TIMES))
        took: list[tuple[float, float]] = []
        for _ in range(turns + 1):
            took.append((_microseconds(alone), _microseconds(crowded)))
        one, other = (median(each) for each in zip(*took[1:], strict=True))
        print(f"the figures of one team: {one:.0f} µs alone, {other:.0f} µs among {TIMES}")
        say(f"of the cost, at {TIMES} times the data", median(b / a for a, b in took[1:]), "at most", 1.2)


def _filled(url: str, count: int) -> Database:
    db = connect(url)
    migrate(db)
    with db.atomic():
        db.execute(TEAMS, {"count": count, "at": stamp(NOW)})
        for week in range(WEEKS):
            state = ("done", "done", "stuck", "open", "on_track", "dropped")[week % 6]
            then = {"week": f"w{week}", "at": stamp(NOW - timedelta(weeks=WEEKS - week)), "state": state}
            for statement in WEEK:
                db.execute(statement, {name: value for name, value in then.items() if f":{name}" in statement})
    return db


def _microseconds(db: Database) -> float:
    """CPU time of one call, the team in the middle of the crowd."""
    middle = db.query("SELECT (count(*) + 1) / 2 AS n FROM teams")[0]["n"]
    team = teams.get(db, f"team{middle}")
    began = time.process_time()
    for _ in range(CALLS):
        summarize_team(db, LIBRARY, team, make_usual(NOW.date()), NOW, Reader("U0", frozenset([team.id])))
    return (time.process_time() - began) / CALLS * 1e6


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
