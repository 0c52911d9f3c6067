"""Commitments (if … then … I will, with an owner and a date), their states, and the log of each."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from bot.errors import MissingError
from bot.model.commitments import (
    Commitment,
    CommitmentCounts,
    CommitmentEvent,
    CommitmentState,
    LogEntry,
    NewCommitment,
)
from bot.records import people
from bot.records.commitment_sql import BY_DATE, CLOSED, COUNTS, KEPT, LIVE, NOT_LEFT, STUCK, WITH_TEAM
from bot.records.database import Database, new_id, stamp


def create(
    db: Database, commitment_id: str, new: NewCommitment, *, team_id: str, run_id: str | None, by: str, now: datetime
) -> bool:
    """Record it. Return False when this id is there already: a submission that arrives twice commits once."""
    columns = {
        "id": commitment_id,
        "team": team_id,
        "run": run_id,
        "cue": new.cue,
        "action": new.action,
        "owner": new.owner,
        "due": new.due_on.isoformat(),
        "obstacle": new.obstacle,
        "partner": new.partner,
        "trigger": new.trigger_word,
        "by": by,
        "now": stamp(now),
    }
    with db.atomic():
        created = db.execute(_CREATE, columns)
        if created:
            detail = {"due": columns["due"], "owner": new.owner}
            add_log_entry(db, commitment_id, CommitmentEvent.MADE, by, now, detail)
    return bool(created)


_CREATE = f"""
    INSERT INTO commitments
        (id, team_id, run_id, cue, action, owner, due_on, obstacle, partner, trigger_word, state, reason,
        made_by, made_at, state_at)
    VALUES (:id, :team, :run, :cue, :action, :owner, :due, :obstacle, :partner, :trigger, '{CommitmentState.OPEN}', '',
        :by, :now, :now)
    ON CONFLICT (id) DO NOTHING RETURNING id"""


def get(db: Database, commitment_id: str) -> Commitment:
    """Return it. Raise KeyError when there is no such commitment."""
    rows = db.query(f"{WITH_TEAM} WHERE c.id = :id", {"id": commitment_id})
    if not rows:
        raise MissingError(commitment_id)
    return Commitment.from_row(rows[0])


def lock_row(db: Database, commitment_id: str) -> Commitment:
    """Lock it and return it as it is now: until the transaction ends nobody else changes it. KeyError as `get`."""
    db.execute("UPDATE commitments SET state = state WHERE id = :id", {"id": commitment_id})
    return get(db, commitment_id)


def list_live(db: Database, team_id: str) -> list[Commitment]:
    """Return a team's live ones, the earliest date first."""
    return _select(db, f"c.team_id = :team AND c.{LIVE}", {"team": team_id})


def of_person(db: Database, workspace: str, user: str) -> list[Commitment]:
    """Return the live ones of a person in any team, alone or as partner, the earliest date first."""
    return _select(
        db,
        f"t.workspace = :workspace AND c.{LIVE} AND (c.owner = :user OR c.partner = :user) AND {NOT_LEFT}",
        {"user": user, "workspace": workspace},
    )


def list_cued(db: Database, team_id: str, word: str, user: str) -> list[Commitment]:
    """Return the live ones of a person that are to be quoted when this playbook starts, the earliest date first."""
    return _select(
        db,
        f"c.team_id = :team AND c.trigger_word = :word AND c.{LIVE} AND (c.owner = :user OR c.partner = :user)",
        {"team": team_id, "word": word, "user": user},
    )


def closed_since(db: Database, workspace: str, user: str, since: datetime) -> list[Commitment]:
    """Return what a person has kept or dropped since then, the latest first."""
    return _select(
        db,
        f"""t.workspace = :workspace AND c.{CLOSED} AND c.state_at >= :since
            AND (c.owner = :user OR c.partner = :user) AND {NOT_LEFT}""",
        {"user": user, "workspace": workspace, "since": stamp(since)},
        order="ORDER BY c.state_at DESC, c.id",
    )


def list_kept(db: Database, team_id: str, since: datetime | None, until: datetime | None) -> list[Commitment]:
    """Return what a team has done from one moment to just before another (None: no limit), in that order."""
    return _select(
        db,
        f"c.team_id = :team AND c.{KEPT} AND c.state_at >= :since AND c.state_at < :until",
        # "~" comes after every digit, and so after every moment.
        {"team": team_id, "since": stamp(since) if since else "", "until": stamp(until) if until else "~"},
        order="ORDER BY c.state_at, c.id",
    )


def longest_stuck(db: Database, team_id: str) -> Commitment | None:
    """Return a team's commitment that has been stuck longest, if one is."""
    found = _select(db, f"c.team_id = :team AND c.{STUCK}", {"team": team_id}, order="ORDER BY c.state_at LIMIT 1")
    return found[0] if found else None


def count_states(db: Database, team_id: str) -> CommitmentCounts:
    """Return how many a team has in each state."""
    rows = db.query(f"SELECT {COUNTS} FROM commitments WHERE team_id = :team", {"team": team_id})
    return CommitmentCounts.from_row(rows[0])


def _select(db: Database, where: str, params: Mapping[str, object], order: str = BY_DATE) -> list[Commitment]:
    return [Commitment.from_row(row) for row in db.query(f"{WITH_TEAM} WHERE {where} {order}", params)]


