"""What is due now becomes rows: the clock calls, each planner looks at its own."""

from collections.abc import Callable
from datetime import datetime

from bot.nudges import closing, opening, reminding, resuming
from bot.records.database import Database

Planner = Callable[[Database, datetime], int]
PLANNERS: tuple[Planner, ...] = (resuming.resume_rested, closing.close_due, opening.open_due, reminding.remind_due)


class Planning:
    """Any number of processes may plan at once: each thing that is due becomes one row."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def plan(self, now: datetime) -> int:
        """How many rows were written."""
        return sum(planner(self._db, now) for planner in PLANNERS)
