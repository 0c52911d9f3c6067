"""The SELECT that every module here reads runs with: the row, and where its team is."""

from collections.abc import Mapping

from bot.model.runs import Run
from bot.records.database import Database

WITH_TEAM = "SELECT r.*, t.workspace, t.channel FROM runs r JOIN teams t ON t.id = r.team_id"


def select_runs(db: Database, clauses: str, params: Mapping[str, object]) -> list[Run]:
    """Return the runs `r` that these clauses (WHERE, ORDER BY, LIMIT) leave."""
    return [Run.from_row(row) for row in db.query(f"{WITH_TEAM} {clauses}", params)]


def select_run(db: Database, clauses: str, params: Mapping[str, object]) -> Run | None:
    """Return the first of them, None without any."""
    found = select_runs(db, f"{clauses} LIMIT 1", params)
    return found[0] if found else None
