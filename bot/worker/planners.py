"""What is due now becomes rows: the clock calls, each planner looks at its own."""

from collections.abc import Callable
from datetime import datetime

from bot.records.database import Database
from bot.worker import ask_followups, close_checkins, end_pauses, open_checkins, plan_reminders

Planner = Callable[[Database, datetime], int]
PLANNERS: tuple[Planner, ...] = (
    end_pauses.resume_rested,
    close_checkins.close_due,
    open_checkins.open_due,
    ask_followups.ask_due,
    plan_reminders.remind_due,
)


class Planning:
    """Any number of processes may plan at once: each thing that is due becomes one row."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def plan(self, now: datetime) -> int:
        """How many rows were written."""
        return sum(planner(self._db, now) for planner in PLANNERS)
