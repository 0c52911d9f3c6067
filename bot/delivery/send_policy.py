"""Rules around a message: may it leave now, when is a better moment, and what follows when Slack will not take it."""

from datetime import datetime
from typing import Protocol

from bot.actions import deliveries
from bot.coaching.schedule import reminder_policy
from bot.model.outbox import Kind, Operation, OutboxRow
from bot.model.reminders import Reason, Reminder, ReminderKind
from bot.records import approvals, commitments, followups, reminders
from bot.records.database import Database
from bot.reports import availability


class Policy(Protocol):
    """Called while a row is dealt with, so none of these may call Slack; `give_up` inside the transaction that does."""

    def permit(self, row: OutboxRow, now: datetime) -> datetime | str | None:
        """None: send it now. A moment: not before then. Words: not at all, and why."""

    def postpone(self, row: OutboxRow, until: datetime) -> datetime:
        """Return when to write to a person who is not to be disturbed before `until`."""

    def give_up(self, row: OutboxRow, code: str, now: datetime) -> None:
        """Do what follows from an error code that makes Slack refuse this row for good."""


class SendPolicy:
    """Reminders leave while they are welcome; a team whose channel cannot be reached is paused."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def permit(self, row: OutboxRow, now: datetime) -> datetime | str | None:
        """Only reminders ever wait, or are dropped."""
        if row.kind != Kind.REMINDER or row.op != Operation.POST:
            return None
        reminder = reminders.get(self._db, row.ref)
        person = availability.of_person(self._db, row.workspace, reminder.user_id, now)
        not_needed = None if _is_needed(self._db, reminder) else Reason.NOT_NEEDED
        if reason := not_needed or reminder_policy.find_objection(now, reminder.ref, person):
            reminders.drop(self._db, reminder.id, reason)
            return reason
        good = person.at_work(now)
        if good > now:
            reminders.put_off(self._db, reminder.id, good)
            return good
        reminders.mark_sent(self._db, reminder.id, now)
        return None

    def postpone(self, row: OutboxRow, until: datetime) -> datetime:
        """Return the person's next working moment from then on."""
        reminder = reminders.get(self._db, row.ref)
        good = availability.of_person(self._db, row.workspace, reminder.user_id, until).at_work(until)
        reminders.put_off(self._db, reminder.id, good)
        return good

    def give_up(self, row: OutboxRow, code: str, now: datetime) -> None:
        """Do what follows for the team, the reminder or the document that the row was about."""
        deliveries.give_up(self._db, row, code, now)


def _is_needed(db: Database, reminder: Reminder) -> bool:
    """Return False when there is nothing to ask any more: it is closed, or somebody else's by now."""
    ref, user = reminder.ref, reminder.user_id
    if reminder.kind == ReminderKind.BACK:
        return True
    if reminder.kind == ReminderKind.APPROVAL:
        return approvals.is_required(db, ref, user)
    if reminder.kind == ReminderKind.FOLLOWUP:
        return not (followups.get(db, ref).closed_at or user in followups.get_answers(db, ref))
    commitment = commitments.get(db, ref)
    responsible = commitment.offered_to if reminder.kind == ReminderKind.OFFER else commitment.owner
    return not commitment.closed and responsible == user
