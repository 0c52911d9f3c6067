"""The planner of reminders: a person is asked about one thing, once a week at most, or left in peace."""

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.coaching.schedule import reminder_candidates, reminder_policy
from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.reminder_policy import Candidate, Decision
from bot.errors import UnavailableError
from bot.model.outbox import Address, Kind
from bot.model.people import Absence, Person
from bot.model.reminders import ReminderKind
from bot.model.runs import RequiredApproval
from bot.records import (
    approvals,
    away,
    contracts,
    digests,
    followups,
    invitations,
    outbox,
    people,
    reminders,
    seats,
    teams,
    waves,
)
from bot.records.database import Database
from bot.reports import availability

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BACK_LASTS = timedelta(days=7)  # a welcome back that comes later is none
ASKED_FOR = timedelta(days=14)  # a question about a result is not brought up later than that
log = logging.getLogger(__name__)


def remind_due(db: Database, now: datetime) -> int:
    """Plan reminders; return how many. Any number of processes may call at once: one of them considers each person."""
    while reminders.notice(db, now):
        pass
    planned = 0
    while due := people.list_due(db, now):
        planned += sum(_remind_safely(db, person.workspace, person.user_id, now) for person in due)
    return planned


def _remind_safely(db: Database, workspace: str, user: str, now: datetime) -> bool:
    """Consider one person; after a fault consider them again in an hour."""
    try:
        return _consider_person(db, workspace, user, now)
    except UnavailableError:
        raise  # nobody else can be considered either
    # Whatever it is: they would stay the first in the queue, and nobody else would be reminded any more.
    except Exception:
        log.exception("Nobody could consider %s in %s", user, workspace)
        people.considered(db, workspace, user, now + HOUR)
        return False


def _consider_person(db: Database, workspace: str, user: str, now: datetime) -> bool:
    """Plan a reminder for this person, or none (False); either way decide when to consider them next."""
    with db.atomic():
        known = people.lock_row(db, workspace, user, now)
        if known is None:
            return False
        person = availability.of_person(db, workspace, user, now)
        today = person.today(now)
        commitments = reminders.open_commitments(db, workspace, user)
        absences = _list_absences(db, workspace, user, today, now)
        # Those of paused teams are not asked about, but looked at again: nothing tells when a pause ends.
        asked = [commitment for commitment in commitments if not commitment.paused_at]
        required = _required(db, workspace, user, now)
        invited = invitations.list_waiting(db, workspace, user)
        asking = waves.list_waiting(db, workspace, user)
        asked_to_sit = seats.list_asked(db, workspace, user)
        watched = contracts.list_watched(db, workspace, user, today)
        candidates = [
            *reminder_candidates.wave_candidates(asking, now, person.zone),
            *reminder_candidates.contract_candidates(watched, today),
            *reminder_candidates.commitment_candidates(asked, user, today),
            *reminder_candidates.approval_candidates(required, today),
            *reminder_candidates.seat_candidates(asked_to_sit, today),
            *_followup_candidates(db, workspace, user, now),
            *reminder_candidates.invitation_candidates(invited, today, person.zone),
            *_back_candidates(db, workspace, user, absences, today),
        ]
        # Read before what was sent: one that another process plans meanwhile is seen here or there.
        digest = digests.find(db, workspace, user)
        earlier = reminders.list_recent(db, workspace, user)
        digest_at = digest.next_at if digest else None
        decision = reminder_policy.decide(now, candidates, earlier, person, digest_at)
        returns = [absence.last_day + timedelta(days=1) for absence in absences]
        # Looked at day by day as long as they wait: of a team that rests nothing tells when that ends.
        unasked = [today + ONE_DAY for each in invited if not each.asked_at]
        waits = [*reminder_candidates.approval_days(required, today), *(day + ONE_DAY for _, _, day in asked_to_sit)]
        dated = [
            *reminder_candidates.wave_days(asking, now, person.zone),
            *reminder_candidates.notice_days(watched, today),
        ]
        others = [*returns, *waits, *unasked, *dated]
        again = decision.again or reminder_candidates.next_consideration(commitments, others, today, person)
        # Later than now in any case: `remind_due` goes on until nobody is due.
        people.considered(db, workspace, user, max(again, now + MINUTE) if again else None)
        _record_suppressed(db, workspace, user, decision, now)
        if decision.send is None:
            return False
        _plan_reminder(db, known, decision.send, decision, _list_over(absences, today), now)
        return True


