"""What a clock that was ahead has put off: brought back when it is put right, or at the next start."""

from datetime import timedelta

from bot.actions.context import Context
from bot.coaching.schedule.cadence import first_occasion
from bot.coaching.schedule.reminder_policy import WEEK
from bot.records import digests, people, reminders, team_schedule
from bot.worker import plan_digests

FAR = timedelta(days=45)  # further than a monthly check-in, and than anybody is left unconsidered who is not away


def recall_distant(context: Context) -> int:
    """Plan anew what a wrong clock may have put so far ahead. Return how many teams are asked sooner.

    What is as far away by right comes out the same.
    """
    db, now = context.db, context.now
    people.consider_distant(db, now + FAR, now)
    reminders.recall_sent(db, now)
    for digest in digests.list_distant(db, now + WEEK):
        plan_digests.reschedule(context, digest)
    sooner = [(team, first_occasion(team.rule, now)) for team in team_schedule.list_distant(db, now + FAR)]
    return sum(team_schedule.schedule(db, team, first) for team, first in sooner if first.at < team.next_checkin_at)
