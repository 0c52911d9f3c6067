"""What is shown of one factor."""

from collections.abc import Sequence

import pytest

from bot.coaching.waves.agreement import Agreement, Spread
from bot.coaching.waves.factors import FactorFigures, SideFigures, Verdict, compute_factor, find_apart
from bot.coaching.waves.guesses import Guess, find_other_side
from bot.model.teams import Side
from tests.coaching.waves.given import AGENCY, ALL, BOTH, IT, MARKETING, SALES, answer

HIGH, LOW = [3, 4, 4, 4, 4, 4, 3, 4, 4], [2, 2, 1, 2, 3, 2]


def figure(marketing: Sequence[int | None], it: Sequence[int | None], threshold: int = 5) -> FactorFigures:
    return compute_factor("data", [*answer(MARKETING, marketing), *answer(IT, it)], BOTH, threshold)


def test_a_gap_as_it_is_shown() -> None:
    sheets = [*answer(MARKETING, HIGH, [4, 3, 4, 3, 4, 3]), *answer(IT, [*LOW, None], [4, 4])]
    assert compute_factor("data", sheets, BOTH, 5) == FactorFigures(
        Verdict.DISAGREE,
        {
            MARKETING: SideFigures(9, 3.8, Spread(Agreement.AGREED), Guess(IT, 6, 3.5)),
            IT: SideFigures(6, 2.0, Spread(Agreement.AGREED)),  # two guesses are too few
        },
        gap=1.8,
        apart=(IT, MARKETING),
        level=2.9,
        significant=True,
        answered=16,
        dont_know=1,
    )


@pytest.mark.parametrize(
    ("marketing", "it", "verdict"),
    [
        (HIGH, LOW, Verdict.DISAGREE),
        ([3] * 5, [2] * 5, Verdict.DISAGREE),  # one level is enough
        ([3] * 9 + [2], [2] * 5, Verdict.AGREE_LOW),  # 2.9 and 2.0
        ([1, 1, 3, 5, 5], [1, 1, 1, 1, 1], Verdict.DISAGREE),  # split or not, they lie two levels apart
        ([3] * 5, [1, 1, 3, 5, 5], Verdict.SPLIT),
        ([1, 1, 3, 5, 5], [1, 1, 3, 5, 5], Verdict.SPLIT),
        ([2] * 5, [3, 3, 3, 3, 2], Verdict.AGREE_LOW),  # 2.0 and 2.8
        ([2, 2, 3, 3, 3], [2, 2, 2, 3, 3], Verdict.AGREE_LOW),  # 2.6 and 2.4
        ([2, 2, 3, 3, 3], [2, 2, 3, 3, 3], Verdict.AGREE_MIDDLE),  # 2.6
        ([3] * 5, [3] * 5, Verdict.AGREE_MIDDLE),
        ([3] * 5, [3, 4, 4, 4, 4], Verdict.AGREE_MIDDLE),  # 3.0 is not good, whatever the other says
        ([3, 3, 4, 4, 4], [3, 3, 3, 4, 4], Verdict.AGREE_HIGH),  # 3.6 and 3.4
        ([4] * 5, [5] * 4 + [4], Verdict.AGREE_HIGH),
        (HIGH, LOW[:4], Verdict.LOCKED),
    ],
)
def test_what_it_comes_to(marketing: list[int], it: list[int], verdict: Verdict) -> None:
    assert figure(marketing, it).verdict is verdict
    assert figure(it, marketing).verdict is verdict


@pytest.mark.parametrize(("it", "gap", "called"), [([2] * 5, 1.0, True), ([2, 2, 2, 2, 3], 0.8, False)])
def test_a_gap_is_called_one_from_one_level_on(it: list[int], gap: float, called: bool) -> None:
    figures = figure([3] * 5, it)
    assert (figures.gap, figures.is_gap) == (gap, called)


def test_a_locked_factor_says_what_is_missing_and_nothing_else() -> None:
    assert figure(HIGH, LOW[:3]) == FactorFigures(Verdict.LOCKED, missing={IT: 2})
    assert not figure(HIGH, LOW[:3]).is_gap


