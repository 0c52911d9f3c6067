"""The planner of digests: for whoever asked, on the first working day of their month or week."""

import logging
from datetime import timedelta

from bot.actions.context import Context
from bot.coaching.schedule import digest_days
from bot.coaching.schedule.reminder_policy import Availability, is_muted
from bot.errors import UnavailableError
from bot.model.digests import Digest
from bot.model.outbox import Address, Kind
from bot.model.reminders import ReminderKind
from bot.model.teams import Role
from bot.records import digests, reminders, teams
from bot.reports import availability
from bot.reports.digests import name_covered

HOUR = timedelta(hours=1)
log = logging.getLogger(__name__)


def plan_due(context: Context) -> int:
    """Plan the digests that are due; return how many. Any number of processes may call at once."""
    planned = 0
    while due := digests.list_due(context.db, context.now):
        planned += sum(_consider_safely(context, each) for each in due)
    return planned


def reschedule(context: Context, digest: Digest) -> None:
    """Set anew when the next one is due: a clock that was ahead has put it off."""
    person = availability.of_person(context.db, digest.workspace, digest.user_id, context.now)
    digests.schedule(context.db, digest, digest_days.find_next(digest.rhythm, context.now, person))


def _consider_safely(context: Context, digest: Digest) -> bool:
    """Consider one; after a fault consider it again in an hour."""
    try:
        return _consider(context, digest)
    except UnavailableError:
        raise  # nobody else's can be considered either
    # Whatever it is: it would stay the first in the queue, and nobody would have a digest any more.
    except Exception:
        log.exception("The digest of %s in %s could not be planned", digest.user_id, digest.workspace)
        digests.schedule(context.db, digest, context.now + HOUR)
        return False


def _consider(context: Context, digest: Digest) -> bool:
    """Plan one that is due, or leave it out (False); either way decide when the next one is due."""
    db, now, workspace, user = context.db, context.now, digest.workspace, digest.user_id
    with db.atomic():
        person = availability.of_person(db, workspace, user, now)
        if not digests.schedule(db, digest, digest_days.find_next(digest.rhythm, now, person)):
            return False
        if is_muted(now, person):
            return False
        led = teams.list_for_person(db, workspace, user, Role.MANAGER)
        if not led:
            return _end(context, digest)
        return _plan(context, digest, person, led[0].id)


def _end(context: Context, digest: Digest) -> bool:
    """End it where somebody leads no team any more, and say so once."""
    at = Address.to_person(digest.workspace, digest.user_id)
    digests.end(context.db, digest.workspace, digest.user_id)
    context.say(Kind.DIGEST_ENDED, digest.user_id, at)
    return True


def _plan(context: Context, digest: Digest, person: Availability, team_id: str) -> bool:
    db, now, workspace, user = context.db, context.now, digest.workspace, digest.user_id
    ref = name_covered(digest.rhythm, person.today(now))
    due = digest_days.find_moment(now, reminders.list_recent(db, workspace, user), person)
    if due is None or reminders.is_planned(db, workspace, user, ReminderKind.DIGEST, ref):
        return False
    # A reminder's row belongs to a team; this one is about all that they lead, so any of them will do.
    reminder_id = reminders.plan(
        db, workspace=workspace, user=user, team_id=team_id, kind=ReminderKind.DIGEST, ref=ref, at=due
    )
    context.say(Kind.REMINDER, reminder_id, Address.to_person(workspace, user), due=due)
    return True
