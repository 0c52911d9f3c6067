from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.pulse import LEAST, SIDE_LEAST, Pulse, pulse


@pytest.mark.parametrize(
    ("tallies", "shown"),
    [
        ({}, None),
        ({"marketing": (2, 7)}, None),
        ({"marketing": (1, 4), "it": (1, 2)}, None),
        ({"marketing": (2, 7), "it": (1, 2)}, Pulse(3.0, 3, {})),
        ({"marketing": (6, 24), "it": (4, 8)}, Pulse(3.2, 10, {})),
        ({"marketing": (5, 20), "it": (5, 10)}, Pulse(3.0, 10, {"marketing": 4.0, "it": 2.0})),
        ({"marketing": (5, 20), "it": (5, 10), "other": (1, 3)}, Pulse(3.0, 11, {})),
        ({"marketing": (9, 27), "it": (0, 0)}, Pulse(3.0, 9, {})),
    ],
)
def test_what_may_be_shown(tallies: dict[str, tuple[int, int]], shown: Pulse | None) -> None:
    assert pulse(tallies) == shown


people = st.lists(st.tuples(st.sampled_from(["marketing", "it", "sales", "other"]), st.integers(1, 5)), max_size=40)


@given(people)
def test_what_is_left_of_the_whole_is_never_a_small_group(answers: list[tuple[str, int]]) -> None:
    """Whatever is shown, taking it away from the whole leaves nobody or enough people."""
    counts = Counter(side for side, _ in answers)
    tallies = {side: (n, sum(score for where, score in answers if where == side)) for side, n in counts.items()}
    shown = pulse(tallies)
    assert (shown is not None) == (len(answers) >= LEAST)
    if shown and shown.sides:
        assert set(shown.sides) == set(counts)
        assert min(counts.values()) >= SIDE_LEAST
