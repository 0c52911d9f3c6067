"""Thinking of people: by several clocks at once, past one person's fault, and only of those with something due."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from bot.coaching.schedule.cadence import first_occasion
from bot.model.commitments import NewCommitment
from bot.model.schedule import Rule
from bot.records import commitments, members, new_commitments, people, reminders, teams
from bot.records.database import Database, connect
from bot.worker.plan_reminders import remind_due

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


def promised(db: Database, user: str, due: date, made: datetime = MONDAY - timedelta(days=5)) -> str:
    """A promise of this person, in the one team."""
    rule = Rule("UTC", 1, "10:00")
    about = {"name": "Growth", "rule": rule, "upcoming": first_occasion(rule, made), "by": "ULEAD", "now": made}
    team = teams.create(db, workspace="T1", channel="C1", **about).id
    members.join(db, team, user, made)
    new = NewCommitment(cue="it is Monday", action="call", owner=user, due_on=due)
    new_commitments.create(db, f"p{user}", new, team_id=team, by=user, now=made)
    return f"p{user}"


def sent_to(db: Database) -> list[str]:
    rows = db.query("SELECT channel FROM outbox WHERE kind = 'reminder' ORDER BY channel")
    return [row["channel"] for row in rows]


def test_several_clocks_at_once_write_to_everybody_once(db: Database, database_url: str) -> None:
    everybody = [f"U{n:02}" for n in range(20)]
    for user in everybody:
        promised(db, user, date(2026, 12, 1))
    together = Barrier(4)

    def clock(_number: int) -> int:
        mine = connect(database_url)
        together.wait(timeout=30)
        try:
            return sum(remind_due(mine, MONDAY + timedelta(seconds=20 * n)) for n in range(3))
        finally:
            mine.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(clock, range(4))) == len(everybody)
    assert sent_to(db) == everybody
    rows = db.query("SELECT state, count(*) AS n FROM reminders GROUP BY state")
    assert rows == [{"state": "planned", "n": len(everybody)}]


def test_one_persons_fault_stops_nobody(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    broken = promised(db, "U1", date(2026, 12, 1))
    promised(db, "U2", date(2026, 12, 1))
    db.execute("UPDATE commitments SET due_on = 'soon' WHERE id = :id", {"id": broken})
    with caplog.at_level(logging.ERROR):
        assert remind_due(db, MONDAY) == 1
        assert remind_due(db, MONDAY + timedelta(minutes=1)) == 0
    assert sent_to(db) == ["U2"]
    assert len(caplog.records) == 1
    db.execute("UPDATE commitments SET due_on = '2026-12-01' WHERE id = :id", {"id": broken})
    assert remind_due(db, MONDAY + timedelta(hours=1)) == 1


def test_only_those_with_something_due_are_thought_of(db: Database) -> None:
    for n in range(30):
        promised(db, f"U{n:02}", date(2027, 3, 1))
    remind_due(db, MONDAY)
    assert people.list_due(db, MONDAY + timedelta(days=6)) == []
    promised(db, "U99", date(2026, 12, 1))
    assert remind_due(db, MONDAY + timedelta(seconds=20)) == 1
    assert sent_to(db) == ["U99"]


def test_everything_that_happens_to_a_promise_is_noticed(db: Database) -> None:
    promise = promised(db, "U1", date(2027, 3, 1))
    remind_due(db, MONDAY)
    assert reminders.notice(db, MONDAY) == 0
    commitments.redate(db, promise, date(2026, 12, 1), "U1", MONDAY)
    assert remind_due(db, MONDAY + timedelta(seconds=20)) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_finding_them_takes_an_index(db: Database) -> None:
    plan = db.query(
        "EXPLAIN QUERY PLAN SELECT workspace, user_id FROM people WHERE consider_at <= 'x' ORDER BY consider_at"
    )
    assert "USING INDEX people_due" in plan[0]["detail"]
    plan = db.query("EXPLAIN QUERY PLAN SELECT id FROM commitment_log WHERE noticed_at IS NULL ORDER BY at LIMIT 500")
    assert "USING INDEX commitment_log_news" in plan[0]["detail"]
