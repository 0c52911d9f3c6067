"""Just before a nudge leaves: is it still welcome, and is this a good moment?"""

from datetime import datetime

from bot.coaching.schedule import reminder_policy
from bot.model.outbox import Kind, Operation, OutboxRow
from bot.records import approvals, commitments, followups, reminders
from bot.records.commitments import CLOSED
from bot.records.database import Database, Row
from bot.reports import availability


def held(db: Database, row: OutboxRow, now: datetime) -> datetime | str | None:
    """None: send it now. A moment: not before then. Words: not at all, and why. Only nudges are ever held."""
    if row.kind != Kind.REMINDER or row.op != Operation.POST:
        return None
    nudge = reminders.get(db, row.ref)
    person = availability.person(db, row.workspace, nudge["user_id"], now)
    if reason := _settled(db, nudge) or reminder_policy.unwelcome(now, nudge["ref"], person):
        reminders.drop(db, nudge["id"], reason)
        return reason
    good = person.at_work(now)
    if good > now:
        reminders.put_off(db, nudge["id"], good)
        return good
    reminders.sent(db, nudge["id"], now)
    return None


def put_off(db: Database, row: OutboxRow, until: datetime) -> datetime:
    """When to write to a person who is not to be disturbed before `until`: the next working moment from then on."""
    nudge = reminders.get(db, row.ref)
    good = availability.person(db, row.workspace, nudge["user_id"], until).at_work(until)
    reminders.put_off(db, nudge["id"], good)
    return good


def _settled(db: Database, nudge: Row) -> str:
    """Whether there is nothing to ask any more: it is closed, or somebody else's by now."""
    ref, user = nudge["ref"], nudge["user_id"]
    if nudge["kind"] == "back":
        return ""
    if nudge["kind"] == "key":
        return "" if approvals.is_required(db, ref, user) else "settled"
    if nudge["kind"] == "followup":
        return "settled" if followups.get(db, ref).closed_at or user in followups.get_answers(db, ref) else ""
    one = commitments.get(db, ref)
    whose = one["offered_to"] if nudge["kind"] == "handover" else one["owner"]
    return "settled" if one["state"] in CLOSED or whose != user else ""
