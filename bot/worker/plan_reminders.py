"""Thinking of people: whoever has something due is asked about one thing, once a week at most, or left in peace."""

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.coaching.schedule import reminder_policy
from bot.coaching.schedule.reminder_policy import Candidate, Decision, Told
from bot.model.outbox import Address, Kind
from bot.model.people import Absence, Person
from bot.records import approvals, away, followups, outbox, people, reminders, teams
from bot.records.database import Database, moment
from bot.reports import availability

AT_ONCE = 200  # people read at a time
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ASKED_FOR = timedelta(days=14)  # a question about a result is not brought up later than that
log = logging.getLogger(__name__)


def remind_due(db: Database, now: datetime) -> int:
    """Nudges planned. Any number of processes may call at once: each person is thought of by one of them."""
    while reminders.notice(db, now):
        pass
    planned = 0
    while due := people.list_due(db, now, AT_ONCE):
        planned += sum(_guarded(db, person.workspace, person.user_id, now) for person in due)
    return planned


def _guarded(db: Database, workspace: str, user: str, now: datetime) -> bool:
    """One person's fault never stops the rest: they are thought of again in an hour."""
    try:
        return _think_of(db, workspace, user, now)
    except Exception:
        log.exception("Nobody could think of %s in %s", user, workspace)
        people.considered(db, workspace, user, now + HOUR)
        return False


def _think_of(db: Database, workspace: str, user: str, now: datetime) -> bool:
    """Whether this person gets something now. Either way it is settled when to think of them next."""
    with db.atomic():
        known = people.lock_row(db, workspace, user, now)
        if known is None:
            return False
        person = availability.person(db, workspace, user, now)
        today = person.today(now)
        promises = reminders.promises(db, workspace, user)
        absences = _absences(db, workspace, user, today, now)
        asked = [promise for promise in promises if not promise["paused_at"]]
        owed = approvals.owed(db, workspace, user, now - reminder_policy.WEEK + reminder_policy.TODAY)
        found = [
            *reminder_policy.candidates(asked, user, today),
            *reminder_policy.owed(owed, today),
            *reminder_policy.unanswered(followups.unanswered(db, workspace, user, now - ASKED_FOR)),
            *_back(db, workspace, user, absences, today),
        ]
        decision = reminder_policy.decide(now, found, _earlier(db, workspace, user), person)
        returns = [one.last_day + timedelta(days=1) for one in absences]
        others = [*returns, *reminder_policy.key_days(owed, today)]
        again = decision.again or reminder_policy.next_look(promises, others, today, person)
        people.considered(db, workspace, user, max(again, now + MINUTE) if again else None)
        _write_down(db, workspace, user, decision, now)
        if decision.send is None:
            return False
        _plan(db, known, decision.send, decision, absences, today, now)
        return True


def _earlier(db: Database, workspace: str, user: str) -> list[Told]:
    rows = reminders.history(db, workspace, user)
    return [Told(moment(row["at"]), bool(row["acted"]), row["state"] == "planned") for row in rows]


def _absences(db: Database, workspace: str, user: str, today: date, now: datetime) -> list[Absence]:
    """Those whose end is still to be told. Nobody is welcomed back a week late."""
    earliest = today - reminder_policy.BACK_LASTS
    found = away.list_unwelcomed(db, workspace, user)
    for one in found:
        if one.last_day < earliest:
            away.mark_welcomed(db, one.id, now)
    return [one for one in found if one.last_day >= earliest]


def _over(absences: Collection[Absence], today: date) -> list[Absence]:
    return [one for one in absences if one.last_day < today]


def _back(db: Database, workspace: str, user: str, absences: Collection[Absence], today: date) -> list[Candidate]:
    over, theirs = _over(absences, today), teams.of(db, workspace, user)
    if not over or not theirs:
        return []
    return [Candidate("back", over[-1].id, theirs[0].id, over[-1].last_day)]


def _write_down(db: Database, workspace: str, user: str, decision: Decision, now: datetime) -> None:
    """What was held back, for the counters. What only waits for the morning is not."""
    for one, reason in decision.held:
        if reason in reminder_policy.COUNTED and one.kind != "back":
            about = {"team_id": one.team, "kind": one.kind, "ref": one.ref}
            reminders.suppress(db, workspace=workspace, user=user, **about, reason=reason, now=now)


def _plan(
    db: Database, known: Person, one: Candidate, decision: Decision, absences: list[Absence], today: date, now: datetime
) -> None:
    """The nudge and its message; with it they are welcomed back, and told once that they are asked less often."""
    whose = {"workspace": known.workspace, "user": known.user_id}
    nudge = reminders.plan(db, **whose, team_id=one.team, kind=one.kind, ref=one.ref, at=now)
    back = _over(absences, today)
    for absence in back:
        away.mark_welcomed(db, absence.id, now)
    slower = decision.slower and not known.slowdown_told_at
    if decision.slower != bool(known.slowdown_told_at):
        people.note_slowdown(db, **whose, at=now if decision.slower else None)
    detail = {"back": int(bool(back)), "slower": int(slower)}
    # No team stands beside the row: that a person cannot be written to is no reason to pause their team.
    at = Address.to_person(known.workspace, known.user_id)
    outbox.say(db, Kind.REMINDER, nudge, at, now, detail=detail)
