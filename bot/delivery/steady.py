"""A clock for waits, which somebody who puts the machine's clock right neither shortens nor makes endless."""

from collections.abc import Callable
from datetime import datetime, timedelta


class SteadyClock:
    """The moments of another clock, except that it never goes back: a step back counts as no time at all.

    Its moments are for comparing with each other only. For one thread.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._last, self._set_back = now, now(), timedelta()

    def __call__(self) -> datetime:
        """Return the moment, never earlier than the one before."""
        moment = self._now()
        self._set_back += max(self._last - moment, timedelta())
        self._last = moment
        return moment + self._set_back
