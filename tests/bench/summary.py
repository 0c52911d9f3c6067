"""What a manager's teams cost when they are pulled together, alone in a database and among 10, 100 and 1,000 times as
many, each with five years behind it; and how long 200 of them take.

Every week each team has a check-in with eight answers, a promise, a project with IT and every tenth week a pilot. CPU
time, turns interleaved, the least of each: python -m tests.bench.summary [TURNS [MOST]]
"""

import sys
import time
from datetime import UTC, datetime, timedelta
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
from tests.bench.report import say

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


def main(turns: int = 5, most: int = TIMES[-1]) -> None:
    with TemporaryDirectory() as folder:
        alone = fill(f"sqlite:///{Path(folder, 'alone')}", LED)
        for times in (each for each in TIMES if each <= most):
            crowded = fill(f"sqlite:///{Path(folder, str(times))}", LED * times)
            _compare(alone, crowded, times, turns)
            crowded.close()
            Path(folder, str(times)).unlink()
        many = fill(f"sqlite:///{Path(folder, 'many')}", MANY, MANY)
        say(f"s for {MANY} teams of five years", min(pull_all(many) for _ in range(turns)), "at most", 1.0)


def _compare(alone: Database, crowded: Database, times: int, turns: int) -> None:
    for name, pull in (("all", pull_all), ("one", pull_one)):
        took = [(pull(alone), pull(crowded)) for _ in range(turns)]
        one, other = (min(each) for each in zip(*took, strict=True))
        print(f"summary {name}: {one * 1e3:.1f} ms alone, {other * 1e3:.1f} ms among {times} times the data")
        say(f"of the cost of {name}, at {times} times the data", other / one, "at most", 1.2)


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


def pull_all(db: Database) -> float:
    """Return the CPU seconds of `/align summary all`."""
    began = time.process_time()
    led = teams.list_for_person(db, "T1", LEAD)
    reader = Reader(LEAD, frozenset(team.id for team in led))
    listed = sort_by_need(summarize_teams(db, LIBRARY, led, make_usual(NOW.date()), NOW, reader))
    assert compose_table_of_teams(listed, list_systemic(listed), 0)["blocks"]
    return time.process_time() - began


def pull_one(db: Database) -> float:
    """Return the CPU seconds of the summary of one team."""
    team, began = teams.get(db, "team1"), time.process_time()
    summarize_team(db, LIBRARY, team, make_usual(NOW.date()), NOW, Reader(LEAD, frozenset([team.id])))
    return time.process_time() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
