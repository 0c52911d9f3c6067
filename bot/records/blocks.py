"""Surveys asked one factor a week, and their blocks: open until enough have answered, then shown for good.

What people answer is in `bot.records.sealed_answers` under the block's id until then, then nowhere.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from bot.model.blocks import Block, WeeklySurvey
from bot.model.teams import Side
from bot.records.database import Database, Row, new_id


def begin_weekly(db: Database, weekly: WeeklySurvey) -> bool:
    """Have a team's check-ins ask this survey from now on. False where they ask one already."""
    begun = db.execute(
        """
        INSERT INTO weekly_surveys (team_id, playbook, sides, threshold, turn, begun_by, begun_on)
        VALUES (:team, :playbook, :sides, :threshold, :turn, :by, :on) ON CONFLICT DO NOTHING RETURNING team_id""",
        {
            **_of(weekly.team_id, weekly.playbook),
            "sides": json.dumps(weekly.sides),
            "threshold": weekly.threshold,
            "turn": weekly.turn,
            "by": weekly.begun_by,
            "on": weekly.begun_on.isoformat(),
        },
    )
    return bool(begun)


def end_weekly(db: Database, team_id: str) -> bool:
    """Have a team's check-ins ask no survey any more. False where they ask none."""
    return bool(db.execute("DELETE FROM weekly_surveys WHERE team_id = :team RETURNING team_id", {"team": team_id}))


def find_weekly(db: Database, team_id: str) -> WeeklySurvey | None:
    """Return the survey that a team's check-ins ask."""
    rows = db.query("SELECT * FROM weekly_surveys WHERE team_id = :team", {"team": team_id})
    return WeeklySurvey.from_row(rows[0]) if rows else None


def take_turn(db: Database, team_id: str) -> WeeklySurvey | None:
    """Return the survey that a team's check-ins ask, whose next factor it is from now on; None for none."""
    rows = db.execute("UPDATE weekly_surveys SET turn = turn + 1 WHERE team_id = :team RETURNING *", {"team": team_id})
    return WeeklySurvey.from_row(rows[0]) if rows else None


def open_block(db: Database, weekly: WeeklySurvey, factor: str, title: str) -> Block:
    """Return the block of a factor that takes answers, opened where there is none."""
    missing = json.dumps(dict.fromkeys(weekly.sides, weekly.threshold))
    about = {**_of(weekly.team_id, weekly.playbook), "factor": factor}
    asked = {"title": title, "sides": json.dumps(weekly.sides), "threshold": weekly.threshold, "missing": missing}
    db.execute(
        """
        INSERT INTO blocks (id, team_id, playbook, factor, title, sides, threshold, missing)
        VALUES (:id, :team, :playbook, :factor, :title, :sides, :threshold, :missing) ON CONFLICT DO NOTHING""",
        {"id": new_id(), **about, **asked},
    )
    rows = db.query(
        """
        SELECT * FROM blocks
        WHERE team_id = :team AND playbook = :playbook AND factor = :factor AND ended_on IS NULL""",
        about,
    )
    return Block.from_row(rows[0])


def find_open(db: Database, block_id: str) -> Block | None:
    """Return a block that takes answers; None where it has ended, or is gone."""
    return _first(db.query("SELECT * FROM blocks WHERE id = :id AND ended_on IS NULL", {"id": block_id}))


def lock_open(db: Database, block_id: str) -> Block | None:
    """Lock a block, and return it as `find_open` does: until the transaction ends nobody ends or drops it."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    return _first(
        db.execute(
            "UPDATE blocks SET factor = factor WHERE id = :id AND ended_on IS NULL RETURNING *", {"id": block_id}
        )
    )


def find_ended_at(db: Database, checkin_id: str) -> Block | None:
    """Return the block that has ended with a check-in."""
    return _first(db.query("SELECT * FROM blocks WHERE ended_at_checkin = :checkin", {"checkin": checkin_id}))


def end(db: Database, block: Block, on: date, figures: str, checkin_id: str) -> None:
    """End a block with what it shows from now on."""
    db.execute(
        """
        UPDATE blocks SET ended_on = :on, figures = :figures, ended_at_checkin = :checkin, missing = '{}'
        WHERE id = :id""",
        {"id": block.id, "on": on.isoformat(), "figures": figures, "checkin": checkin_id},
    )


def show_missing(db: Database, block: Block, missing: Mapping[Side, int]) -> None:
    """Have it said from now on how many answers a block needs."""
    db.execute(
        "UPDATE blocks SET missing = :missing WHERE id = :id", {"id": block.id, "missing": json.dumps(dict(missing))}
    )


def list_of_team(db: Database, team_id: str, playbook: str) -> list[Block]:
    """Return every block of a team's survey, the last that has ended first, and those that take answers after them."""
    rows = db.query(
        """
        SELECT * FROM blocks WHERE team_id = :team AND playbook = :playbook
        ORDER BY CASE WHEN ended_on IS NULL THEN 1 ELSE 0 END, ended_on DESC, id""",
        _of(team_id, playbook),
    )
    return [Block.from_row(row) for row in rows]


def drop_open(db: Database, team_id: str) -> list[str]:
    """Forget a team's blocks that take answers. Return their ids."""
    gone = db.execute("DELETE FROM blocks WHERE team_id = :team AND ended_on IS NULL RETURNING id", {"team": team_id})
    return [row["id"] for row in gone]


def ask(db: Database, checkin_id: str, block: Block) -> None:
    """Have a check-in ask what a block is about."""
    db.execute("UPDATE checkins SET block_id = :block WHERE id = :id", {"id": checkin_id, "block": block.id})


def _of(team_id: str, playbook: str) -> dict[str, object]:
    return {"team": team_id, "playbook": playbook}


def _first(rows: Sequence[Row]) -> Block | None:
    return Block.from_row(rows[0]) if rows else None
