"""Handing a promise over: it is offered to somebody, who takes it or not; until then it stays where it is."""

import json
from datetime import datetime

from bot.records.commitments import LIVE, log
from bot.records.database import Database, Row


def offer(db: Database, commitment_id: str, to: str, by: str, now: datetime) -> str | None:
    """The id of this offer; an earlier one that nobody answered ends. None when it is theirs, offered, or closed."""
    with db.atomic():
        offered = db.execute(
            f"""
            UPDATE commitments SET offered_to = :to
            WHERE id = :id AND state IN {LIVE} AND owner <> :to AND coalesce(offered_to, '') <> :to RETURNING owner""",
            {"id": commitment_id, "to": to},
        )
        return log(db, commitment_id, "offered", by, now, {"to": to}) if offered else None


def take(db: Database, commitment_id: str, by: str, now: datetime) -> str | None:
    """The owner before; None when it is not offered to this person (any more)."""
    with db.atomic():
        before = db.query("SELECT owner FROM commitments WHERE id = :id", {"id": commitment_id})
        taken = db.execute(
            f"""
            UPDATE commitments SET owner = :by, offered_to = NULL,
                partner = CASE WHEN partner <> :by THEN partner END
            WHERE id = :id AND offered_to = :by AND state IN {LIVE} RETURNING id""",
            {"id": commitment_id, "by": by},
        )
        if taken:
            log(db, commitment_id, "taken", by, now, {"from": before[0]["owner"]})
    return str(before[0]["owner"]) if taken else None


def giver(db: Database, commitment_id: str) -> str | None:
    """From whom its owner took it over; None when it has not been handed over."""
    rows = db.query(
        "SELECT detail FROM commitment_log WHERE commitment_id = :id AND act = 'taken' ORDER BY place DESC LIMIT 1",
        {"id": commitment_id},
    )
    return str(json.loads(rows[0]["detail"])["from"]) if rows else None


def end(db: Database, commitment_id: str, act: str, by: str, now: datetime) -> bool:
    """`declined` by whom it was offered to, or `kept` by who has it. False when nothing is offered (to them)."""
    whose = "offered_to = :by" if act == "declined" else "offered_to IS NOT NULL"
    with db.atomic():
        ended = db.execute(
            f"UPDATE commitments SET offered_to = NULL WHERE id = :id AND {whose} RETURNING id",
            {"id": commitment_id, "by": by} if act == "declined" else {"id": commitment_id},
        )
        if ended:
            log(db, commitment_id, act, by, now, {})
    return bool(ended)


def told(db: Database, offer_id: str) -> Row:
    """One offer: commitment_id, `to`, `actor`, and `answer`: taken, declined, kept, another act that ended it, or None.

    KeyError when there is no such offer.
    """
    rows = db.query("SELECT * FROM commitment_log WHERE id = :id AND act = 'offered'", {"id": offer_id})
    if not rows:
        raise KeyError(offer_id)
    ending = db.query(
        """
        SELECT act FROM commitment_log
        WHERE commitment_id = :id AND place > :place
            AND act IN ('taken', 'declined', 'kept', 'offered', 'done', 'dropped')
        ORDER BY place LIMIT 1""",
        {"id": rows[0]["commitment_id"], "place": rows[0]["place"]},
    )
    return {**rows[0], "to": json.loads(rows[0]["detail"])["to"], "answer": ending[0]["act"] if ending else None}


def offers(db: Database, commitment_id: str) -> list[str]:
    """The ids of all offers of it, the last first."""
    rows = db.query(
        "SELECT id FROM commitment_log WHERE commitment_id = :id AND act = 'offered' ORDER BY place DESC",
        {"id": commitment_id},
    )
    return [str(row["id"]) for row in rows]


def waiting(db: Database, workspace: str, user: str) -> list[Row]:
    """What is offered to a person and waits for their answer, the earliest date first."""
    return db.query(
        """
        SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone
        FROM commitments c JOIN teams t ON t.id = c.team_id
        WHERE t.workspace = :workspace AND c.offered_to = :user
        ORDER BY c.due_on, c.made_at, c.id""",
        {"workspace": workspace, "user": user},
    )
