"""A loop whose every round fails: it tries less and less often, and the log stays short."""

import logging
from dataclasses import dataclass, field

import pytest

from bot.errors import UnavailableError
from bot.setbacks import Setbacks

log = logging.getLogger("tests.setbacks")
HOUR = 3600.0


@dataclass
class Time:
    """Seconds that pass only where a loop waits for them."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Loop:
    """Tries as fast as it may for so long; `faults` are what its rounds raise in turn, the last one again and again."""

    faults: list[Exception]
    time: Time = field(default_factory=Time)
    pauses: list[float] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        setbacks = Setbacks(log, "deliver", self.time)
        until = self.time.now + seconds
        while self.time.now < until and self.faults:
            with setbacks.attempt():
                raise self.faults.pop(0) if len(self.faults) > 1 else self.faults[0]
            self.pauses.append(setbacks.pause)
            self.time.now += setbacks.pause
        with setbacks.attempt():
            pass
        assert setbacks.pause == 0


def test_the_pauses_double_up_to_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    loop = Loop([UnavailableError("database is locked")])
    loop.run(300)
    assert loop.pauses == [5, 10, 20, 40, 60, 60, 60, 60]
    caplog.clear()


def test_an_hour_of_faults_is_a_few_lines(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    Loop([UnavailableError("attempt to write a readonly database")]).run(HOUR)
    words = "attempt to write a readonly database"
    assert [each.getMessage() for each in caplog.records] == [
        f"Could not deliver, tried again in 5 s: {words}",
        *(f"Could not deliver, {count} times in a row by now: {words}" for count in (10, 20, 30, 40, 50, 60)),
        "Can deliver again, after 63 faults in a row.",
    ]
    assert not any(each.exc_info for each in caplog.records)
    caplog.clear()


def test_a_fault_of_ours_has_its_traceback_once(caplog: pytest.LogCaptureFixture) -> None:
    Loop([KeyError("a"), KeyError("b"), ValueError("c"), KeyError("d")]).run(60)
    assert [(str(each.args), bool(each.exc_info)) for each in caplog.records] == [
        ("('deliver', 5.0, KeyError('a'))", True),
        ("('deliver', 20.0, ValueError('c'))", True),
    ]
    caplog.clear()
