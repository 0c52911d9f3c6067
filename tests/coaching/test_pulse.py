from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.pulse import LEAST, SIDE_LEAST, compute_pulse
from bot.model.checkins import Pulse
from bot.model.teams import Side


@pytest.mark.parametrize(
    ("tallies", "shown"),
    [
        ({}, None),
        ({Side.MARKETING: (2, 7)}, None),
        ({Side.MARKETING: (1, 4), Side.IT: (1, 2)}, None),
        ({Side.MARKETING: (2, 7), Side.IT: (1, 2)}, Pulse(3.0, 3, {})),
        ({Side.MARKETING: (6, 24), Side.IT: (4, 8)}, Pulse(3.2, 10, {})),
        ({Side.MARKETING: (5, 20), Side.IT: (5, 10)}, Pulse(3.0, 10, {Side.MARKETING: 4.0, Side.IT: 2.0})),
        ({Side.MARKETING: (5, 20), Side.IT: (5, 10), Side.OTHER: (1, 3)}, Pulse(3.0, 11, {})),
        ({Side.MARKETING: (9, 27), Side.IT: (0, 0)}, Pulse(3.0, 9, {})),
    ],
)
def test_what_may_be_shown(tallies: dict[Side, tuple[int, int]], shown: Pulse | None) -> None:
    assert compute_pulse(tallies) == shown


people = st.lists(st.tuples(st.sampled_from(Side), st.integers(1, 5)), max_size=40)


@given(people)
def test_what_is_left_of_the_whole_is_never_a_small_group(answers: list[tuple[Side, int]]) -> None:
    """Whatever is shown, taking it away from the whole leaves nobody or enough people."""
    counts = Counter(side for side, _ in answers)
    tallies = {side: (n, sum(score for where, score in answers if where == side)) for side, n in counts.items()}
    shown = compute_pulse(tallies)
    assert (shown is not None) == (len(answers) >= LEAST)
    if shown and shown.sides:
        assert set(shown.sides) == set(counts)
        assert min(counts.values()) >= SIDE_LEAST
