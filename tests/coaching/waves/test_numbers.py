"""Numbers that were worked out by hand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.waves.agreement import Agreement, Spread, compute_r_wg, describe_spread
from bot.coaching.waves.levels import Stage, average, name_level, subtract
from bot.coaching.waves.noise import Change, compute_noise, compute_shared_noise
from bot.coaching.waves.permutation import compute_p, find_least_p, is_significant

LEVELS = st.lists(st.integers(1, 5), min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("levels", "r_wg"),
    [
        ([4, 4, 5], 0.83),  # s² = 1/3
        ([2, 4, 5], 0.0),  # s² = 7/3, more than by lot
        ([3, 3], 1.0),
        ([1, 5, 1, 5], 0.0),
        ([2, 3, 2, 3], 0.83),
        ([1, 2, 3, 4, 5], 0.0),  # s² = 2.5
        ([2, 2, 3, 3, 4, 4], 0.6),  # s² = 0.8
    ],
)
def test_agreement(levels: list[int], r_wg: float) -> None:
    assert round(compute_r_wg(levels), 2) == r_wg


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([4, 4, 4, 5], Spread()),  # a word would draw all four
        ([4, 4, 4, 5, 5], Spread(Agreement.AGREED)),
        ([2, 2, 3, 3, 4], Spread(Agreement.MIXED)),  # s² = .7, r_wg .65
        ([1, 1, 3, 5, 5], Spread(Agreement.SPLIT)),
        ([1, 1, 3, 5, 5, 5], Spread(Agreement.SPLIT, lowest=1, highest=5)),
        ([1, 2, 2, 5, 5, 5, 5, 5, 5], Spread(Agreement.SPLIT, lowest=1, highest=5)),
        ([4, 4, 4, 4, 4, 5, 5, 5, 5, 5], Spread(Agreement.AGREED, 0.86)),  # s² = 2.5/9
        ([1, 1, 1, 1, 1, 4, 4, 4, 4, 4], Spread(Agreement.SPLIT, 0.0, 1, 4)),  # s² = 2.5
    ],
)
def test_how_much_is_said_of_the_spread_depends_on_how_many_there_are(levels: list[int], said: Spread) -> None:
    assert describe_spread(levels) == said


def test_the_deviation_says_no_more_than_the_agreement_beside_it() -> None:
    assert Spread(Agreement.AGREED, 0.86).deviation == 0.5
    assert Spread(Agreement.AGREED, 1.0).deviation == 0.0
    assert Spread(Agreement.SPLIT, 0.0, 1, 4).deviation is None
    assert Spread(Agreement.AGREED).deviation is None


@pytest.mark.parametrize(
    ("levels", "agreement"),
    [
        ([2] * 3 + [3] * 5 + [4] * 3, Agreement.AGREED),  # s² = .6, r_wg .70
        ([2] * 3 + [3] * 4 + [4] * 3, Agreement.MIXED),  # s² = 6/9, r_wg .67
        ([1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5], Agreement.MIXED),  # s² = 1.4, r_wg .30
        ([1, 2, 2, 2, 3, 3, 4, 4, 4, 5], Agreement.SPLIT),  # s² = 14/9, r_wg .22
    ],
)
def test_the_bounds_of_the_words(levels: list[int], agreement: Agreement) -> None:
    assert describe_spread(levels).agreement is agreement


@pytest.mark.parametrize(
    ("levels", "mean"), [([2, 2, 2, 3], 2.3), ([3, 4, 4, 4], 3.8), ([2.9, 2.0], 2.5), ([1, 1, 2], 1.3), ([5], 5.0)]
)
def test_half_a_tenth_is_rounded_up(levels: list[float], mean: float) -> None:
    assert average(levels) == mean


def test_averages_weigh_and_subtract_as_people_do() -> None:
    assert average([2.0, 3.5], [2, 1]) == 2.5
    assert subtract(3.8, 2.0) == 1.8


@pytest.mark.parametrize(
    ("level", "stage"),
    [
        (1.0, Stage.FLYING_SOLO),
        (1.4, Stage.FLYING_SOLO),
        (1.5, Stage.WAVING_ACROSS),
        (2.4, Stage.WAVING_ACROSS),
        (2.9, Stage.SIDE_BY_SIDE),
        (3.5, Stage.IN_STEP),
        (4.4, Stage.IN_STEP),
        (4.5, Stage.ONE_TEAM),
        (5.0, Stage.ONE_TEAM),
    ],
)
def test_the_levels_have_names(level: float, stage: Stage) -> None:
    assert name_level(level) is stage


@pytest.mark.parametrize(("size", "other", "least"), [(3, 3, 0.1), (3, 4, 0.057), (3, 5, 0.036), (4, 4, 0.029)])
def test_how_small_a_p_may_get(size: int, other: int, least: float) -> None:
    assert round(find_least_p(size, other), 3) == round(find_least_p(other, size), 3) == least
    assert round(compute_p([1] * size, [5] * other), 3) == least


@pytest.mark.parametrize(
    ("levels", "others", "significant"),
    [
        ([1] * 3, [5] * 3, None),
        ([1] * 3, [5] * 4, None),
        ([1] * 3, [5] * 5, True),
        ([1] * 4, [5] * 4, True),
        ([1, 1, 1, 5], [5] * 4, False),  # 1 and 8 of 70 deals: .2 and more
        ([3] * 9, [3] * 6, False),
    ],
)
def test_nothing_is_significant_that_could_not_be(
    levels: list[int], others: list[int], significant: bool | None
) -> None:
    assert is_significant(levels, others) is significant
    assert is_significant(others, levels) is significant


def test_of_several_pairs_the_widest_is_judged_by_all() -> None:
    assert is_significant([1] * 4, [5] * 4, pairs=1) is True
    assert is_significant([1] * 4, [5] * 4, pairs=3) is None  # .029 · 3


def test_a_p_by_hand() -> None:
    """Of the twenty ways to deal 1 2 3 4 4 5 in threes, three have a sum of 7 or less: 1 2 3, and 1 2 4 twice."""
    assert compute_p([1, 2, 4], [3, 4, 5]) == pytest.approx(2 * 3 / 20)


@given(LEVELS, LEVELS)
def test_p_is_what_going_through_all_deals_says(levels: list[int], others: list[int]) -> None:
    sums = [sum(deal) for deal in combinations([*levels, *others], len(levels))]
    low, high = sum(each <= sum(levels) for each in sums), sum(each >= sum(levels) for each in sums)
    assert compute_p(levels, others) == pytest.approx(min(1, 2 * min(low, high) / len(sums)))


@pytest.mark.parametrize(("answers", "bounds"), [(5, 1.24), (6, 1.13), (9, 0.92), (10, 0.88), (20, 0.62)])
def test_noise(answers: int, bounds: float) -> None:
    assert compute_noise(answers, answers) == bounds


def test_noise_of_groups_of_other_sizes_and_of_two_sides() -> None:
    assert compute_noise(5, 20) == 0.98  # 1.96 · √(1/5 + 1/20)
    assert compute_shared_noise([9, 6], [9, 6]) == 0.73  # 1.96 · √(2 · (1/9 + 1/6) / 4)


@pytest.mark.parametrize(("by", "is_noise"), [(0.7, True), (-1.1, True), (1.2, False), (-1.3, False)])
def test_a_change_is_noise_or_more(by: float, is_noise: bool) -> None:
    assert Change(by, compute_noise(6, 6)).is_noise is is_noise
