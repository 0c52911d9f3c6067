"""The outbox: what the bot says by itself is a row here, written in the same transaction as its cause.

waiting → sending (leased; `tried_at` is set just before the request leaves) → sent | failed | void (nothing to say
any more) | doubt (maybe sent; a person has to look). What a row says is decided when it is sent.
Words for one person's eyes never come here: a row would tell who pressed what, and when. See `Whisper`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.errors import MissingError
from bot.model.outbox import Address, Kind, Operation, OutboxRow, OutboxState, Post, Subject
from bot.model.people import is_forgotten
from bot.records import posts
from bot.records.bulk_values import list_values
from bot.records.database import Database, new_id, stamp


def say(
    db: Database,
    kind: Kind,
    ref: str,
    at: Address,
    now: datetime,
    *,
    op: Operation = Operation.POST,
    detail: Mapping[str, object] | None = None,
    notify_on_failure: str | None = None,
    due: datetime | None = None,
    thread: Subject | None = None,
) -> str:
    """Return the id of the new row, or of one that waits already and will tell this truth: it is told once.

    That is the identical update, or the post that the update would change. An update changes the message that the post
    with the same kind, ref and channel became, unless `detail` names another by `channel` and `ts`. A pin or unpin is
    of the message that an update would change; a file goes to a person. The user `notify_on_failure` hears when it
    cannot be delivered. Due now unless `due` says when. `thread` is for posts: see `OutboxRow.thread`.

    To whoever was forgotten nothing is said: then there is no row, and its id is "".
    """
    if is_forgotten(at.channel):
        return ""
    told = {**(detail or {}), **({"thread": [thread.kind, thread.ref]} if thread else {})}
    words = json.dumps(told, sort_keys=True)  # sorted: `_TELLS_IT` compares it as text
    with db.atomic():
        already = ""
        if op in (Operation.UPDATE, Operation.HOME, Operation.CANVAS):
            posts_it = op is Operation.UPDATE and "ts" not in (detail or {})
            already = _find_telling(db, kind, ref, at, op, words, posts_it=posts_it)
        return already or _add(db, kind, op, words, [Post(ref, at, notify_on_failure)], due or now, now)[0]


def post_all(db: Database, kind: Kind, posts: Sequence[Post], now: datetime) -> None:
    """Have these posted in channels now as `say` does, in one statement."""
    _add(db, kind, Operation.POST, "{}", posts, now, now)


def _find_telling(
    db: Database, kind: Kind, ref: str, at: Address, op: Operation, detail: str, *, posts_it: bool
) -> str:
    """Return the id of a row that waits and tells it; "" for none. `posts_it`: a post that waits does as well."""
    about = {"kind": kind, "ref": ref, "workspace": at.workspace, "channel": at.channel, "op": op, "detail": detail}
    found = db.execute(_TELLS_IT, {**about, "posts_it": OutboxState.WAITING if posts_it else ""})
    return str(found[0]["id"]) if found else ""


def _add(
    db: Database, kind: Kind, op: Operation, detail: str, posts: Sequence[Post], due: datetime, now: datetime
) -> list[str]:
    """Write a row for each. Return their ids."""
    ids = [new_id() for _ in posts]
    values, params = list_values(db, map(_list_columns, ids, range(1, len(ids) + 1), posts))
    if values:
        same = {"kind": kind, "op": op, "detail": detail, "due": stamp(due), "now": stamp(now)}
        db.execute(_ADD.format(values=values), params | same)
    return ids


def _list_columns(row_id: str, place: int, post: Post) -> tuple[str | None, ...]:
    notify = None if is_forgotten(post.notify_on_failure or "") else post.notify_on_failure
    return (row_id, str(place), post.ref, post.at.workspace, post.at.channel, post.at.team_id, notify)


# An UPDATE, not a SELECT: it holds the waiting row until our truth is committed, so that nobody sends the old one. A
# post that does not wait any more may have been composed already, and needs the update.
_TELLS_IT = """
    UPDATE outbox SET state = 'waiting'
    WHERE kind = :kind AND ref = :ref AND channel = :channel AND workspace = :workspace AND state = 'waiting'
        AND ((op = :op AND detail = :detail) OR (op = 'post' AND state = :posts_it))
    RETURNING id"""

# A place, since rows of one millisecond have to leave in the order in which they were written.
_ADD = """
    INSERT INTO outbox (
        id, place, ref, workspace, channel, team_id, notify_on_failure, kind, op, detail, state, due_at, put_at,
        created_at)
    SELECT column1,
        CAST(column2 AS INTEGER) + (SELECT coalesce(max(place), 0) FROM outbox WHERE created_at = :now),
        column3, column4, column5, column6, column7, :kind, :op, :detail, 'waiting', :due, :now, :now
    FROM ({values}) AS said"""


def complete(db: Database, row_id: str, now: datetime, channel: str, ts: str) -> None:
    """Record that Slack has it, and where the message stands."""
    complete_all(db, {row_id: (channel, ts)}, now)


def complete_all(db: Database, places: Mapping[str, tuple[str, str]], now: datetime) -> None:
    """Record that Slack has them: row id → channel and ts, in one statement."""
    values, params = list_values(db, ((row_id, *place) for row_id, place in places.items()))
    if values:
        db.execute(_SENT.format(values=values), params | {"now": stamp(now)})


# In whatever state: Slack has it, even when the lease has run out meanwhile.
_SENT = """
    UPDATE outbox SET state = 'sent', leased_until = NULL, error = NULL,
        sent_at = :now, sent_channel = there.column2, sent_ts = there.column3
    FROM ({values}) AS there WHERE id = there.column1"""


def finish(db: Database, row_id: str, now: datetime) -> bool:
    """Record that what a row asks for is done, where no message comes of it. Return False as `fail` does."""
    query = """
        UPDATE outbox SET state = 'sent', leased_until = NULL, error = NULL, sent_at = :now
        WHERE id = :id AND state = 'sending'
        RETURNING id"""
    return bool(db.execute(query, {"id": row_id, "now": stamp(now)}))


def put_back(db: Database, due: Mapping[str, datetime], now: datetime) -> None:
    """Let these wait until then (row id → moment), in one statement; it is no attempt."""
    values, params = list_values(db, ((row_id, stamp(each)) for row_id, each in due.items()))
    if values:
        db.execute(_PUT_BACK.format(values=values), params | {"now": stamp(now)})


_PUT_BACK = """
    UPDATE outbox SET state = 'waiting', leased_until = NULL, tried_at = NULL, due_at = turn.column2, put_at = :now
    FROM ({values}) AS turn WHERE id = turn.column1 AND state = 'sending'"""


def postpone(db: Database, row_id: str, due: datetime, now: datetime, *, error: str | None = None) -> None:
    """Put it back until `due`. With an `error` it counts as an attempt."""
    db.execute(
        """
        UPDATE outbox SET state = 'waiting', leased_until = NULL, tried_at = NULL, due_at = :due, put_at = :now,
            attempts = attempts + :counts, error = :error
        WHERE id = :id AND state = 'sending'""",
        {"id": row_id, "due": stamp(due), "now": stamp(now), "counts": int(error is not None), "error": error},
    )


def leave_thread(db: Database, row: OutboxRow, now: datetime) -> None:
    """Put it back to be said in the channel: the thread that it was meant for is gone."""
    detail = {name: value for name, value in row.detail.items() if name != "thread"}
    db.execute(
        """
        UPDATE outbox SET state = 'waiting', leased_until = NULL, tried_at = NULL, put_at = :now, detail = :detail
        WHERE id = :id AND state = 'sending'""",
        {"id": row.id, "now": stamp(now), "detail": json.dumps(detail, sort_keys=True)},
    )


def search_later(db: Database, row_id: str, until: datetime, error: str) -> None:
    """Leave it marked, to be looked for as stranded after this moment: nobody knows whether it was sent."""
    db.execute(
        "UPDATE outbox SET leased_until = :until, error = :error WHERE id = :id AND state = 'sending'",
        {"id": row_id, "until": stamp(until), "error": error},
    )


def fail(db: Database, row_id: str, error: str) -> bool:
    """Record that it cannot be delivered: `error` is Slack's code, or `render: …` when we could not say it.

    Return False when somebody has ended it otherwise meanwhile.
    """
    return _end_row(db, row_id, OutboxState.FAILED, error)


def void(db: Database, row_id: str, why: str) -> None:
    """Record that there is nothing to say any more."""
    _end_row(db, row_id, OutboxState.VOID, why)


def doubt(db: Database, row_id: str, error: str) -> bool:
    """Record that it may have been sent, and nobody but a person can look. Return False as `fail` does."""
    return _end_row(db, row_id, OutboxState.DOUBT, error)


def _end_row(db: Database, row_id: str, state: OutboxState, error: str) -> bool:
    return bool(db.execute(_END, {"id": row_id, "state": state, "error": error}))


_END = """
    UPDATE outbox SET state = :state, leased_until = NULL, error = :error WHERE id = :id AND state = 'sending'
    RETURNING id"""


def send_again(db: Database, row_id: str, now: datetime) -> bool:
    """Send a failed or doubtful row once more, because a person said so. Return False when it is neither."""
    query = """
        UPDATE outbox SET state = 'waiting', due_at = :now, put_at = :now, attempts = 0, tried_at = NULL, error = NULL
        WHERE id = :id AND state IN ('failed', 'doubt')
        RETURNING id"""
    return bool(db.execute(query, {"id": row_id, "now": stamp(now)}))


def arrive(db: Database, row_id: str, workspace: str, now: datetime, channel: str, ts: str) -> OutboxRow | None:
    """Record that a post stands there after all, because somebody has seen it. Return it; None when that was known."""
    known = {"id": row_id, "workspace": workspace}
    if not db.query(f"SELECT id FROM outbox {_NOT_KNOWN}", known):
        return None
    with db.atomic():
        # Decided by a write: of two people who press at once, one has it drawn anew.
        if not db.execute(f"UPDATE outbox SET state = 'sent' {_NOT_KNOWN} RETURNING id", known):
            return None
        complete(db, row_id, now, channel, ts)
    return get(db, row_id)


_NOT_KNOWN = "WHERE id = :id AND workspace = :workspace AND op = 'post' AND state <> 'sent'"


def is_posted(db: Database, kind: Kind, ref: str) -> bool:
    """Return True when something was, or will be, posted about this."""
    query = "SELECT id FROM outbox WHERE kind = :kind AND ref = :ref AND op = 'post' AND state <> 'void' LIMIT 1"
    return bool(db.query(query, {"kind": kind, "ref": ref})) or posts.find(db, kind, ref) is not None


def is_deleted(db: Database, row: OutboxRow) -> bool:
    """Return True when the message that a row posts was to be deleted since."""
    return bool(db.query(f"SELECT id {_SAME_MESSAGE} AND op = 'delete' LIMIT 1", _same(row)))


def was_said(db: Database, kind: Kind, ref: str, channel: str, since: datetime) -> bool:
    """Return True when something about this was written for this channel or person since then."""
    about = "kind = :kind AND ref = :ref AND channel = :channel AND created_at > :since"
    params = {"kind": kind, "ref": ref, "channel": channel, "since": stamp(since)}
    return bool(db.query(f"SELECT id FROM outbox WHERE {about} LIMIT 1", params))


def is_being_sent(db: Database, row: OutboxRow, ops: Iterable[Operation]) -> bool:
    """Return True while one of these operations on the message that `row` is about is under way."""
    listed = ", ".join(f"'{op}'" for op in ops)
    rows = db.query(f"SELECT id {_SAME_MESSAGE} AND state = 'sending' AND op IN ({listed}) LIMIT 1", _same(row))
    return bool(rows)


def is_to_be_posted(db: Database, subject: Subject, channel: str) -> bool:
    """Return True while a post about this is on its way to the channel."""
    query = """
        SELECT id FROM outbox
        WHERE kind = :kind AND ref = :ref AND channel = :channel AND op = 'post' AND state IN ('waiting', 'sending')
        LIMIT 1"""
    return bool(db.query(query, {"kind": subject.kind, "ref": subject.ref, "channel": channel}))


def find_post_state(db: Database, row: OutboxRow) -> OutboxState | None:
    """Return how far the last post is that `row` is about; None when nothing was posted."""
    newest = f"SELECT state {_SAME_MESSAGE} AND op = 'post' ORDER BY created_at DESC, place DESC LIMIT 1"
    rows = db.query(newest, _same(row))
    return OutboxState(rows[0]["state"]) if rows else None


_SAME_MESSAGE = """
    FROM outbox
    WHERE kind = :kind AND ref = :ref AND workspace = :workspace AND id <> :id
        AND (channel = :channel OR sent_channel = :channel)"""


def _same(row: OutboxRow) -> dict[str, object]:
    return {"kind": row.kind, "ref": row.ref, "workspace": row.workspace, "id": row.id, "channel": row.channel}


def find(db: Database, row_id: str) -> OutboxRow | None:
    """Return the row; None when there is none, or none any more."""
    rows = db.query("SELECT * FROM outbox WHERE id = :id", {"id": row_id})
    return OutboxRow.from_row(rows[0]) if rows else None


def get(db: Database, row_id: str) -> OutboxRow:
    """Return the row. KeyError when there is none."""
    row = find(db, row_id)
    if row is None:
        raise MissingError(row_id)
    return row
