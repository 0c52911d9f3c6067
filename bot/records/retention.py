"""What is older than a workspace keeps goes, in portions: no statement locks out others for long."""

from collections.abc import Collection
from datetime import datetime

from bot.records import erasure, installations, posts
from bot.records.bulk_values import list_values
from bot.records.data_map import RULES
from bot.records.data_rules import Kept
from bot.records.database import Database, stamp

# Documents stay in force, but not what they said before: its age counts from the version that came after it.
_OLD_VERSIONS = """
    SELECT r.id, r.replaces, n.id AS after FROM runs r JOIN runs n ON n.replaces = r.id
    WHERE r.team_id IN (SELECT id FROM teams WHERE workspace = :workspace) AND r.finished_at IS NOT NULL
        AND n.finished_at < :before AND r.visibility = 'channel'
        AND (r.playbook IN (SELECT column1 FROM ({documents}) AS documents)
            OR EXISTS (SELECT 1 FROM required_approvals q WHERE q.run_id = r.id))
    ORDER BY r.finished_at, r.id LIMIT 1"""


def delete_old(db: Database, documents: Collection[str], now: datetime) -> int:
    """Delete what each workspace has kept long enough; `documents` are the playbooks that end in one.

    Return how many rows that was, what hangs on them aside.
    """
    return sum(
        _delete_old_of(db, workspace, documents, before=subtract_years(now, years))
        for workspace, years in installations.list_kept_years(db).items()
    )


def subtract_years(now: datetime, years: int) -> datetime:
    """Return the same day so many years ago; of 29 February the day before it."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


def _delete_old_of(db: Database, workspace: str, documents: Collection[str], before: datetime) -> int:
    values, params = list_values(db, ((word,) for word in (documents or [""])))
    wanted = {"workspace": workspace, "before": stamp(before)}
    total = 0
    while _delete_version(db, values, {**params, **wanted}):
        total += 1
    for table, rule in RULES.items():
        if rule.kept is Kept.YEARS:
            total += _delete_rows(db, table, rule.old.replace("{documents}", values), {**params, **wanted})
    return total


def _delete_rows(db: Database, table: str, old: str, params: dict[str, object]) -> int:
    rule, total = RULES[table], 0
    key = ", ".join(rule.key.split())
    some = f"SELECT {key} FROM {table} WHERE {rule.within} AND {old} ORDER BY {key} LIMIT {erasure.PORTION}"
    while True:
        with db.atomic():
            if rule.key == "id":
                gone = erasure.delete(db, table, [row["id"] for row in db.query(some, params)])
            else:
                deletion = f"DELETE FROM {table} WHERE ({key}) IN ({some}) RETURNING 1 AS gone"
                gone = len(db.execute(deletion, params))
        if not gone:
            return total
        total += gone


def _delete_version(db: Database, documents: str, params: dict[str, object]) -> bool:
    """Delete the oldest version of a document that is no longer kept. Return False where there is none."""
    with db.atomic():
        found = db.query(_OLD_VERSIONS.format(documents=documents), params)
        if not found:
            return False
        old, before, after = found[0]["id"], found[0]["replaces"], found[0]["after"]
        if before is None:
            _hand_on(db, old, after)
        db.execute(
            "UPDATE runs SET replaces = :before WHERE replaces = :old AND finished_at IS NOT NULL",
            {"before": before, "old": old},
        )
        return bool(erasure.delete(db, "runs", [old]))


def _hand_on(db: Database, old: str, after: str) -> None:
    """Let the version `after` be what a document is known by, in place of its first one."""
    ids = {"old": old, "after": after}
    db.execute(f"UPDATE posts SET ref = :after WHERE kind IN ({posts.KINDS}) AND ref = :old", ids)
    db.execute("UPDATE outbox SET ref = :after WHERE kind = 'document' AND ref = :old", ids)
    db.execute("UPDATE contracts SET document_id = :after WHERE document_id = :old", ids)
    db.execute("UPDATE runs SET pinned_at = (SELECT pinned_at FROM runs WHERE id = :old) WHERE id = :after", ids)
