"""Surveys asked one factor a week, and their blocks: open until enough have answered, then a closed wave.

What people answer is in `bot.records.sealed_answers` under the block's id until then, then nowhere.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.model.blocks import Block, WeeklySurvey
from bot.model.teams import Side
from bot.model.waves import Asked, Wave, WaveMode, WaveState
from bot.records.bulk_values import list_values
from bot.records.database import Database, Row, new_id, stamp
from bot.records.waves import WITH_TEAM

_BLOCK = """
    SELECT b.id, b.weekly_id, w.team_id, w.playbook, b.factor, w.sides, w.threshold, b.missing, w.begun_by, b.opened_on
    FROM blocks b JOIN weekly_surveys w ON w.id = b.weekly_id"""


def begin_weekly(
    db: Database, team_id: str, playbook: str, sides: Sequence[Side], threshold: int, *, by: str, on: date, press: str
) -> WeeklySurvey:
    """Have a team's check-ins ask this survey from now on. Call it where the team is locked, and asks none."""
    made = db.execute(
        """
        INSERT INTO weekly_surveys (id, team_id, playbook, sides, threshold, begun_by, begun_on, begin_press)
        VALUES (:id, :team, :playbook, :sides, :threshold, :by, :on, :press) RETURNING *""",
        {
            "id": new_id(),
            "team": team_id,
            "playbook": playbook,
            "sides": json.dumps(sides),
            "threshold": threshold,
            "by": by,
            "on": on.isoformat(),
            "press": press,
        },
    )
    return WeeklySurvey.from_row(made[0])


def end_weekly(db: Database, weekly_id: str, on: date) -> bool:
    """Have a team's check-ins ask it no more. False when it has ended."""
    ended = db.execute(
        "UPDATE weekly_surveys SET ended_on = :on WHERE id = :id AND ended_on IS NULL RETURNING id",
        {"id": weekly_id, "on": on.isoformat()},
    )
    return bool(ended)


def get_weekly(db: Database, team_id: str, weekly_id: str) -> WeeklySurvey | None:
    """Return a survey that a team's check-ins ask, or have asked; None for one of another team."""
    return _survey(
        db.query("SELECT * FROM weekly_surveys WHERE id = :id AND team_id = :team", {"id": weekly_id, "team": team_id})
    )


def find_weekly(db: Database, team_id: str) -> WeeklySurvey | None:
    """Return the survey that a team's check-ins ask."""
    return _survey(
        db.query("SELECT * FROM weekly_surveys WHERE team_id = :team AND ended_on IS NULL", {"team": team_id})
    )


def find_last(db: Database, team_id: str, playbook: str) -> WeeklySurvey | None:
    """Return this survey where a team's check-ins ask it, or else as they did last; None where they never did."""
    rows = db.query(
        """
        SELECT * FROM weekly_surveys WHERE team_id = :team AND playbook = :playbook
        ORDER BY coalesce(ended_on, '9999') DESC, begun_on DESC, id LIMIT 1""",
        {"team": team_id, "playbook": playbook},
    )
    return _survey(rows)


def find_by_press(db: Database, team_id: str, press: str) -> WeeklySurvey | None:
    """Return the one that this very press has begun, also where it has ended since."""
    where = "team_id = :team AND begin_press = :press"
    rows = db.query(f"SELECT * FROM weekly_surveys WHERE {where}", {"team": team_id, "press": press})
    return _survey(rows) if press else None


def list_asking(db: Database, team_ids: Iterable[str]) -> set[str]:
    """Return those of these teams whose check-ins ask a survey."""
    values, params = list_values(db, ((each,) for each in team_ids))
    rows = db.query(_ASKING.format(values=values), params) if values else []
    return {row["team_id"] for row in rows}


_ASKING = """
    SELECT team_id FROM weekly_surveys
    WHERE ended_on IS NULL AND team_id IN (SELECT column1 FROM ({values}) AS wanted)"""


def take_turn(db: Database, team_id: str) -> WeeklySurvey | None:
    """Return the survey that a team's check-ins ask, whose next factor it is from now on; None for none."""
    return _survey(
        db.execute(
            "UPDATE weekly_surveys SET number = number + 1 WHERE team_id = :team AND ended_on IS NULL RETURNING *",
            {"team": team_id},
        )
    )


