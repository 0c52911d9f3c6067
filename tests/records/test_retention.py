"""Nothing goes that is younger than what is kept, or in force; all that is older goes, and nobody else's."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.records.database import Database, stamp
from bot.records.retention import delete_old, subtract_years
from tests.fixtures_databases import NOW

STATES = ("open", "on_track", "done", "dropped")
TEAM = """
    INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country, days_off,
        next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at)
    VALUES (:id, :workspace, :id, 'Team', 'UTC', 1, '10:00', 'weekly', '', '', '2026-12-01', :at, '', 'U1', :at)"""
PROMISE = """
    INSERT INTO commitments (id, team_id, cue, action, owner, due_on, obstacle, state, reason, made_by, made_at,
        state_at)
    VALUES (:id, :team, '', :id, 'U1', '2026-12-01', '', :state, '', 'U1', :at, :at)"""
RUN = """
    INSERT INTO runs (id, team_id, playbook, version, started_by, started_at, finished_at, visibility, replaces)
    VALUES (:id, :team, :playbook, '1', 'U1', :at, :at, :visibility, :replaces)"""
CHECKIN = """
    INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at, closed_at)
    VALUES (:id, :team, :at, :at, :at, :at)"""
AUDIT = """
    INSERT INTO audit (id, workspace, team_id, actor, event, detail, at, press)
    VALUES (:id, :workspace, :team, 'U1', 'team saved', '{}', :at, '')"""


def add(db: Database, sql: str, at: datetime, **values: Any) -> None:
    db.execute(sql, {"at": stamp(at), **values})


def list_ids(db: Database) -> set[str]:
    tables = ("commitments", "runs", "checkins", "audit")
    return {row["id"] for table in tables for row in db.query(f"SELECT id FROM {table}")}


@pytest.mark.parametrize("seed", range(5))
def test_only_what_is_old_and_over(db: Database, seed: int) -> None:
    draw, kept = random.Random(seed), {"T1": 2, "T2": 3}
    for workspace, years in kept.items():
        installed = {"workspace": workspace, "years": years, "at": stamp(NOW)}
        db.execute(
            "INSERT INTO installations (workspace, bot_user, installed_at, kept_years) VALUES (:workspace, 'B', :at, "
            ":years)",
            installed,
        )
    stay: set[str] = set()

    def age() -> timedelta:
        return timedelta(days=draw.choice((1, 300, 728, 729, 732, 800, 1090, 1100, 2000)), minutes=draw.randrange(600))

    for number in range(4):
        team, workspace = f"team{number}", draw.choice(("T1", "T2"))
        add(db, TEAM, NOW, id=team, workspace=workspace)
        before = subtract_years(NOW, kept[workspace])
        for each in range(8):
            at, state, name = NOW - age(), draw.choice(STATES), f"{team}p{each}"
            add(db, PROMISE, at, id=name, team=team, state=state)
            stay |= {name} if at >= before or state in ("open", "on_track") else set()
            add(db, AUDIT, at, id=f"{team}a{each}", team=team, workspace=workspace)
            stay |= {f"{team}a{each}"} if at >= before else set()
        moments = sorted({NOW - age() for _ in range(5)})
        for place, at in enumerate(moments):
            add(db, CHECKIN, at, id=f"{team}k{place}", team=team)
            stay |= {f"{team}k{place}"} if at >= before or at == moments[-1] else set()
        # Versions of one document, and changes of one result: the last one says how old they are.
        for place, at in enumerate(moments):
            name, earlier = f"{team}d{place}", f"{team}d{place - 1}" if place else None
            add(db, RUN, at, id=name, team=team, playbook="terms", visibility="channel", replaces=earlier)
            stay |= {name} if at == moments[-1] or moments[place + 1] >= before else set()
            first, last = f"{team}r0", at == moments[-1]
            shown = {"visibility": "channel" if last else "replaced", "replaces": first if place else None}
            add(db, RUN, at, id=f"{team}r{place}", team=team, playbook="pilot", **shown)
            stay |= {f"{team}r{place}"} if moments[-1] >= before else set()
    everything = list_ids(db)
    gone = delete_old(db, {"terms"}, NOW)
    assert list_ids(db) == stay
    assert (gone > 0) == (stay != everything)
    assert delete_old(db, {"terms"}, NOW) == 0
