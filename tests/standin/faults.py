"""The faults of the next calls of a method, as a test has asked for them, and the time that calls take."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.standin.blockkit.limits import Payload
from tests.standin.clock import Clock


@dataclass
class Answer:
    """What a caller gets; status 0 hangs up without a word."""

    status: int
    body: Payload
    headers: dict[str, str]
    content: bytes | None = None  # in place of the body, as it is


@dataclass
class Fault:
    """`times` calls in a row get this; with `after` what they ask is done, and only the answer is lost."""

    status: int
    error: str
    retry_after: int | None
    times: int
    after: bool

    @property
    def answer(self) -> Answer:
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return Answer(self.status, {"ok": False, "error": self.error}, headers)


class Faults:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.next: dict[str, list[Fault]] = {}
        self.limited: dict[str, datetime] = {}  # until when
        self.seconds: dict[str, list[float]] = {}

    def add(self, method: str, fault: Fault) -> None:
        self.next.setdefault(method, []).append(fault)

    def forget(self) -> None:
        self.next.clear()

    def delay(self, method: str, seconds: float, times: int) -> None:
        self.seconds.setdefault(method, []).extend([seconds] * times)

    def pass_time(self, method: str) -> None:
        """Let so much time go by as this call takes."""
        if seconds := self.seconds.get(method):
            self.clock.pass_(seconds=seconds.pop(0))

    def strike(self, method: str) -> Fault | None:
        """Return what happens to a call now; a caller that does not wait as long as it was told is told again."""
        wait = self.limited.get(method, self.clock.now) - self.clock.now
        if wait > timedelta():
            return Fault(429, "ratelimited", math.ceil(wait.total_seconds()), 1, after=False)
        waiting = self.next.get(method, [])
        if not waiting:
            return None
        fault = waiting[0]
        fault.times -= 1
        if not fault.times:
            waiting.pop(0)
        if fault.retry_after is not None:
            self.limited[method] = self.clock.now + timedelta(seconds=fault.retry_after)
        return fault
