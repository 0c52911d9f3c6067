"""The planner of follow-ups, on the days a playbook says."""

from datetime import datetime

from bot.model.outbox import Address, Kind, Operation
from bot.records import followups, outbox, people, run_answers
from bot.records.database import Database


def ask_due(db: Database, now: datetime) -> int:
    """Ask what is due, and return how many. A follow-up of a shared result is posted in its channel; whoever kept the
    result to themselves is considered for a reminder.
    """
    asked = 0
    while ids := followups.list_due(db, now):
        asked += sum(_ask_followup(db, each, now) for each in ids)
    return asked


def _ask_followup(db: Database, followup_id: str, now: datetime) -> bool:
    with db.atomic():
        # Marked in any case: a reminder may come days later, and this must not be found due until then.
        if not followups.mark_asked(db, followup_id, now):
            return False
        followup = followups.get(db, followup_id)
        if followup.is_public:
            starter = followup.started_by
            outbox.say(db, Kind.FOLLOWUP, followup_id, followup.address, now, notify_on_failure=starter)
        else:
            people.consider(db, followup.workspace, followup.started_by, now)
        asked = {followup.started_by, *run_answers.list_named(db, followup.run_id)}
        for user in people.list_with_home(db, followup.workspace, asked):
            outbox.say(db, Kind.HOME, user, Address.to_person(followup.workspace, user), now, op=Operation.HOME)
    return True
