"""Whoever has read all that waves have ever shown, and can calculate, knows nothing of fewer people than the threshold."""

import random
from fractions import Fraction

import pytest

from tests.attacks.algebra import Unknown, count_independent, find_exposed
from tests.attacks.histories import live


@pytest.mark.parametrize("part", range(4))
def test_nothing_shown_determines_anything_about_a_few(part: int, request: pytest.FixtureRequest) -> None:
    dice = random.Random(part)
    shown = 0
    for _ in range(int(request.config.getoption("--histories")) // 4):
        history = live(dice)
        assert find_exposed(history.seen, history.threshold) == frozenset()
        shown += bool(history.seen)
    assert shown
