"""New commitments: promised by whoever writes them, or suggested to somebody else."""

from datetime import datetime

from bot.model.commitments import CommitmentEvent, CommitmentState, NewCommitment
from bot.records.commitment_log import add_log_entry
from bot.records.database import Database, stamp


def create(db: Database, commitment_id: str, new: NewCommitment, *, team_id: str, by: str, now: datetime) -> bool:
    """Record the promise of whoever makes it. Return False when its id is there already (a submission that arrives
    twice commits once), or somebody else has the piece of advice, or the talk, that it comes from.
    """
    with db.atomic():
        created = _insert_row(db, commitment_id, new, team_id=team_id, by=by, now=now, state=CommitmentState.OPEN)
        if created:
            detail = {"due": new.due_on.isoformat(), "owner": new.owner}
            add_log_entry(db, commitment_id, CommitmentEvent.MADE, by, now, detail)
            if new.partner not in (None, by):
                add_log_entry(db, commitment_id, CommitmentEvent.INVITED, by, now, {"to": new.partner})
    return created


def suggest(db: Database, commitment_id: str, new: NewCommitment, *, team_id: str, by: str, now: datetime) -> bool:
    """Record what somebody suggests, offered to its owner: it is nobody's until they take it. Return as `create`."""
    with db.atomic():
        created = _insert_row(db, commitment_id, new, team_id=team_id, by=by, now=now, state=CommitmentState.OFFERED)
        if created:
            add_log_entry(db, commitment_id, CommitmentEvent.OFFERED, by, now, {"to": new.owner})
            if new.partner not in (None, by):
                add_log_entry(db, commitment_id, CommitmentEvent.INVITED, by, now, {"to": new.partner})
    return created


def _insert_row(
    db: Database,
    commitment_id: str,
    new: NewCommitment,
    *,
    team_id: str,
    by: str,
    now: datetime,
    state: CommitmentState,
) -> bool:
    offered = state == CommitmentState.OFFERED
    columns = {
        "id": commitment_id,
        "team": team_id,
        "run": new.run_id,
        "advice": new.advice,
        "helps": new.helps,
        "voice": new.voice,
        "wave": new.wave_id,
        "cue": new.cue,
        "action": new.action,
        "owner": "" if offered else new.owner,
        "offered": new.owner if offered else None,
        "due": new.due_on.isoformat(),
        "obstacle": new.obstacle,
        # Nobody becomes a partner but by their own press.
        "partner": new.partner if new.partner == by else None,
        "invited": new.partner if new.partner != by else None,
        "trigger": new.trigger_word,
        "state": state,
        "by": by,
        "now": stamp(now),
    }
    return bool(db.execute(_INSERT, columns))


# No conflict target: any of three indexes may refuse it, the same submission once more, the same advice or talk.
_INSERT = """
    INSERT INTO commitments
        (id, team_id, run_id, advice, helps, voice, wave_id, cue, action, owner, offered_to, due_on, obstacle, partner,
        invited, trigger_word, state, reason, made_by, made_at, state_at)
    VALUES (:id, :team, :run, :advice, :helps, :voice, :wave, :cue, :action, :owner, :offered, :due, :obstacle,
        :partner, :invited, :trigger, :state, '', :by, :now, :now)
    ON CONFLICT DO NOTHING RETURNING id"""
