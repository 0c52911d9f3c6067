"""Days of a commitment, by its team's own calendar."""

from datetime import date, datetime

from bot.coaching.schedule.dates import today_in
from bot.model.commitments import Commitment


def local_day(commitment: Commitment, at: datetime) -> date:
    """Return the day it is at this moment where the team is."""
    return today_in(commitment.zone, at)


def is_overdue(commitment: Commitment, today: date) -> bool:
    """Return True once the day it was promised for is past."""
    return commitment.due_on < today


def days_stuck(commitment: Commitment, today: date) -> int:
    """Return for how many days it has been stuck without a break, 0 when it is not."""
    return max((today - local_day(commitment, commitment.stuck_at)).days, 0) if commitment.stuck_at else 0