def set_state(
    db: Database, commitment_id: str, state: CommitmentState, by: str, now: datetime, reason: str = ""
) -> bool:
    """Record how it goes. Return False when it says so already, or is closed: the first press counts.

    `stuck_at` is since when it has been stuck without a break. Closing ends an offer that nobody answered.
    """
    values = {"id": commitment_id, "state": state, "by": by, "now": stamp(now), "reason": reason}
    with db.atomic():
        changed = db.execute(_SET_STATE, values)
        if changed:
            event = CommitmentEvent(state.value)
            add_log_entry(db, commitment_id, event, by, now, {"reason": reason} if reason else {})
    return bool(changed)


# `:{LIVE}` asks for the new state, `{LIVE}` for the one that stands there.
_SET_STATE = f"""
    UPDATE commitments SET state = :state, state_by = :by, state_at = :now, reason = :reason,
        stuck_at = CASE WHEN :state = '{CommitmentState.STUCK}' THEN :now END,
        offered_to = CASE WHEN :{LIVE} THEN offered_to END
    WHERE id = :id AND state <> :state AND {LIVE} RETURNING id"""


def explain(db: Database, commitment_id: str, reason: str, by: str, now: datetime) -> bool:
    """Record what blocks a stuck one. Return False when it is not stuck (any more), or says so already."""
    change = f"reason = :value WHERE id = :id AND {STUCK} AND reason <> :value"
    return _change(db, change, commitment_id, reason, CommitmentEvent.BLOCKED, {"reason": reason}, by, now)


def redate(db: Database, commitment_id: str, due_on: date, by: str, now: datetime) -> bool:
    """Move a live one to another day. Return False when it has that day already, or is closed."""
    change, day = f"due_on = :value WHERE id = :id AND {LIVE} AND due_on <> :value", due_on.isoformat()
    return _change(db, change, commitment_id, day, CommitmentEvent.REDATED, {"due": day}, by, now)


def reword(db: Database, commitment_id: str, action: str, by: str, now: datetime) -> bool:
    """Make a live one smaller. Return False when the words are the same, or it is closed."""
    change = f"action = :value WHERE id = :id AND {LIVE} AND action <> :value"
    return _change(db, change, commitment_id, action, CommitmentEvent.REWORDED, {"action": action}, by, now)


def reopen(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Take it up again: not done after all, or not dropped. Return False when it is live."""
    opened = f"state = '{CommitmentState.OPEN}', reason = '', state_by = :value, state_at = :now"
    change = f"{opened} WHERE id = :id AND {CLOSED}"
    return _change(db, change, commitment_id, by, CommitmentEvent.REOPENED, {}, by, now)


def _change(
    db: Database,
    change: str,
    commitment_id: str,
    value: str,
    event: CommitmentEvent,
    detail: Mapping[str, object],
    by: str,
    now: datetime,
) -> bool:
    """Let one statement decide, and log the event when it did something."""
    values = {"id": commitment_id, "value": value, "now": stamp(now)}
    with db.atomic():
        changed = db.execute(f"UPDATE commitments SET {change} RETURNING id", values)
        if changed:
            add_log_entry(db, commitment_id, event, by, now, detail)
    return bool(changed)


def cue(db: Database, team_id: str, word: str, by: str, now: datetime) -> None:
    """Note that somebody of the team starts this playbook: consider reminding those who promised something for then.

    Who starts it is not reminded: they read their own on its first page.
    """
    with db.atomic():
        owners = db.execute(
            f"""
            UPDATE commitments SET cued_at = :now
            WHERE team_id = :team AND trigger_word = :word AND owner <> :by AND {LIVE}
            RETURNING owner, (SELECT workspace FROM teams WHERE id = :team) AS workspace""",
            {"team": team_id, "word": word, "by": by, "now": stamp(now)},
        )
        # In order: two transactions that lock the same people in different orders would be a deadlock.
        for workspace, owner in sorted({(row["workspace"], row["owner"]) for row in owners}):
            people.consider(db, workspace, owner, now)


def add_log_entry(
    db: Database, commitment_id: str, event: CommitmentEvent, by: str, now: datetime, detail: Mapping[str, object]
) -> str:
    """Write down that this happened; return the id of the entry. Call it in the transaction that changed the row."""
    entry = {"id": new_id(), "commitment": commitment_id, "event": event, "by": by, "now": stamp(now)}
    return str(db.execute(_LOG, {**entry, "detail": json.dumps(detail, ensure_ascii=False)})[0]["id"])


# A place, since entries of one millisecond have an order too. Two never get the same one: whoever logs has changed the
# commitment's row before, and so waits for whoever else does.
_LOG = """
    INSERT INTO commitment_log (id, commitment_id, place, event, detail, actor, at)
    VALUES (:id, :commitment,
        (SELECT coalesce(max(place), 0) + 1 FROM commitment_log WHERE commitment_id = :commitment),
        :event, :detail, :by, :now)
    RETURNING id"""


def list_log(db: Database, commitment_id: str) -> list[LogEntry]:
    """Return all that happened to it, oldest first."""
    rows = db.query("SELECT * FROM commitment_log WHERE commitment_id = :id ORDER BY place", {"id": commitment_id})
    return [LogEntry.from_row(row) for row in rows]


def was_last(db: Database, commitment_id: str, event: CommitmentEvent, by: str) -> bool:
    """Return True when this is what happened to it last: whoever did it does it again, and nothing has changed."""
    last = list_log(db, commitment_id)[-1]
    return (last.event, last.actor) == (event, by)


def list_participants(db: Database, commitment: Commitment) -> list[str]:
    """Return everybody who has had to do with it: owners and partner, and whoever did something or was offered it."""
    named = [commitment.owner, commitment.partner]
    for entry in list_log(db, commitment.id):
        named += [entry.actor, *(entry.detail.get(role) for role in ("owner", "to", "from"))]
    return list(dict.fromkeys(filter(None, named)))
