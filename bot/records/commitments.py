"""Commitments (if … then … I will, with an owner and a date), their states, and the log of each."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from bot.errors import MissingError
from bot.model.commitments import (
    Commitment,
    CommitmentCounts,
    CommitmentEvent,
    CommitmentState,
)
from bot.records import people
from bot.records.bulk_values import list_values
from bot.records.commitment_log import add_log_entry, list_log
from bot.records.commitment_sql import (
    BY_DATE,
    CLOSED,
    COUNTS,
    IN_WORKSPACE,
    KEPT,
    LIVE,
    NOT_CLOSED,
    NOT_LEFT,
    OFFERED,
    STUCK,
    WITH_TEAM,
)
from bot.records.database import Database, stamp


def find(db: Database, commitment_id: str) -> Commitment | None:
    """Return it; None when there is no such commitment."""
    rows = db.query(f"{WITH_TEAM} WHERE c.id = :id", {"id": commitment_id})
    return Commitment.from_row(rows[0]) if rows else None


def get(db: Database, commitment_id: str) -> Commitment:
    """Return it. Raise KeyError when there is no such commitment."""
    commitment = find(db, commitment_id)
    if commitment is None:
        raise MissingError(commitment_id)
    return commitment


def lock_row(db: Database, commitment_id: str) -> Commitment:
    """Lock it and return it as it is now: until the transaction ends nobody else changes it. KeyError as `get`."""
    db.execute("UPDATE commitments SET state = state WHERE id = :id", {"id": commitment_id})
    return get(db, commitment_id)


def list_live(db: Database, team_id: str) -> list[Commitment]:
    """Return a team's live ones, the earliest date first."""
    return _select(db, f"c.team_id = :team AND c.{LIVE}", {"team": team_id})


def list_live_of(db: Database, team_ids: Iterable[str]) -> list[Commitment]:
    """Return the live ones of these teams, the earliest date first."""
    values, params = list_values(db, ((each,) for each in set(team_ids)))
    where = f"c.team_id IN (SELECT column1 FROM ({values}) AS wanted) AND c.{LIVE}"
    return _select(db, where, params) if values else []


def list_of_result(db: Database, ref: str) -> list[str]:
    """Return what was promised because of the result posted as this run, whatever it said then."""
    rows = db.query(
        """
        SELECT id FROM commitments
        WHERE run_id = :ref OR run_id IN (SELECT id FROM runs WHERE replaces = :ref OR list_id = :ref)
        ORDER BY id""",
        {"ref": ref},
    )
    return [row["id"] for row in rows]


def list_open(db: Database, team_id: str) -> list[Commitment]:
    """Return a team's live ones, and those that nobody has taken yet, the earliest date first."""
    return _select(db, f"c.team_id = :team AND c.{NOT_CLOSED}", {"team": team_id})


def list_from_advice(db: Database, run_id: str) -> dict[str, Commitment]:
    """Return what became of a result's advice: key → the commitment that carries it, offered, live or kept."""
    where = f"c.run_id = :run AND c.advice IS NOT NULL AND c.state <> '{CommitmentState.DROPPED}'"
    return {str(each.advice): each for each in _select(db, where, {"run": run_id})}


def find_from_wave(db: Database, wave_id: str) -> Commitment | None:
    """Return the one that sets up the talk of a wave: offered, live or kept."""
    where = f"c.wave_id = :wave AND c.state <> '{CommitmentState.DROPPED}'"
    return next(iter(_select(db, where, {"wave": wave_id})), None)


def list_helping(db: Database, commitment_id: str) -> list[Commitment]:
    """Return those by which somebody helps with this one, taken and not given up, the first made first."""
    where = f"c.helps = :id AND c.state NOT IN ('{CommitmentState.OFFERED}', '{CommitmentState.DROPPED}')"
    return _select(db, where, {"id": commitment_id}, order="ORDER BY c.made_at, c.id")


def list_help(db: Database, team_id: str) -> dict[str, Commitment]:
    """Return what is done about stuck commitments of a team, by their ids, and about what was said at its check-ins, by
    voice: the first that was taken and not given up.
    """
    taken = f"c.state NOT IN ('{CommitmentState.OFFERED}', '{CommitmentState.DROPPED}')"
    where = f"c.team_id = :team AND (c.helps IS NOT NULL OR c.voice IS NOT NULL) AND {taken}"
    found = _select(db, where, {"team": team_id}, order="ORDER BY c.made_at DESC, c.id")
    return {str(each.helps or each.voice): each for each in found}


def own_of(db: Database, workspace: str, user: str, team_id: str = "") -> list[Commitment]:
    """Return the live ones that a person owns, in this team or any, the earliest date first."""
    return _select(
        db,
        f"""t.workspace = :workspace AND c.{LIVE} AND c.owner = :user AND {NOT_LEFT}
            AND (:team = '' OR c.team_id = :team)""",
        {"user": user, "workspace": workspace, "team": team_id},
    )


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
        f"""{IN_WORKSPACE} AND c.{CLOSED} AND c.state_at >= :since
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


def list_kept_of(db: Database, spans: Iterable[tuple[str, datetime | None, datetime | None]]) -> list[Commitment]:
    """Return what `list_kept` gives of each of these teams (id, since, until), in that order."""
    rows = {(team, stamp(since) if since else "", stamp(until) if until else "~") for team, since, until in spans}
    values, params = list_values(db, sorted(rows))
    found = db.query(_KEPT_OF.format(values=values), params) if values else []
    # Once, where the times of two check-ins of a team overlap.
    return list({row["id"]: Commitment.from_row(row) for row in found}.values())


_KEPT_OF = f"""{WITH_TEAM}
    JOIN ({{values}}) AS span
        ON span.column1 = c.team_id AND c.state_at >= span.column2 AND c.state_at < span.column3
    WHERE c.{KEPT} ORDER BY c.state_at, c.id"""


def longest_stuck(db: Database, team_id: str) -> Commitment | None:
    """Return a team's commitment that has been stuck longest, if one is."""
    found = _select(db, f"c.team_id = :team AND c.{STUCK}", {"team": team_id}, order="ORDER BY c.stuck_at LIMIT 1")
    return found[0] if found else None


