"""Just before a reminder leaves: is it still welcome, and is this a good moment?"""

from datetime import datetime

from bot.coaching.schedule import reminder_policy
from bot.model.outbox import Kind, Operation, OutboxRow
from bot.model.reminders import Reason, Reminder, ReminderKind
from bot.records import approvals, commitments, followups, reminders
from bot.records.database import Database
from bot.reports import availability


def held(db: Database, row: OutboxRow, now: datetime) -> datetime | str | None:
    """None: send it now. A moment: not before then. Words: not at all, and why. Only reminders are ever held."""
    if row.kind != Kind.REMINDER or row.op != Operation.POST:
        return None
    reminder = reminders.get(db, row.ref)
    person = availability.of_person(db, row.workspace, reminder.user_id, now)
    settled = Reason.SETTLED if _is_settled(db, reminder) else None
    if reason := settled or reminder_policy.unwelcome(now, reminder.ref, person):
        reminders.drop(db, reminder.id, reason)
        return reason
    good = person.at_work(now)
    if good > now:
        reminders.put_off(db, reminder.id, good)
        return good
    reminders.mark_sent(db, reminder.id, now)
    return None


def put_off(db: Database, row: OutboxRow, until: datetime) -> datetime:
    """When to write to a person who is not to be disturbed before `until`: the next working moment from then on."""
    reminder = reminders.get(db, row.ref)
    good = availability.of_person(db, row.workspace, reminder.user_id, until).at_work(until)
    reminders.put_off(db, reminder.id, good)
    return good


def _is_settled(db: Database, reminder: Reminder) -> bool:
    """Return True when there is nothing to ask any more: it is closed, or somebody else's by now."""
    ref, user = reminder.ref, reminder.user_id
    if reminder.kind == ReminderKind.BACK:
        return False
    if reminder.kind == ReminderKind.APPROVAL:
        return not approvals.owes(db, ref, user)
    if reminder.kind == ReminderKind.FOLLOWUP:
        return bool(followups.get(db, ref)["closed_at"] or user in followups.answers(db, ref))
    commitment = commitments.get(db, ref)
    whose = commitment.offered_to if reminder.kind == ReminderKind.OFFER else commitment.owner
    return commitment.closed or whose != user
