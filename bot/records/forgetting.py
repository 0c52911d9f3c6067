"""Who wants to be forgotten, and how a person is taken out of a table: by its rule in `bot.records.data_map`."""

import json
import re
from collections.abc import Iterable
from datetime import datetime

from bot.model.outbox import Kind
from bot.model.people import SOMEBODY_GONE, ForgetRequest
from bot.records import erasure
from bot.records.data_map import RULES
from bot.records.data_rules import OF_TEAM, TableRule
from bot.records.database import Database, Row, new_id, stamp

# What one person wrote for themselves: what is not finished, and what they have shown to nobody.
_PRIVATE = f"""
    SELECT id FROM runs WHERE {OF_TEAM} AND started_by = :user AND finished_at IS NULL AND variant <> 'full'
    UNION SELECT coalesce(replaces, id) FROM runs WHERE {OF_TEAM} AND started_by = :user AND visibility = 'me'"""
# Their direct messages with the bot go by their id, or by Slack's number of that conversation.
_DIRECT = """
    SELECT sent_channel AS channel FROM outbox
    WHERE workspace = :workspace AND channel = :user AND sent_channel LIKE 'D%'
    UNION SELECT sent_channel FROM posts
    WHERE workspace = :workspace AND channel = :user AND sent_channel LIKE 'D%'
    UNION SELECT channel FROM outbox WHERE workspace = :workspace AND channel LIKE 'D%' AND detail LIKE :inside"""


def ask(db: Database, workspace: str, user: str, now: datetime) -> None:
    """Record that somebody wants to be forgotten; who has asked before waits for that."""
    db.execute(
        """
        INSERT INTO forget_requests (id, workspace, user_id, asked_at) VALUES (:id, :workspace, :user, :now)
        ON CONFLICT (workspace, user_id) DO NOTHING""",
        {"id": new_id(), "workspace": workspace, "user": user, "now": stamp(now)},
    )


def list_open(db: Database) -> list[ForgetRequest]:
    """Return whose forgetting is not done yet."""
    rows = db.query("SELECT * FROM forget_requests WHERE done_at IS NULL ORDER BY asked_at, id")
    return [ForgetRequest.from_row(row) for row in rows]


def list_said(db: Database) -> list[ForgetRequest]:
    """Return who has been told that it is done, or could not be."""
    rows = db.query(
        f"""
        SELECT * FROM forget_requests f
        WHERE done_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM outbox o
            WHERE o.kind = '{Kind.FORGOTTEN}' AND o.ref = f.id AND o.state IN ('waiting', 'sending'))
        ORDER BY asked_at, id"""
    )
    return [ForgetRequest.from_row(row) for row in rows]


def lock_row(db: Database, request: ForgetRequest) -> bool:
    """Lock it until the transaction ends. Return False where somebody has brought it further meanwhile."""
    locked = db.execute(
        """
        UPDATE forget_requests SET asked_at = asked_at
        WHERE id = :id AND coalesce(done_at, '') = :done RETURNING id""",
        {"id": request.id, "done": stamp(request.done_at) if request.done_at else ""},
    )
    return bool(locked)


def note_undrawn(db: Database, request: ForgetRequest, changed: Iterable[str]) -> None:
    """Keep which things' messages still name them. Call it in the transaction that has changed these things."""
    known = take_undrawn(db, request)
    wanted = {"id": request.id, "refs": json.dumps(sorted(known.union(changed)))}
    db.execute("UPDATE forget_requests SET undrawn = :refs WHERE id = :id", wanted)


def take_undrawn(db: Database, request: ForgetRequest) -> set[str]:
    """Return what is to be drawn anew, by id, and keep it no more. Call it in the transaction in which it is drawn."""
    # Locked before it is read: of several processes each adds what it has changed.
    db.execute("UPDATE forget_requests SET asked_at = asked_at WHERE id = :id", {"id": request.id})
    rows = db.query("SELECT undrawn FROM forget_requests WHERE id = :id", {"id": request.id})
    db.execute("UPDATE forget_requests SET undrawn = '[]' WHERE id = :id", {"id": request.id})
    return {ref for row in rows for ref in json.loads(row["undrawn"])}


