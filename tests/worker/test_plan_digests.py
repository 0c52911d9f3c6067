"""Digests that are due: by several clocks at once, once for the same days, and past one person's fault."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from bot.actions.context import Context
from bot.coaching.schedule.cadence import first_occasion
from bot.model.digests import Rhythm
from bot.model.schedule import Rule
from bot.records import digests, teams
from bot.records.database import Database, connect
from bot.worker.plan_digests import plan_due

BEFORE = datetime(2027, 2, 10, 9, tzinfo=UTC)
FIRST = datetime(2027, 3, 1, 9, tzinfo=UTC)


def asks(db: Database, user: str, channel: str) -> None:
    """Somebody who leads a team wants it every month."""
    rule = Rule("UTC", 1, "10:00")
    about = {"name": channel, "rule": rule, "upcoming": first_occasion(rule, BEFORE), "by": user, "now": BEFORE}
    team = teams.create(db, workspace="T1", channel=channel, **about).id
    db.execute(
        "INSERT INTO members (team_id, user_id, side, role, joined_on) VALUES (:team, :user, 'it', 'manager', '')",
        {"team": team, "user": user},
    )
    digests.ask(db, "T1", user, Rhythm.MONTHLY, FIRST, BEFORE)


def planned(db: Database) -> list[tuple[str, str]]:
    return [(row["user_id"], row["ref"]) for row in db.query("SELECT user_id, ref FROM reminders ORDER BY 1, 2")]


def plan(db: Database, now: datetime) -> int:
    return plan_due(Context(db, {}, b"", now))


def test_several_clocks_at_once_and_one_set_back_plan_each_month_once(db: Database, database_url: str) -> None:
    everybody = [f"U{n}" for n in range(6)]
    for user in everybody:
        asks(db, user, f"C{user}")
    together = Barrier(4)

    def clock(_number: int) -> int:
        mine = connect(database_url)
        together.wait(timeout=30)
        try:
            return sum(plan(mine, FIRST + timedelta(seconds=20 * n)) for n in range(2))
        finally:
            mine.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(clock, range(4))) == len(everybody)
    once = [(user, "monthly 2027-02-01") for user in everybody]
    assert planned(db) == once
    db.execute("UPDATE digests SET next_at = :at", {"at": "2027-03-02T09:00:00.000Z"})
    db.execute("UPDATE reminders SET state = 'sent'")
    assert plan(db, FIRST + timedelta(days=1)) == 0
    assert planned(db) == once


def test_one_persons_fault_stops_nobody(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    for user in ("U1", "U2"):
        asks(db, user, f"C{user}")
    db.execute("INSERT INTO away VALUES ('a', 'T1', 'U1', '2027-01-01', '2027-09-soon', NULL, NULL)")
    assert plan(db, FIRST) == 1
    assert [user for user, _ in planned(db)] == ["U2"]
    assert "The digest of U1 in T1 could not be planned" in caplog.text
