"""The planners in the order in which the clock calls them; each makes rows of what is due in its field."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.actions.context import Context
from bot.coaching.playbook.weekly_questions import WeeklyQuestion
from bot.coaching.shapes.base import Playbook
from bot.errors import UnavailableError
from bot.records.database import Database
from bot.setbacks import Setbacks
from bot.worker import (
    ask_again,
    ask_followups,
    close_checkins,
    close_waves,
    delete_teams,
    end_exports,
    end_offers,
    end_pauses,
    forget_people,
    open_checkins,
    plan_digests,
    plan_reminders,
    redraw_checkins,
    redraw_results,
)
from bot.worker.recall import recall_distant

log = logging.getLogger(__name__)

RECALL = "recall what was put off"
Planner = Callable[[Context], int]
SET_BACK = timedelta(minutes=1)  # more than clocks are kept right by all the time
PLANNERS: dict[str, Planner] = {
    # Before anything else is planned for them.
    "delete teams": delete_teams.delete_due,
    "forget people": forget_people.forget_due,
    "end pauses": end_pauses.end_due,
    "end offers": end_offers.end_due,
    "close check-ins": close_checkins.close_due,
    "close waves": close_waves.close_due,
    "look at waves": close_waves.look_due,
    "ask again": ask_again.ask_due,
    "open check-ins": open_checkins.open_due,
    "end exports": end_exports.end_due,
    "redraw check-ins": redraw_checkins.redraw_due,
    "redraw results": redraw_results.redraw_due,
    "ask follow-ups": lambda context: ask_followups.ask_due(context.db, context.now),
    "plan digests": plan_digests.plan_due,
    "plan reminders": lambda context: plan_reminders.remind_due(context.db, context.now),
}


class Planning:
    """All planners together. Any number of processes may plan at once: each thing that is due becomes one row.

    A planner that fails keeps no other from its turn; `seconds` counts how long it is then left alone.
    """

    def __init__(
        self,
        db: Database,
        library: Mapping[str, Playbook],
        secret: bytes,
        questions: Sequence[WeeklyQuestion] = (),
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._setbacks = {name: Setbacks(log, name, seconds) for name in (RECALL, *PLANNERS)}
        self._db, self._library, self._secret, self._questions = db, library, secret, questions
        self._last: datetime | None = None

    def plan(self, now: datetime) -> int:
        """Plan everything that is due at `now`, UTC. Return how many things that was."""
        context = Context(self._db, self._library, self._secret, now, self._questions)
        # At the start as well: the clock may have been put right before.
        if self._last is None or now < self._last - SET_BACK:
            self._attempt(RECALL, recall_distant, context)
        self._last = now
        planned = {name: self._attempt(name, planner, context) for name, planner in PLANNERS.items()}
        log.log(logging.INFO if any(planned.values()) else logging.DEBUG, "planned: %s", _list_planned(planned))
        return sum(planned.values())

    def _attempt(self, name: str, planner: Planner, context: Context) -> int:
        """Return how many things the planner has planned. UnavailableError where the database does not answer."""
        setbacks = self._setbacks[name]
        if setbacks.pause:
            return 0
        try:
            planned = planner(context)
        except UnavailableError:
            raise  # it would be the same with the next one
        # Whatever it is: the planners behind it would never have their turn.
        except Exception as error:
            setbacks.note(error)
            return 0
        setbacks.clear()
        return planned


def _list_planned(planned: Mapping[str, int]) -> str:
    """Return what was planned in a round, for the log."""
    return ", ".join(f"{name} {number}" for name, number in planned.items() if number) or "nothing is due"
