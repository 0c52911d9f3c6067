"""Offers of a commitment: a new one that is nobody's until somebody takes it, or one that its owner would hand over.

Who is asked to be the partner answers in the same way. Until they take it, everything stays where it is.
"""

import json
from datetime import datetime

from bot.errors import MissingError
from bot.model.commitments import Commitment, CommitmentEvent, CommitmentState, Offer
from bot.records.commitment_log import add_log_entry
from bot.records.commitment_sql import BY_DATE, IN_WORKSPACE, LIVE, NOT_CLOSED, NOT_LEFT, OFFERED, WITH_TEAM
from bot.records.database import Database, Row, stamp


def create(db: Database, commitment_id: str, to: str, by: str, now: datetime) -> str | None:
    """Offer one that has an owner, and return the id of the offer; an earlier one that nobody answered ends.

    Return None when it is theirs, offered to them, or not live.
    """
    with db.atomic():
        offered = db.execute(
            f"""
            UPDATE commitments SET offered_to = :to, invited = CASE WHEN invited <> :to THEN invited END
            WHERE id = :id AND {LIVE} AND owner <> :to AND coalesce(offered_to, '') <> :to RETURNING owner""",
            {"id": commitment_id, "to": to},
        )
        return add_log_entry(db, commitment_id, CommitmentEvent.OFFERED, by, now, {"to": to}) if offered else None


def take(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Make it the commitment of whom it is offered to; of anybody, where it is free.

    Return False when it is neither (any more).
    """
    return _give(db, commitment_id, by, f"(offered_to = :by OR ({OFFERED} AND offered_to IS NULL))", now)


def give(db: Database, commitment_id: str, to: str, now: datetime) -> bool:
    """Make it the commitment of somebody who would rather take it than whom it is offered to. Return False when nobody
    has taken or been offered it no more.
    """
    return _give(db, commitment_id, to, "offered_to IS NOT NULL AND owner <> :by", now)


def _give(db: Database, commitment_id: str, to: str, where: str, now: datetime) -> bool:
    with db.atomic():
        # Locked and read first: RETURNING gives what an UPDATE has written, not what was there.
        db.execute("UPDATE commitments SET owner = owner WHERE id = :id", {"id": commitment_id})
        before = db.query("SELECT owner FROM commitments WHERE id = :id", {"id": commitment_id})
        taken = db.execute(
            f"""
            UPDATE commitments SET owner = :by, offered_to = NULL,
                partner = CASE WHEN partner <> :by THEN partner END,
                invited = CASE WHEN invited <> :by THEN invited END,
                state_at = CASE WHEN {OFFERED} THEN :now ELSE state_at END,
                state = CASE WHEN {OFFERED} THEN '{CommitmentState.OPEN}' ELSE state END
            WHERE id = :id AND {where} AND {NOT_CLOSED} RETURNING id""",
            {"id": commitment_id, "by": to, "now": stamp(now)},
        )
        if taken:
            add_log_entry(db, commitment_id, CommitmentEvent.TAKEN, to, now, {"from": before[0]["owner"]})
    return bool(taken)


def accept(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Make whoever is asked to be the partner its partner. Return False when they are not asked (any more)."""
    accepted = "partner = :by, invited = NULL WHERE id = :id AND invited = :by"
    return _change(db, commitment_id, accepted, CommitmentEvent.ACCEPTED, by, now)


def decline(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """End the offer, or the question to the partner, for whom it was made. Return False when neither is (any more)."""
    pass_on = "offered_to = NULL WHERE id = :id AND offered_to = :by"
    stay_out = "invited = NULL WHERE id = :id AND invited = :by"
    return _change(db, commitment_id, pass_on, CommitmentEvent.DECLINED, by, now) or _change(
        db, commitment_id, stay_out, CommitmentEvent.OPTED_OUT, by, now
    )


def withdraw(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """End the offer for whoever has the commitment and keeps it. Return False when it is not offered (any more)."""
    keep = f"offered_to = NULL WHERE id = :id AND offered_to IS NOT NULL AND {LIVE}"
    return _change(db, commitment_id, keep, CommitmentEvent.KEPT, by, now)


def expire(db: Database, commitment: Commitment, now: datetime) -> bool:
    """Take what nobody has taken off the list. Return False when somebody has, or has done so already."""
    over = f"""
        state = '{CommitmentState.DROPPED}', state_by = NULL, state_at = :now, offered_to = NULL, invited = NULL
        WHERE id = :id AND {OFFERED}"""
    # Nobody does it; whose it was has to do with it.
    return _change(db, commitment.id, over, CommitmentEvent.EXPIRED, commitment.made_by, now)


def _change(db: Database, commitment_id: str, change: str, event: CommitmentEvent, by: str, now: datetime) -> bool:
    values = {"id": commitment_id, "by": by, "now": stamp(now)}
    with db.atomic():
        changed = db.execute(f"UPDATE commitments SET {change} RETURNING id", values)
        if changed:
            add_log_entry(db, commitment_id, event, by, now, {})
    return bool(changed)


def note_willing(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Record that somebody would rather take what is offered to somebody else. Return False when it is known.

    Call it in a transaction that has locked it.
    """
    if by in list_willing(db, commitment_id):
        return False
    add_log_entry(db, commitment_id, CommitmentEvent.WILLING, by, now, {})
    return True


def list_willing(db: Database, commitment_id: str) -> list[str]:
    """Return who would rather take it than whom it was offered to last."""
    rows = db.query(
        f"""
        SELECT actor FROM commitment_log WHERE commitment_id = :id AND event = '{CommitmentEvent.WILLING}'
            AND place > (SELECT coalesce(max(place), 0) FROM commitment_log
                WHERE commitment_id = :id AND event = '{CommitmentEvent.OFFERED}')
        ORDER BY place""",
        {"id": commitment_id},
    )
    return [str(row["actor"]) for row in rows]


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
    """Return what waits for a person's answer, as its owner or its partner, the earliest date first."""
    return _select(
        db,
        f"t.workspace = :workspace AND (c.offered_to = :user OR c.invited = :user) AND {NOT_LEFT}",
        {"workspace": workspace, "user": user},
    )


def list_suggested(db: Database, workspace: str, user: str) -> list[Commitment]:
    """Return what a person has suggested and nobody has taken, the earliest date first."""
    return _select(
        db,
        f"{IN_WORKSPACE} AND c.{OFFERED} AND c.made_by = :user AND {NOT_LEFT}",
        {"workspace": workspace, "user": user},
    )


def list_over(db: Database, today: str) -> list[Commitment]:
    """Return what nobody has taken by its day, in teams that are not paused: those before this ISO day, 200 at most."""
    rows = db.query(
        f"{WITH_TEAM} WHERE c.{OFFERED} AND c.due_on < :today AND t.paused_at IS NULL {BY_DATE} LIMIT 200",
        {"today": today},
    )
    return [Commitment.from_row(row) for row in rows]


def _select(db: Database, where: str, params: dict[str, object]) -> list[Commitment]:
    return [Commitment.from_row(row) for row in db.query(f"{WITH_TEAM} WHERE {where} {BY_DATE}", params)]
