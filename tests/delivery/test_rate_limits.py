from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.delivery.rate_limits import WORKSPACE, RateLimits
from bot.model.outbox import Operation
from tests.fixtures_databases import NOW


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def waits(limits: RateLimits, op: Operation, channels: Iterable[str], seconds: float = 0) -> list[float]:
    """How many seconds each is told to wait, one after the other."""
    told = [limits.wait("T1", op, channel, NOW + after(seconds)) for channel in channels]
    return [each.total_seconds() if each else 0 for each in told]


def channels(count: int) -> list[str]:
    return [f"C{number}" for number in range(count)]


def test_a_burst_then_five_a_second() -> None:
    limits = RateLimits()
    assert waits(limits, Operation.POST, channels(24)) == [0] * 20 + [0.2, 0.4, 0.6, 0.8]
    limits.begin()
    assert waits(limits, Operation.POST, ["D1", "D2", "D3"], 0.4) == [0, 0, 0.2]


def test_workslimitss_and_methods_have_their_own() -> None:
    limits = RateLimits()
    waits(limits, Operation.POST, channels(21))
    assert limits.queued == 1
    assert limits.wait("T2", Operation.POST, "C1", NOW) is None
    assert limits.wait("T1", Operation.UPDATE, "C1", NOW) is None


def test_one_channel_takes_one_a_second_after_a_short_burst() -> None:
    limits = RateLimits()
    assert waits(limits, Operation.POST, ["C1"] * 5) == [0, 0, 0, 1, 2]
    assert waits(limits, Operation.UPDATE, ["C1"] * 5) == [0] * 5


def test_retry_after_closes_the_method_in_the_workslimits() -> None:
    limits = RateLimits()
    limits.block("T1", Operation.POST, NOW + after(7))
    assert waits(limits, Operation.POST, ["C1", "C2"]) == [7, 7.2]
    assert waits(limits, Operation.POST, ["C3"], 7) == [0]


@pytest.mark.parametrize(
    ("op", "at_once", "a_minute"),
    [
        # docs.slack.dev, Rate limits: tier 2 is 20 a minute, tier 3 is 50, tier 4 is 100.
        (Operation.UPDATE, 20, 50),
        (Operation.HOME, 20, 100),
        (Operation.FILE, 20, 100),
        (Operation.PIN, 5, 20),
        (Operation.UNPIN, 5, 20),
    ],
)
def test_a_method_is_asked_as_often_as_slack_allows(op: Operation, at_once: int, a_minute: int) -> None:
    told = waits(RateLimits(), op, channels(at_once + 2))
    assert told == [0.0] * at_once + [60 / a_minute, 120 / a_minute]


@given(st.lists(st.just(0.0) | st.floats(0, 3), min_size=40, max_size=80), st.sampled_from(sorted(WORKSPACE)))
def test_no_second_sees_more_than_the_bucket_holds(gaps: list[float], op: Operation) -> None:
    limits, at, gone = RateLimits(), 0.0, []
    interval, burst = WORKSPACE[op][0] / 1000, WORKSPACE[op][1]
    for number, gap in enumerate(gaps):
        at += gap
        if waits(limits, op, [f"C{number}"], at) == [0]:
            gone.append(at)
    assume(len(gone) > burst)
    for first in range(len(gone)):
        for last in range(first + burst, len(gone)):
            assert last - first + 1 <= burst + (gone[last] - gone[first]) / interval + 0.01