def open_block(db: Database, weekly: WeeklySurvey, factor: str, on: date) -> Block:
    """Return the block of a factor that takes answers, opened where there is none."""
    about = {"weekly": weekly.id, "factor": factor}
    missing = json.dumps(dict.fromkeys(weekly.sides, weekly.threshold))
    db.execute(
        """
        INSERT INTO blocks (id, weekly_id, factor, missing, opened_on) VALUES (:id, :weekly, :factor, :missing, :on)
        ON CONFLICT DO NOTHING""",
        {"id": new_id(), **about, "missing": missing, "on": on.isoformat()},
    )
    rows = db.query(f"{_BLOCK} WHERE b.weekly_id = :weekly AND b.factor = :factor", about)
    return Block.from_row(rows[0])


def find_open(db: Database, block_id: str) -> Block | None:
    """Return a block that takes answers; None where it has ended, or is gone."""
    rows = db.query(f"{_BLOCK} WHERE b.id = :id", {"id": block_id})
    return Block.from_row(rows[0]) if rows else None


def lock_open(db: Database, block_id: str) -> Block | None:
    """Lock a block, and return it as `find_open` does: until the transaction ends nobody ends or drops it."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE blocks SET factor = factor WHERE id = :id", {"id": block_id})
    return find_open(db, block_id)


def list_open(db: Database, weekly_id: str) -> list[Block]:
    """Return the blocks of a survey that take answers."""
    return [Block.from_row(row) for row in db.query(f"{_BLOCK} WHERE b.weekly_id = :id", {"id": weekly_id})]


def end(
    db: Database, block: Block, on: date, closes_at: datetime, publication: str, headline: str, repeats: str | None
) -> None:
    """Make a closed wave of a block, with what it shows from now on. `closes_at`: when its last check-in closes."""
    db.execute("DELETE FROM blocks WHERE id = :id", {"id": block.id})
    settled = {"team": block.team_id, "playbook": block.playbook, "repeats": repeats, "by": block.begun_by}
    asked = {"factors": json.dumps([block.factor]), "sides": json.dumps(block.sides), "threshold": block.threshold}
    days = {"opened": block.opened_on.isoformat(), "on": on.isoformat(), "closes": stamp(closes_at)}
    db.execute(
        f"""
        INSERT INTO waves (id, team_id, playbook, mode, repeats, asks, factors, sides, threshold, launched_by,
            launched_on, launch_press, last_on, closes_at, state, closed_on, publication, headline)
        VALUES (:id, :team, :playbook, '{WaveMode.WEEKLY}', :repeats, '{Asked.LEVELS}', :factors, :sides, :threshold,
            :by, :opened, '', :on, :closes, '{WaveState.CLOSED}', :on, :publication, :headline)""",
        {"id": block.id, **settled, **asked, **days, "publication": publication, "headline": headline},
    )


def find_ended(db: Database, block_id: str, closes_at: datetime) -> Wave | None:
    """Return what a block came to at the check-in that closed then; None where it ended at another one, or not yet."""
    rows = db.query(
        f"{WITH_TEAM} WHERE w.id = :id AND w.mode = '{WaveMode.WEEKLY}' AND w.closes_at = :closes",
        {"id": block_id, "closes": stamp(closes_at)},
    )
    return Wave.from_row(rows[0]) if rows else None


def show_missing(db: Database, block: Block, missing: Mapping[Side, int]) -> None:
    """Have it said from now on how many answers a block needs."""
    db.execute(
        "UPDATE blocks SET missing = :missing WHERE id = :id", {"id": block.id, "missing": json.dumps(dict(missing))}
    )


def drop_open(db: Database, weekly_id: str) -> list[str]:
    """Forget the blocks of a survey that take answers, and that check-ins ask what they are about. Return their ids."""
    db.execute(
        """
        UPDATE checkins SET block_id = NULL
        WHERE team_id = (SELECT team_id FROM weekly_surveys WHERE id = :id)
            AND block_id IN (SELECT id FROM blocks WHERE weekly_id = :id)""",
        {"id": weekly_id},
    )
    gone = db.execute("DELETE FROM blocks WHERE weekly_id = :id RETURNING id", {"id": weekly_id})
    return [row["id"] for row in gone]


def ask(db: Database, checkin_id: str, block: Block) -> None:
    """Have a check-in ask what a block is about."""
    db.execute("UPDATE checkins SET block_id = :block WHERE id = :id", {"id": checkin_id, "block": block.id})


def _survey(rows: Sequence[Row]) -> WeeklySurvey | None:
    return WeeklySurvey.from_row(rows[0]) if rows else None
