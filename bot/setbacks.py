"""How a loop bears its faults: longer and longer pauses, and few words."""

import logging
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock

from bot.counting import Counted, ErrorKind, count
from bot.errors import UnavailableError

FIRST, LONGEST = 5.0, 60.0  # seconds of pause after the first fault, and after many
SAID_EVERY = 10  # of so many faults in a row one is logged, after the first


class Setbacks:
    """The faults in a row of what `name` says a loop does (an uninflected verb, like "deliver").

    The first of a kind is logged whole, then every tenth with a count, and so is the end of them. For any thread.
    """

    def __init__(self, log: logging.Logger, name: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._log, self._name, self._seconds = log, name, seconds
        self._lock = Lock()
        self._count, self._until = 0, 0.0
        self._kinds: set[type[Exception]] = set()

    @property
    def pause(self) -> float:
        """The seconds for which it is still left alone, 0 after a success."""
        return max(0.0, self._until - self._seconds())

    @contextmanager
    def attempt(self) -> Generator[None]:
        """Note how the block ends. What it raises goes no further."""
        try:
            yield
        # Whatever it is: a loop that ends with it would not be started again.
        except Exception as error:
            self.note(error)
        else:
            self.clear()

    def note(self, error: Exception) -> None:
        """Count a fault, log it if it is its turn, and begin a pause."""
        count(Counted.ERROR, ErrorKind.LOOP)
        with self._lock:
            self._count += 1
            pause = min(FIRST * 2.0 ** min(self._count - 1, 10), LONGEST)
            self._until = self._seconds() + pause
            new = type(error) not in self._kinds
            self._kinds.add(type(error))
            times = self._count
        if new:
            # Of what does not answer the words say everything; a fault of ours is looked for by its traceback.
            trace = None if isinstance(error, UnavailableError) else error
            self._log.error("Could not %s, tried again in %.0f s: %s", self._name, pause, error, exc_info=trace)
        elif times % SAID_EVERY == 0:
            self._log.error("Could not %s, %s times in a row by now: %s", self._name, times, error)

    def clear(self) -> None:
        """Count a success: the pauses begin anew with the next fault."""
        with self._lock:
            times, self._count, self._until = self._count, 0, 0.0
            self._kinds.clear()
        if times:
            self._log.info("Can %s again, after %s faults in a row.", self._name, times)