def test_locked_since_many_dont_know() -> None:
    figures = figure(HIGH, [*LOW[:3], None, None, None])
    assert figures == FactorFigures(Verdict.LOCKED, missing={IT: 2}, answered=15, dont_know=3)


def test_three_against_three_may_lie_apart_but_not_significantly() -> None:
    assert figure([5] * 3, [1] * 3, threshold=3).significant is None
    assert figure([5] * 3, [1] * 5, threshold=3).significant is True


def test_whoever_has_not_answered_counts_nowhere() -> None:
    others = [*answer(IT, [1] * 9, factor="goal"), *answer(AGENCY, [1] * 9)]
    sheets = [*answer(MARKETING, HIGH), *answer(IT, LOW)]
    assert compute_factor("data", [*sheets, *others], BOTH, 5) == compute_factor("data", sheets, BOTH, 5)


def test_how_far_a_guess_is_off() -> None:
    sheets = [*answer(MARKETING, HIGH, [4, 3, 4, 3, 4, 3]), *answer(IT, LOW, [2, 2, 2, 2, 2])]
    figures = compute_factor("data", sheets, BOTH, 5)
    assert (figures.compute_error(MARKETING), figures.compute_error(IT)) == (1.5, -1.8)
    assert figures.compute_error(SALES) is None
    assert figure(HIGH, LOW).compute_error(IT) is None


def test_four_sides() -> None:
    sheets = [
        *answer(MARKETING, HIGH, [4] * 9),
        *answer(IT, LOW),
        *answer(SALES, [5, 5, 5, 5, 4], [1] * 5),
        *answer(AGENCY, [3, 3, 3, 4, 4]),
    ]
    figures = compute_factor("data", sheets, ALL, 5)
    assert list(figures.sides) == list(ALL)
    assert (figures.apart, figures.gap, figures.level) == ((IT, SALES), 2.8, 3.5)
    assert figures.sides[MARKETING].guess == Guess(IT, 9, 4.0)
    assert figures.sides[SALES].guess is None


def test_of_four_sides_two_small_ones_are_hidden_and_nothing_is_said_over_all() -> None:
    sheets = [*answer(MARKETING, HIGH), *answer(IT, LOW), *answer(SALES, [5] * 2), *answer(AGENCY, [1, 1, None])]
    figures = compute_factor("data", sheets, ALL, 5)
    assert list(figures.sides) == [MARKETING, IT]
    assert (figures.level, figures.answered, figures.dont_know) == (None, None, None)
    assert figures.missing == {SALES: 3, AGENCY: 2}


def test_a_guess_about_a_side_that_is_hidden_is_not_held_against_it() -> None:
    sheets = [
        *answer(MARKETING, HIGH, [4] * 9),
        *answer(IT, LOW[:3]),
        *answer(SALES, [5] * 6),
        *answer(AGENCY, [1] * 4),
    ]
    figures = compute_factor("data", sheets, ALL, 5)
    assert list(figures.sides) == [MARKETING, SALES]
    assert figures.compute_error(MARKETING) is None


@pytest.mark.parametrize(
    ("side", "sides", "other"),
    [
        (MARKETING, BOTH, IT),
        (IT, BOTH, MARKETING),
        (MARKETING, (MARKETING, AGENCY), AGENCY),
        (MARKETING, ALL, IT),
        (IT, ALL, MARKETING),
        (SALES, ALL, None),
        (MARKETING, (MARKETING, SALES, AGENCY), None),
        (IT, (MARKETING, SALES), None),
        (IT, (IT,), None),
    ],
)
def test_whom_one_guesses_about(side: Side, sides: tuple[Side, ...], other: Side | None) -> None:
    assert find_other_side(side, sides) is other


def test_the_lower_of_the_two_that_lie_apart_comes_first() -> None:
    assert find_apart({MARKETING: 3.0, IT: 2.0, SALES: 2.5}) == (IT, MARKETING)
    assert find_apart({MARKETING: 2.0, IT: 2.0}) == (MARKETING, IT)
