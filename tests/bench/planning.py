"""The cost of a due team: found, beside an APScheduler job a team in its memory store; found, moved on and its check-in
and message written, beside one transaction with the same writes by hand.

10,000 teams, 1,000 of them due; CPU time of the whole process, turns interleaved, medians. The job does nothing: its
cost is the scheduler's own. By hand: the statements of the sqlite3 module, row by row, with nothing asked or decided:
python -m tests.bench.planning [TURNS]
"""

import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from apscheduler.schedulers.background import BackgroundScheduler

from bot.records import team_schedule
from bot.records.database import connect, new_id, stamp
from bot.worker.planners import Planning
from tests.bench.crowd import crowd
from tests.bench.report import say
from tests.bench.throughput import DUE

TEAMS, DUE_NOW = 10_000, 1_000


def main(turns: int = 5) -> None:
    took: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder:
        for turn in range(turns + 1):
            url = f"sqlite:///{Path(folder, str(turn))}"
            crowd(url, [DUE_NOW, TEAMS - DUE_NOW], DUE).close()
            hand = str(Path(folder, f"hand{turn}"))
            crowd(f"sqlite:///{hand}", [DUE_NOW], DUE).close()
            each = {"job": _jobs(), **_planning(url), "hand": _by_hand(hand)}
            for what, seconds in each.items():
                took.setdefault(what, []).extend([seconds * 1e6 / DUE_NOW] * (turn > 0))
    middle = {what: median(each) for what, each in took.items()}
    print(f"CPU a due team: APScheduler {middle['job']:.1f} µs, ours {middle['find']:.1f} µs to find, ", end="")
    print(f"{middle['plan']:.1f} µs to find it, move it on and write its check-in and message, ", end="")
    print(f"{middle['hand']:.1f} µs to write the same by hand")
    say("below APScheduler: finding what is due", middle["job"] / middle["find"], "at least", 10)
    say("of the same writes by hand", middle["plan"] / middle["hand"], "at most", 1.5)


def _used(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _jobs() -> float:
    """A job a team: seconds of CPU until every due one has run."""
    clock = BackgroundScheduler(timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None})
    ran, lock, left = threading.Event(), threading.Lock(), [DUE_NOW]

    def job() -> None:
        with lock:
            left[0] -= 1
            if not left[0]:
                ran.set()

    now = datetime.now(UTC)
    clock.start(paused=True)
    for number in range(TEAMS):
        due = now if number < DUE_NOW else now + timedelta(days=1 + number % 6)
        clock.add_job(job, "interval", weeks=1, id=str(number), next_run_time=due)

    def work() -> None:
        clock.resume()
        ran.wait()

    used = _used(work)
    clock.shutdown()
    return used


def _planning(url: str) -> dict[str, float]:
    db = connect(url)
    later = "2026-11-30T09:00:00.000Z"
    db.execute("UPDATE teams SET next_checkin_at = :later WHERE workspace <> 'T00000'", {"later": later})
    planning = Planning(db, {}, b"bench")
    used = {"find": _used(lambda: team_schedule.list_due(db, DUE, DUE_NOW)), "plan": _used(lambda: planning.plan(DUE))}
    db.close()
    return used


def _by_hand(path: str) -> float:
    """Seconds of CPU for the writes that planning makes, in one transaction."""
    conn = sqlite3.connect(path, isolation_level=None)
    due = [row[0] for row in conn.execute("SELECT id FROM teams ORDER BY next_checkin_at").fetchall()]
    now, later = stamp(DUE), stamp(DUE + timedelta(weeks=1))

    def write() -> None:
        conn.execute("BEGIN IMMEDIATE")
        for number, team in enumerate(due):
            new = new_id()
            conn.execute(
                "UPDATE teams SET next_checkin_on = ?, next_checkin_at = ?, next_checkin_why = '' WHERE id = ?",
                (later[:10], later, team),
            )
            conn.execute(
                "INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at) VALUES (?, ?, ?, ?, ?)",
                (new, team, now, now, later),
            )
            conn.execute(
                """
                INSERT INTO outbox
                    (id, workspace, team_id, channel, op, kind, ref, state, due_at, put_at, created_at, place)
                VALUES (?, 'T', ?, 'C', 'post', 'checkin', ?, 'waiting', ?, ?, ?, ?)""",
                (new_id(), team, new, now, now, now, number),
            )
        conn.execute("COMMIT")

    used = _used(write)
    conn.close()
    return used


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
