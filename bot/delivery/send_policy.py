"""The rules around a message: whether it may leave now, when it should, and what follows when Slack refuses it."""

from datetime import date, datetime, timedelta
from typing import Protocol

from bot.actions import deliveries
from bot.actions.digests import note_sent
from bot.coaching.schedule import reminder_candidates, reminder_policy
from bot.coaching.schedule.reminder_policy import Availability
from bot.delivery.ahead import Ahead
from bot.model.outbox import Kind, Operation, OutboxRow
from bot.model.reminders import Reason, Reminder, ReminderKind
from bot.model.teams import Role
from bot.records import approvals, contracts, digests, followups, invitations, reminders, seats, teams, waves
from bot.records.database import Database
from bot.reports import availability
from bot.reports.digests import read_covered

LOOK_AGAIN = timedelta(hours=1)  # until a question waits for the end of its team's pause once more


class Policy(Protocol):
    """The rules as delivery asks for them. None may call Slack: `postpone` and `give_up` run inside a transaction."""

    def permit(self, row: OutboxRow, now: datetime) -> datetime | str | None:
        """Return None to send it now, a moment (UTC) to send it then, or words that say why it is not sent at all."""

    def postpone(self, row: OutboxRow, until: datetime) -> datetime:
        """Return when to write to a person who is not to be disturbed before `until`."""

    def give_up(self, row: OutboxRow, code: str, now: datetime) -> None:
        """Do what follows from an error code that makes Slack refuse this row for good."""


class SendPolicy:
    """The product's rules: reminders leave while they are welcome, and a team whose channel is gone is paused."""

    def __init__(self, db: Database, ahead: Ahead | None = None) -> None:
        self._db, self._ahead = db, ahead or Ahead(db)

    def permit(self, row: OutboxRow, now: datetime) -> datetime | str | None:
        """Return as `Policy.permit`; only what asks somebody something ever waits, or is dropped."""
        if row.op != Operation.POST:
            return None
        # Paused since it was planned: a check-in is over by the time the pause is, a follow-up is asked then.
        if row.kind == Kind.CHECKIN:
            return "the team is paused" if self._ahead.get(row.ref)[0].paused_at else None
        if row.kind == Kind.FOLLOWUP:
            paused = row.team_id and teams.get(self._db, row.team_id).paused_at
            return now + LOOK_AGAIN if paused else None
        return self._permit_reminder(row, now) if row.kind == Kind.REMINDER else None

    def _permit_reminder(self, row: OutboxRow, now: datetime) -> datetime | str | None:
        reminder = reminders.get(self._db, row.ref)
        person = availability.of_person(self._db, row.workspace, reminder.user_id, now)
        not_needed = None if _is_needed(self._db, reminder, person, now) else Reason.NOT_NEEDED
        if reason := not_needed or reminder_policy.find_objection(now, reminder.ref, person):
            reminders.drop(self._db, reminder.id, reason)
            return reason
        moment = person.at_work(now)
        if moment > now:
            reminders.put_off(self._db, reminder.id, moment)
            return moment
        # Before it leaves: the week in which nothing follows counts from here, even if the answer is lost.
        reminders.mark_sent(self._db, reminder.id, now)
        if reminder.kind == ReminderKind.DIGEST:
            note_sent(self._db, reminder, now)
        return None

    def postpone(self, row: OutboxRow, until: datetime) -> datetime:
        """Return the person's next working moment from then on."""
        reminder = reminders.get(self._db, row.ref)
        moment = availability.of_person(self._db, row.workspace, reminder.user_id, until).at_work(until)
        reminders.put_off(self._db, reminder.id, moment)
        return moment

    def give_up(self, row: OutboxRow, code: str, now: datetime) -> None:
        """Do what follows for the team, the reminder or the document that the row was about."""
        deliveries.give_up(self._db, row, code, now)


def _is_needed(db: Database, reminder: Reminder, person: Availability, now: datetime) -> bool:
    """Return False when there is nothing to ask any more: it is closed, somebody else's, or they have just said how it
    goes; or their team is paused by now.
    """
    if reminder.kind == ReminderKind.BACK:
        return True
    if reminder.kind == ReminderKind.DIGEST:
        return _is_digest_wanted(db, reminder)
    return _is_answer_missing(db, reminder, person, now)


def _is_digest_wanted(db: Database, reminder: Reminder) -> bool:
    workspace, user = reminder.workspace, reminder.user_id
    asked = digests.find(db, workspace, user)
    same = asked is not None and read_covered(reminder.ref)[0] is asked.rhythm
    return same and bool(teams.list_for_person(db, workspace, user, Role.MANAGER))


def _is_answer_missing(db: Database, reminder: Reminder, person: Availability, now: datetime) -> bool:
    ref, user = reminder.ref, reminder.user_id
    if reminder.kind == ReminderKind.INVITATION:
        return any(
            each.id == ref and not each.paused_at for each in invitations.list_waiting(db, reminder.workspace, user)
        )
    if reminder.kind == ReminderKind.WAVE:
        # Whoever has answered hears it as well: who is left out would be told by the row.
        waiting = waves.list_waiting(db, reminder.workspace, user)
        return any(each.id == ref and each.closes_at > now and not each.paused_at for each in waiting)
    if reminder.kind == ReminderKind.CONTRACT:
        watched = contracts.list_watched(db, reminder.workspace, user, person.today(now))
        return any(each.id == ref and not each.paused_at for each in watched)
    if reminder.kind == ReminderKind.APPROVAL:
        return any(run.id == ref for run in approvals.list_waiting(db, reminder.workspace, user))
    if reminder.kind == ReminderKind.FOLLOWUP:
        answered = followups.get(db, ref).closed_at or user in followups.get_answers(db, ref)
        return not (answered or teams.get(db, reminder.team_id).paused_at)
    if reminder.kind == ReminderKind.SEAT:
        return seats.is_asked(db, ref, user) and not teams.get(db, reminder.team_id).paused_at
    return _is_commitment_needed(db, reminder, person.today(now))


def _is_commitment_needed(db: Database, reminder: Reminder, today: date) -> bool:
    user = reminder.user_id
    live = reminders.open_commitments(db, reminder.workspace, user)
    commitment = next((each for each in live if each.id == reminder.ref and not each.paused_at), None)
    if commitment is None:
        return False
    responsible = commitment.offered_to if reminder.kind == ReminderKind.OFFER else commitment.owner
    # What they asked to hear of again comes even where nothing else would bring it up.
    asked = reminder.reason == Reason.ASKED
    return responsible == user and (asked or bool(reminder_candidates.commitment_candidates([commitment], user, today)))
