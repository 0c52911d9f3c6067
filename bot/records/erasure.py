"""Deletion of rows with all that hangs on them, and of all rows of a team or a workspace, in portions."""

from collections.abc import Iterable, Sequence

from bot.model.outbox import Operation, OutboxState
from bot.model.teams import PauseReason
from bot.records import posts
from bot.records.bulk_values import list_values
from bot.records.data_map import RULES
from bot.records.data_rules import OF_WORKSPACE
from bot.records.database import Database

PORTION = 200  # rows that somebody may be told of by an id of their own; what hangs on them goes with them
# In the order in which they go: what others refer to comes last.
OF_TEAMS = (
    "outbox",
    "reminders",
    "commitments",
    "contracts",
    "followups",
    "runs",
    "waves",
    "checkins",
    "weekly_surveys",
    "invitations",
    "audit",
)
OF_WORKSPACES = (
    "admins",
    "people",
    "away",
    "statuses",
    "snoozes",
    "digests",
    "posts",
    "outbox",
    "forget_requests",
    "audit",
)
# A column that has a meaning only beside another one that is emptied.
BESIDE = {"run_id": "advice"}
_IN = "{column} IN (SELECT column1 FROM ({values}) AS gone)"


def delete(db: Database, table: str, ids: Sequence[str]) -> int:
    """Delete these rows of a table with an `id`, and all that hangs on them. Return how many of the table.

    Call it in a transaction.
    """
    if not ids:
        return 0
    for child, rule in RULES.items():
        for column, parent in rule.hangs.items():
            if parent == table:
                _delete_hanging(db, child, column, ids)
        for column, parent in rule.loose.items():
            if parent == table:
                _loosen(db, child, column, ids)
    _delete_about(db, ids)
    where, params = _find(db, ids, "id")
    return len(db.execute(f"DELETE FROM {table} WHERE {where} RETURNING id", params))


def _delete_hanging(db: Database, child: str, column: str, ids: Sequence[str]) -> None:
    where, params = _find(db, ids, column)
    if "id" in RULES[child].key.split():
        own = [row["id"] for row in db.query(f"SELECT id FROM {child} WHERE {where}", params)]
        delete(db, child, own)
    else:
        db.execute(f"DELETE FROM {child} WHERE {where}", params)


def _loosen(db: Database, child: str, column: str, ids: Sequence[str]) -> None:
    where, params = _find(db, ids, column)
    beside = f", {BESIDE[column]} = NULL" if column in BESIDE else ""
    db.execute(f"UPDATE {child} SET {column} = NULL{beside} WHERE {where}", params)


def _delete_about(db: Database, ids: Sequence[str]) -> None:
    """Delete what is kept by the id of something that goes, and say no more about it."""
    where, params = _find(db, ids, "ref")
    db.execute(f"DELETE FROM sealed_answers WHERE {where}", params)
    db.execute(f"DELETE FROM snoozes WHERE {where}", params)
    db.execute(f"DELETE FROM posts WHERE kind IN ({posts.KINDS}) AND {where}", params)
    db.execute(
        f"UPDATE outbox SET state = '{OutboxState.VOID}' "
        f"WHERE state = '{OutboxState.WAITING}' AND op <> '{Operation.DELETE}' AND {where}",
        params,
    )


def _find(db: Database, ids: Iterable[str], column: str) -> tuple[str, dict[str, object]]:
    values, params = list_values(db, ((each,) for each in ids))
    return _IN.format(column=column, values=values), params


def close_team(db: Database, team_id: str, reason: PauseReason) -> None:
    """Take a team out of its channel: nobody is in it any more, nothing is said, and its rows wait to be deleted.

    Call it in a transaction that has locked the team.
    """
    # The channel is free for another team from here on.
    db.execute(
        """
        UPDATE teams SET channel = 'deleted/' || id, paused_until = NULL, pause_reason = :reason,
            paused_at = coalesce(paused_at, created_at)
        WHERE id = :team""",
        {"team": team_id, "reason": reason},
    )
    for table in ("members", "leavers", "canvas_refusals"):
        db.execute(f"DELETE FROM {table} WHERE team_id = :team", {"team": team_id})
    db.execute(
        f"UPDATE outbox SET state = '{OutboxState.VOID}' WHERE team_id = :team AND state = '{OutboxState.WAITING}'",
        {"team": team_id},
    )


def list_closed(db: Database) -> list[str]:
    """Return the teams whose rows wait to be deleted."""
    rows = db.query("SELECT id FROM teams WHERE pause_reason = :reason ORDER BY id", {"reason": PauseReason.DELETED})
    return [row["id"] for row in rows]


def delete_portion(db: Database, team_id: str) -> bool:
    """Delete some rows of a closed team, or at last the team. Return False when there is no such team any more."""
    with db.atomic():
        for table in OF_TEAMS:
            if _delete_some(db, table, "team_id = :team", {"team": team_id}):
                return True
        return bool(delete(db, "teams", [team_id]))


def _delete_some(db: Database, table: str, where: str, params: dict[str, object]) -> int:
    # Rows of one table may hang on each other: a portion takes along what hangs on its own.
    found = db.query(f"SELECT id FROM {table} WHERE {where} ORDER BY id LIMIT {PORTION}", params)
    return delete(db, table, [row["id"] for row in found])


def delete_workspace_portion(db: Database, workspace: str) -> bool:
    """Delete some rows of a workspace, or at last itself. Return False when nothing of it is left."""
    wanted: dict[str, object] = {"workspace": workspace}
    with db.atomic():
        for row in db.query(f"SELECT id FROM teams WHERE {OF_WORKSPACE} AND {_OPEN} LIMIT {PORTION}", wanted):
            close_team(db, row["id"], PauseReason.DELETED)
        teams = db.query(f"SELECT id FROM teams WHERE {OF_WORKSPACE} ORDER BY id LIMIT 1", wanted)
        if teams:
            return delete_portion(db, teams[0]["id"])
        if any([_delete_keyed(db, table, wanted) for table in OF_WORKSPACES]):
            return True
        return bool(db.execute(f"DELETE FROM installations WHERE {OF_WORKSPACE} RETURNING workspace", wanted))


def count_workspace(db: Database, workspace: str) -> dict[str, int]:
    """Return how much is kept of a workspace, in the words of whoever runs the bot."""
    counted = {"teams": "teams", "people": "people", "commitments": "promises", "runs": "results and drafts"}
    queries = (f"(SELECT count(*) FROM {table} WHERE {RULES[table].within}) AS {table}" for table in counted)
    installed = f"(SELECT count(*) FROM installations WHERE {OF_WORKSPACE}) AS installations"
    (row,) = db.query(f"SELECT {', '.join([*queries, installed])}", {"workspace": workspace})
    return {words: int(row[table]) for table, words in {**counted, "installations": "installation"}.items()}


def _delete_keyed(db: Database, table: str, wanted: dict[str, object]) -> int:
    key = ", ".join(RULES[table].key.split())
    some = f"SELECT {key} FROM {table} WHERE {RULES[table].within} LIMIT {PORTION}"
    return len(db.execute(f"DELETE FROM {table} WHERE ({key}) IN ({some}) RETURNING 1 AS gone", wanted))


_OPEN = f"coalesce(pause_reason, '') <> '{PauseReason.DELETED}'"