def count_states(db: Database, team_id: str) -> CommitmentCounts:
    """Return how many a team has in each state."""
    rows = db.query(f"SELECT {COUNTS} FROM commitments WHERE team_id = :team", {"team": team_id})
    return CommitmentCounts.from_row(rows[0])


def count_in_a_row(db: Database, commitment: Commitment) -> int:
    """Return how many promises its team had kept up to this one since it last gave one up; 0 where it is not kept."""
    rows = db.query(
        f"""
        SELECT count(*) AS n FROM commitments c WHERE c.team_id = :team AND c.{KEPT} AND c.state_at <= :at
            AND c.state_at > (SELECT coalesce(max(d.state_at), '') FROM commitments d
                WHERE d.team_id = :team AND d.state = '{CommitmentState.DROPPED}' AND d.owner <> ''
                    AND d.state_at <= :at)""",
        {"team": commitment.team_id, "at": stamp(commitment.state_at)},
    )
    return int(rows[0]["n"]) if commitment.state == CommitmentState.DONE else 0


def _select(db: Database, where: str, params: Mapping[str, object], order: str = BY_DATE) -> list[Commitment]:
    return [Commitment.from_row(row) for row in db.query(f"{WITH_TEAM} WHERE {where} {order}", params)]


def set_state(
    db: Database, commitment_id: str, state: CommitmentState, by: str, now: datetime, reason: str = ""
) -> bool:
    """Record how it goes. Return False when it says so already, or is closed: the first press counts. That it is still
    on track is news on another day.

    `stuck_at` is since when it has been stuck without a break. Closing ends an offer that nobody answered; what nobody
    has taken yet can only be dropped.
    """
    day_ago = stamp(now - timedelta(days=1))
    values = {"id": commitment_id, "state": state, "by": by, "now": stamp(now), "reason": reason, "day_ago": day_ago}
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
        offered_to = CASE WHEN :{LIVE} THEN offered_to END, invited = CASE WHEN :{LIVE} THEN invited END
    WHERE id = :id AND (state <> :state OR (state = '{CommitmentState.ON_TRACK}' AND state_at <= :day_ago))
        AND ({LIVE} OR (:state = '{CommitmentState.DROPPED}' AND {OFFERED}))
    RETURNING id"""


def explain(db: Database, commitment_id: str, reason: str, by: str, now: datetime) -> bool:
    """Record what blocks a stuck one. Return False when it is not stuck (any more), or says so already."""
    change = f"reason = :value WHERE id = :id AND {STUCK} AND reason <> :value"
    return _change(db, change, commitment_id, reason, CommitmentEvent.BLOCKED, {"reason": reason}, by, now)


def redate(db: Database, commitment_id: str, due_on: date, by: str, now: datetime) -> bool:
    """Move one to another day. Return False when it has that day already, or is closed."""
    change, day = f"due_on = :value WHERE id = :id AND {NOT_CLOSED} AND due_on <> :value", due_on.isoformat()
    return _change(db, change, commitment_id, day, CommitmentEvent.REDATED, {"due": day}, by, now)


def reword(db: Database, commitment_id: str, action: str, by: str, now: datetime) -> bool:
    """Make one smaller. Return False when the words are the same, or it is closed."""
    change = f"action = :value WHERE id = :id AND {NOT_CLOSED} AND action <> :value"
    return _change(db, change, commitment_id, action, CommitmentEvent.REWORDED, {"action": action}, by, now)


def reopen(db: Database, commitment_id: str, by: str, now: datetime) -> bool:
    """Take it up again after it was done or dropped. Return False when it is live, was nobody's, or somebody else has
    promised the same advice, or talk, meanwhile. Call it in a transaction that has locked its run or wave.
    """
    opened = f"state = '{CommitmentState.OPEN}', reason = '', state_by = :value, state_at = :now"
    change = f"""{opened} WHERE id = :id AND {CLOSED} AND owner <> '' AND NOT EXISTS (
        SELECT 1 FROM commitments o
        WHERE (o.run_id = commitments.run_id AND o.advice = commitments.advice OR o.wave_id = commitments.wave_id)
            AND o.id <> commitments.id AND o.state <> '{CommitmentState.DROPPED}')"""
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


def list_participants(db: Database, commitment: Commitment) -> list[str]:
    """Return everybody who has had to do with it: its people, whoever suggested it, did something or was offered it."""
    named = [commitment.owner, commitment.partner, commitment.made_by]
    for entry in list_log(db, commitment.id):
        named += [entry.actor, *(entry.detail.get(role) for role in ("owner", "to", "from"))]
    return list(dict.fromkeys(filter(None, named)))