def note_done(db: Database, request: ForgetRequest, now: datetime) -> None:
    """Record that nothing is left but to say so."""
    db.execute("UPDATE forget_requests SET done_at = :now WHERE id = :id", {"id": request.id, "now": stamp(now)})


def end(db: Database, request: ForgetRequest) -> None:
    """Forget the wish itself."""
    db.execute("DELETE FROM forget_requests WHERE id = :id", {"id": request.id})


def delete_private(db: Database, request: ForgetRequest) -> None:
    """Delete what they have begun or kept for themselves. Call it in a transaction."""
    erasure.delete(db, "runs", [row["id"] for row in db.query(_PRIVATE, _who(request))])


def delete_direct(db: Database, request: ForgetRequest) -> None:
    """Delete the rows of what was said to them alone, under whatever number of Slack's. Call it in a transaction."""
    for row in db.query(_DIRECT, _who(request)):
        place = {"workspace": request.workspace, "channel": row["channel"]}
        for table in ("outbox", "posts"):
            spared = RULES[table].spared
            where = f"workspace = :workspace AND channel = :channel{f' AND NOT ({spared})' if spared else ''}"
            db.execute(f"DELETE FROM {table} WHERE {where}", place)


def take_out(db: Database, table: str, request: ForgetRequest) -> set[str]:
    """Take somebody out of one table. Return what its changed rows are, or belong to, by id.

    Call it in a transaction.
    """
    rule = RULES[table]
    if not rule.within:
        return set()
    about = rule.key.split()[0]
    changed = [
        *_run(db, rule.theirs, f"DELETE FROM {table}", rule, request, spared=rule.spared),
        *_run(db, rule.named, f"UPDATE {table} SET {{column}} = :stand_in", rule, request),
        *_run(db, rule.blank, f"UPDATE {table} SET {{column}} = NULL", rule, request),
        *_reword(db, table, rule, request),
    ]
    return {str(row[about]) for row in changed}


def _run(
    db: Database, columns: str, deed: str, rule: TableRule, request: ForgetRequest, *, spared: str = ""
) -> list[Row]:
    done: list[Row] = []
    but = f" AND NOT ({spared})" if spared else ""
    for column in columns.split():
        where = f"{rule.within} AND {column} = :user{but} RETURNING {rule.key.split()[0]}"
        done += db.execute(f"{deed.format(column=column)} WHERE {where}", _who(request))
    return done


def _reword(db: Database, table: str, rule: TableRule, request: ForgetRequest) -> list[Row]:
    """Put the stand-in where their id stands inside a text; where it is mentioned, words."""
    parts, changed = rule.key.split(), []
    for column in rule.words.split():
        listed = ", ".join(dict.fromkeys([*parts, column]))
        where = f"{rule.within} AND {column} LIKE :inside"
        for row in db.query(f"SELECT {listed} FROM {table} WHERE {where}", _who(request)):
            words = replace_person(row[column], request.user_id, request.stand_in)
            if words != row[column]:
                same = " AND ".join(f"{key} = :{key}" for key in parts)
                db.execute(f"UPDATE {table} SET {column} = :words WHERE {same}", {**_pick(row, parts), "words": words})
                changed.append(row)
    return changed


def replace_person(text: str, user: str, stand_in: str) -> str:
    """Return the text with words for a mention of this person, and the stand-in for their id; of nobody whose id only
    begins the same.
    """
    plain = re.sub(rf"<@{re.escape(user)}(\|[^<>]*)?>", SOMEBODY_GONE, text)
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(user)}(?![A-Za-z0-9])", stand_in, plain)


def _pick(row: Row, parts: Iterable[str]) -> dict[str, object]:
    return {key: row[key] for key in parts}


def _who(request: ForgetRequest) -> dict[str, object]:
    return {
        "workspace": request.workspace,
        "user": request.user_id,
        "stand_in": request.stand_in,
        "inside": f"%{request.user_id}%",
    }
