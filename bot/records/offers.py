"""Offers of a commitment to somebody else. Until they take it, it stays where it is."""

import json
from datetime import datetime

from bot.errors import MissingError
from bot.model.commitments import Commitment, CommitmentEvent, Offer
from bot.records.commitment_sql import BY_DATE, LIVE, NOT_LEFT, WITH_TEAM
from bot.records.commitments import add_log_entry
from bot.records.database import Database, Row


def create(db: Database, commitment_id: str, to: str, by: str, now: datetime) -> str | None:
    """Offer it, and return the id of the offer; an earlier one that nobody answered ends.

    Return None when it is theirs, offered to them, or closed.
    """
    with db.atomic():
        offered = db.execute(
            f"""
            UPDATE commitments SET offered_to = :to
            WHERE id = :id AND {LIVE} AND owner <> :to AND coalesce(offered_to, '') <> :to RETURNING owner""",
            {"id": commitment_id, "to": to},
        )
        return add_log_entry(db, commitment_id, CommitmentEvent.OFFERED, by, now, {"to": to}) if offered else None


def take(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Make it the commitment of whom it is offered to. Return False when it is not offered to them (any more)."""
    with db.atomic():
        # Locked and read first: RETURNING gives what an UPDATE has written, not what was there.
        db.execute("UPDATE commitments SET owner = owner WHERE id = :id", {"id": commitment_id})
        before = db.query("SELECT owner FROM commitments WHERE id = :id", {"id": commitment_id})
        taken = db.execute(
            f"""
            UPDATE commitments SET owner = :by, offered_to = NULL,
                partner = CASE WHEN partner <> :by THEN partner END
            WHERE id = :id AND offered_to = :by AND {LIVE} RETURNING id""",
            {"id": commitment_id, "by": by},
        )
        if taken:
            add_log_entry(db, commitment_id, CommitmentEvent.TAKEN, by, now, {"from": before[0]["owner"]})
    return bool(taken)


def decline(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """End the offer for whom it was made to. Return False when it is not offered to them (any more)."""
    return _end_offer(db, commitment_id, "offered_to = :by", CommitmentEvent.DECLINED, by, now)


def withdraw(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """End the offer for whoever has the commitment and keeps it. Return False when it is not offered (any more)."""
    return _end_offer(db, commitment_id, "offered_to IS NOT NULL", CommitmentEvent.KEPT, by, now)


def _end_offer(db: Database, commitment_id: str, where: str, event: CommitmentEvent, by: str, now: datetime) -> bool:
    with db.atomic():
        ended = db.execute(
            f"UPDATE commitments SET offered_to = NULL WHERE id = :id AND {where} RETURNING id",
            {"id": commitment_id, "by": by},
        )
        if ended:
            add_log_entry(db, commitment_id, event, by, now, {})
    return bool(ended)


def get(db: Database, offer_id: str) -> Offer:
    """Return it. Raise KeyError when there is no such offer."""
    rows = db.query(
        f"SELECT * FROM commitment_log WHERE id = :id AND event = '{CommitmentEvent.OFFERED}'", {"id": offer_id}
    )
    if not rows:
        raise MissingError(offer_id)
    entry, answer = rows[0], _find_answer(db, rows[0])
    return Offer(entry["id"], entry["commitment_id"], json.loads(entry["detail"])["to"], entry["actor"], answer)


_ENDINGS = ", ".join(
    f"'{event}'"
    for event in (
        CommitmentEvent.TAKEN,
        CommitmentEvent.DECLINED,
        CommitmentEvent.KEPT,
        CommitmentEvent.OFFERED,
        CommitmentEvent.DONE,
        CommitmentEvent.DROPPED,
    )
)


def _find_answer(db: Database, entry: Row) -> CommitmentEvent | None:
    """Return the event that ended an offer; None while it waits."""
    rows = db.query(
        f"""
        SELECT event FROM commitment_log
        WHERE commitment_id = :id AND place > :place AND event IN ({_ENDINGS})
        ORDER BY place LIMIT 1""",
        {"id": entry["commitment_id"], "place": entry["place"]},
    )
    return CommitmentEvent(rows[0]["event"]) if rows else None


def previous_owner(db: Database, commitment_id: str) -> str | None:
    """Return from whom its owner took it over; None when it has had no other."""
    rows = db.query(
        f"""
        SELECT detail FROM commitment_log
        WHERE commitment_id = :id AND event = '{CommitmentEvent.TAKEN}' ORDER BY place DESC LIMIT 1""",
        {"id": commitment_id},
    )
    return str(json.loads(rows[0]["detail"])["from"]) if rows else None


def list_ids(db: Database, commitment_id: str) -> list[str]:
    """Return the ids of all offers of it, the last first."""
    rows = db.query(
        f"""
        SELECT id FROM commitment_log
        WHERE commitment_id = :id AND event = '{CommitmentEvent.OFFERED}' ORDER BY place DESC""",
        {"id": commitment_id},
    )
    return [str(row["id"]) for row in rows]


def list_waiting(db: Database, workspace: str, user: str) -> list[Commitment]:
    """Return what is offered to a person and waits for their answer, the earliest date first."""
    rows = db.query(
        f"{WITH_TEAM} WHERE t.workspace = :workspace AND c.offered_to = :user AND {NOT_LEFT} {BY_DATE}",
        {"workspace": workspace, "user": user},
    )
    return [Commitment.from_row(row) for row in rows]
