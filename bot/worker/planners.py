"""The planners in the order in which the clock calls them; each makes rows of what is due in its field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.actions.context import Context
from bot.coaching.playbook.weekly_questions import WeeklyQuestion
from bot.coaching.shapes.base import Playbook
from bot.records.database import Database
from bot.worker import (
    ask_again,
    ask_followups,
    close_checkins,
    close_waves,
    end_offers,
    end_pauses,
    open_checkins,
    plan_reminders,
    redraw_checkins,
    redraw_results,
)
from bot.worker.recall import recall_distant

Planner = Callable[[Context], int]
SET_BACK = timedelta(minutes=1)  # more than clocks are kept right by all the time
PLANNERS: tuple[Planner, ...] = (
    end_pauses.end_due,
    end_offers.end_due,
    close_checkins.close_due,
    close_waves.close_due,
    close_waves.look_due,
    ask_again.ask_due,
    open_checkins.open_due,
    redraw_checkins.redraw_due,
    redraw_results.redraw_due,
    lambda context: ask_followups.ask_due(context.db, context.now),
    lambda context: plan_reminders.remind_due(context.db, context.now),
)


class Planning:
    """All planners together. Any number of processes may plan at once: each thing that is due becomes one row."""

    def __init__(
        self,
        db: Database,
        library: Mapping[str, Playbook],
        secret: bytes,
        questions: Sequence[WeeklyQuestion] = (),
    ) -> None:
        self._db, self._library, self._secret, self._questions = db, library, secret, questions
        self._last: datetime | None = None

    def plan(self, now: datetime) -> int:
        """Plan everything that is due at `now`, UTC. Return how many things that was."""
        context = Context(self._db, self._library, self._secret, now, self._questions)
        # At the start as well: the clock may have been put right before.
        if self._last is None or now < self._last - SET_BACK:
            recall_distant(context)
        self._last = now
        return sum(planner(context) for planner in PLANNERS)