def _required(db: Database, workspace: str, user: str, now: datetime) -> list[RequiredApproval]:
    # A day less than a week: people are considered at nine, and the reminder of a week ago left some time after that.
    return approvals.list_required(db, workspace, user, now - reminder_policy.WEEK + ONE_DAY)


def _followup_candidates(db: Database, workspace: str, user: str, now: datetime) -> list[Candidate]:
    """Return what was asked of this person alone about something they went through."""
    return [
        Candidate(ReminderKind.FOLLOWUP, each.id, each.team_id, each.asked_at.date())
        for each in followups.list_unanswered(db, workspace, user, now - ASKED_FOR)
        if each.asked_at
    ]


def _list_absences(db: Database, workspace: str, user: str, today: date, now: datetime) -> list[Absence]:
    """Return absences after which this person is still to be welcomed back. Give up those that ended a week ago."""
    earliest = today - BACK_LASTS
    unwelcomed = away.list_unwelcomed(db, workspace, user)
    for absence in unwelcomed:
        if absence.last_day < earliest:
            away.mark_welcomed(db, absence.id, now)
    return [absence for absence in unwelcomed if absence.last_day >= earliest]


def _list_over(absences: Collection[Absence], today: date) -> list[Absence]:
    return [absence for absence in absences if absence.last_day < today]


def _back_candidates(
    db: Database, workspace: str, user: str, absences: Collection[Absence], today: date
) -> list[Candidate]:
    over, theirs = _list_over(absences, today), teams.list_for_person(db, workspace, user)
    if not over or not theirs:
        return []
    # A reminder's row belongs to a team; this one is about none, so any of theirs will do.
    return [Candidate(ReminderKind.BACK, over[-1].id, theirs[0].id, over[-1].last_day)]


def _record_suppressed(db: Database, workspace: str, user: str, decision: Decision, now: datetime) -> None:
    """Record what is suppressed, for the summary's figures; what only waits is not."""
    for candidate, reason in decision.suppressed:
        if not reminder_policy.is_put_off(candidate, reason) and candidate.kind != ReminderKind.BACK:
            reminders.suppress(
                db,
                workspace=workspace,
                user=user,
                team_id=candidate.team,
                kind=candidate.kind,
                ref=candidate.ref,
                reason=reason,
                now=now,
            )


def _plan_reminder(
    db: Database,
    known: Person,
    candidate: Candidate,
    decision: Decision,
    over: list[Absence],
    now: datetime,
) -> None:
    """Record the reminder and its message.

    It also welcomes them back from the absences that are `over`, and says once that they are asked less often.
    """
    workspace, user = known.workspace, known.user_id
    reminder_id = reminders.plan(
        db, workspace=workspace, user=user, team_id=candidate.team, kind=candidate.kind, ref=candidate.ref, at=now
    )
    if candidate.kind == ReminderKind.INVITATION:
        invitations.mark_asked(db, candidate.ref, now)
    for absence in over:
        away.mark_welcomed(db, absence.id, now)
    slower = decision.slower and not known.slowdown_announced_at
    if decision.slower != bool(known.slowdown_announced_at):
        people.note_slowdown(db, workspace, user, at=now if decision.slower else None)
    detail = {"back": int(bool(over)), "slower": int(slower)}
    # No team stands beside the row: that a person cannot be written to is no reason to pause their team.
    outbox.say(db, Kind.REMINDER, reminder_id, Address.to_person(workspace, user), now, detail=detail)
