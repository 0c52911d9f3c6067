"""Where what the bot has posted stands, as long as what it is about: an outbox row tells it, and later `posts`.

`channel` is where a post was sent to (for direct messages a person), `sent_channel` and `sent_ts` where Slack has put
it. Of several posts of one thing to one place, the last is the message.
"""

from collections.abc import Collection, Iterable, Mapping

from bot.model.outbox import Kind, OutboxRow, Subject
from bot.records.bulk_values import list_values
from bot.records.database import Database

# What the messages of these are about may change as long as it lives, and the messages with it; others are said once.
CHANGING = frozenset(
    {
        Kind.RESULT,
        Kind.CORRECTED,
        Kind.COMMITMENT,
        Kind.OFFER,
        Kind.WILLING,
        Kind.STUCK,
        Kind.CHECKIN,
        Kind.CLOSING,
        Kind.REMINDER,
        Kind.DOCUMENT,
        Kind.DOCUMENT_CHANGED,
        Kind.CANVAS,
        Kind.FOLLOWUP,
        Kind.TEAM_DRAFT,
        Kind.INTRODUCTION,
    }
)
SHOWN = "op IN ('post', 'canvas')"  # of a canvas, `sent_ts` is its id, and no message has that
KINDS = ", ".join(f"'{kind}'" for kind in sorted(CHANGING))


def delete_rows(db: Database, row_ids: Iterable[str]) -> int:
    """Delete these rows of the outbox, and keep where those stand that are posts and may change. Return how many.

    Call it in a transaction.
    """
    values, params = list_values(db, ((row_id,) for row_id in row_ids))
    if not values:
        return 0
    db.execute(_KEEP.format(shown=SHOWN, kinds=KINDS, values=values), params)
    return len(db.execute(_DELETE.format(values=values), params))


# Grouped, since PostgreSQL refuses to write one row twice in a statement.
_KEEP = """
    INSERT INTO posts (kind, ref, workspace, channel, sent_channel, sent_ts)
    SELECT kind, ref, workspace, channel, max(sent_channel), max(sent_ts) FROM outbox
    WHERE {shown} AND state = 'sent' AND kind IN ({kinds}) AND id IN (SELECT column1 FROM ({values}) AS old)
    GROUP BY kind, ref, workspace, channel
    ON CONFLICT (kind, ref, workspace, channel) DO UPDATE SET
        sent_channel = excluded.sent_channel, sent_ts = excluded.sent_ts
    WHERE excluded.sent_ts > posts.sent_ts"""

_DELETE = "DELETE FROM outbox WHERE id IN (SELECT column1 FROM ({values}) AS old) RETURNING id"

_POSTS = f"""
    SELECT sent_channel, sent_ts FROM (
        SELECT kind, ref, workspace, channel, sent_channel, sent_ts FROM outbox WHERE {SHOWN} AND state = 'sent'
        UNION ALL SELECT kind, ref, workspace, channel, sent_channel, sent_ts FROM posts) AS posted
    WHERE kind = :kind AND ref = :ref {{where}}
    ORDER BY sent_ts DESC LIMIT 1"""


def find(db: Database, kind: Kind, ref: str) -> tuple[str, str] | None:
    """Return where the last post about this stands, channel and ts; None when there is none."""
    return _find(db, "", {"kind": kind, "ref": ref})


def list_places(db: Database, workspace: str, refs: Collection[str]) -> list[tuple[Kind, str, str]]:
    """Return the messages about these things that change with them: kind, ref and channel, each once."""
    values, params = list_values(db, ((ref,) for ref in refs))
    if not values:
        return []
    rows = db.query(_PLACES.format(values=values), {**params, "workspace": workspace})
    return [(Kind(row["kind"]), row["ref"], row["channel"]) for row in rows]


_PLACES = f"""
    SELECT kind, ref, channel FROM outbox
    WHERE {SHOWN} AND state = 'sent' AND workspace = :workspace AND kind IN ({KINDS})
        AND ref IN (SELECT column1 FROM ({{values}}) AS wanted)
    UNION SELECT kind, ref, channel FROM posts
    WHERE workspace = :workspace AND kind IN ({KINDS}) AND ref IN (SELECT column1 FROM ({{values}}) AS wanted)
    ORDER BY kind, ref, channel"""


def find_changed(db: Database, row: OutboxRow) -> tuple[str, str] | None:
    """Return where the message stands that this update or pin changes, channel and ts; None when there is none."""
    return _find_there(db, row, Subject(row.kind, row.ref))


def find_thread(db: Database, row: OutboxRow, subject: Subject) -> str | None:
    """Return the ts of the post about this in the channel of `row`; None when there is none."""
    stands = _find_there(db, row, subject)
    return stands[1] if stands else None


def _find_there(db: Database, row: OutboxRow, subject: Subject) -> tuple[str, str] | None:
    """Return where a post about this stands in the channel that `row` goes to."""
    where = "AND workspace = :workspace AND (channel = :channel OR sent_channel = :channel)"
    there = {"kind": subject.kind, "ref": subject.ref, "workspace": row.workspace, "channel": row.channel}
    return _find(db, where, there)


def _find(db: Database, where: str, params: Mapping[str, object]) -> tuple[str, str] | None:
    rows = db.query(_POSTS.format(where=where), params)
    return (rows[0]["sent_channel"], rows[0]["sent_ts"]) if rows else None


def forget(db: Database, kind: Kind, ref: str) -> None:
    """Forget where messages about this stand, because it is deleted. Call it in the transaction of that."""
    db.execute("DELETE FROM posts WHERE kind = :kind AND ref = :ref", {"kind": kind, "ref": ref})


def find_row(db: Database, kind: Kind, ref: str) -> OutboxRow | None:
    """Return the first post of that kind about this, however far it is; None when there is none (any more)."""
    query = "SELECT * FROM outbox WHERE kind = :kind AND ref = :ref AND op = 'post' ORDER BY created_at, place LIMIT 1"
    rows = db.query(query, {"kind": kind, "ref": ref})
    return OutboxRow.from_row(rows[0]) if rows else None
