"""Since when, and why, Slack takes nothing in a workspace: a token that it refuses, a network that is down."""

from datetime import datetime

from bot.model.installations import Outage
from bot.records.database import Database, parse_stamp, stamp


def note(db: Database, workspace: str, why: str, now: datetime) -> None:
    """Record that nothing goes out there, `why` by Slack's code ("": no answer); the first time stays."""
    db.execute(
        """
        UPDATE installations SET shut_since = :now, shut_why = :why
        WHERE workspace = :workspace AND shut_since IS NULL""",
        {"workspace": workspace, "why": why, "now": stamp(now)},
    )


def list_workspaces(db: Database) -> set[str]:
    """Return the workspaces in which nothing goes out."""
    return {row["workspace"] for row in db.query("SELECT workspace FROM installations WHERE shut_since IS NOT NULL")}


def end(db: Database, workspace: str) -> Outage | None:
    """Record that something has gone out. Return what was in the way; None when that is nothing, or ended already."""
    place = {"workspace": workspace}
    rows = db.query("SELECT shut_since, shut_why FROM installations WHERE workspace = :workspace", place)
    if not rows or rows[0]["shut_since"] is None:
        return None
    # By its beginning: of several who see the end one ends it.
    ended = db.execute(
        """
        UPDATE installations SET shut_since = NULL, shut_why = NULL
        WHERE workspace = :workspace AND shut_since = :since RETURNING workspace""",
        place | {"since": rows[0]["shut_since"]},
    )
    return Outage(parse_stamp(rows[0]["shut_since"]), rows[0]["shut_why"]) if ended else None


def list_waiting_teams(db: Database, workspace: str, since: datetime) -> list[str]:
    """Return the ids of teams for whose channel something waits, or waited since then, after Slack took it not."""
    rows = db.query(
        """
        SELECT DISTINCT team_id FROM outbox
        WHERE workspace = :workspace AND team_id IS NOT NULL AND op = 'post' AND attempts > 0
            AND (state IN ('waiting', 'sending') OR sent_at >= :since)
        ORDER BY team_id""",
        {"workspace": workspace, "since": stamp(since)},
    )
    return [row["team_id"] for row in rows]
