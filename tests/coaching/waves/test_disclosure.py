"""Which sides are shown, and what is said of those that are not."""

from datetime import date

import pytest

from bot.coaching.waves.disclosure import (
    Turnout,
    can_show_texts,
    choose_shown,
    count_missing,
    count_missing_sheets,
    find_next_launch,
    is_complete,
    list_too_small,
)
from bot.model.teams import Side
from tests.coaching.waves.given import AGENCY, ALL, IT, MARKETING, SALES


def turn_out(*counts: int | tuple[int, int]) -> dict[Side, Turnout]:
    """A count, or (answered, known), for each side in order."""
    given = [count if isinstance(count, tuple) else (count, count) for count in counts]
    return {side: Turnout(*count) for side, count in zip(ALL, given, strict=False)}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((9, 6), (MARKETING, IT)),
        ((5, 5), (MARKETING, IT)),
        ((9, 4), ()),  # one of the two would give away the other
        ((9, 0), ()),
        ((0, 0), ()),
        ((9, (6, 4)), ()),  # six have answered, two of them don't know
        ((9, 6, 5), (MARKETING, IT, SALES)),
        ((9, 6, 0), (MARKETING, IT)),
        ((9, 6, 2), ()),  # IT is hidden with the two of sales, and marketing stands alone
        ((9, 6, 6, 2), (MARKETING, SALES)),  # of two that are as small, the first
        ((9, 8, 6, 2), (MARKETING, IT)),
        ((9, 6, 2, 3), (MARKETING, IT)),  # five are hidden together
        ((9, 6, 2, 2), ()),
        ((9, 6, (3, 0), (2, 0)), (MARKETING, IT)),  # five, whether they know or not
        ((9, 8, 6, (7, 3)), (MARKETING, IT)),  # three are hidden, until sales is, too
    ],
)
def test_which_sides_are_shown(counts: tuple[int | tuple[int, int], ...], shown: tuple[Side, ...]) -> None:
    assert choose_shown(turn_out(*counts), 5) == shown


@pytest.mark.parametrize(
    ("counts", "complete"), [((9, 6), True), ((9, 6, 0), True), ((9, 6, 2, 3), False), ((9, 4), False), ((0, 0), False)]
)
def test_something_is_said_over_all_where_nobody_is_hidden(counts: tuple[int, ...], complete: bool) -> None:
    turnouts = turn_out(*counts)
    assert is_complete(turnouts, choose_shown(turnouts, 5)) is complete


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        ((9, 6), {}),
        ((9, 3), {IT: 2}),
        ((9, 0), {IT: 5}),
        ((9, (6, 4)), {IT: 1}),
        ((9, (4, 1)), {IT: 1}),  # of four nothing is said about how many don't know
        (((5, 0), (4, 4)), {MARKETING: 5, IT: 1}),
    ],
)
def test_how_many_more_are_needed(counts: tuple[int | tuple[int, int], ...], missing: dict[Side, int]) -> None:
    assert count_missing(turn_out(*counts), 5) == missing


def test_while_a_wave_is_open_only_those_who_have_handed_in_are_counted() -> None:
    assert count_missing_sheets({MARKETING: 9, IT: 3}, 5) == {IT: 2}


def test_sides_that_could_never_be_shown_are_named_at_the_launch() -> None:
    assert list_too_small({MARKETING: 11, IT: 7, AGENCY: 4}, 5) == (AGENCY,)


def test_open_answers_need_five_and_figures_beside_them() -> None:
    assert can_show_texts(5, is_shown=True)
    assert not can_show_texts(4, is_shown=True)
    assert not can_show_texts(9, is_shown=False)


def test_the_same_is_not_asked_again_within_four_weeks() -> None:
    assert find_next_launch(date(2026, 12, 11)) == date(2027, 1, 8)
