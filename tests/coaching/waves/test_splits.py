"""A hundred points, split by both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.waves.splits import SplitPublication, average_splits, compare_splits, publish_splits
from tests.coaching.waves.given import BOTH, IT, MARKETING, split

POTS = ("run", "use", "grow", "change")
OURS = split(MARKETING, *[(30, 25, 15, 30)] * 9)
THEIRS = split(IT, *[(55, 25, 10, 10)] * 6)


def test_both_splits_largest_difference_first() -> None:
    shown = publish_splits(POTS, [*OURS, *THEIRS], BOTH, 5)
    assert shown.splits[MARKETING] == {"run": 30, "use": 25, "grow": 15, "change": 30}
    assert [(pot, shown.compute_difference(pot)) for pot in shown.order] == [
        ("run", 25),
        ("change", 20),
        ("grow", 5),
        ("use", 0),
    ]
    assert (shown.agreed, shown.handed_in, shown.missing) == ("use", {MARKETING: 9, IT: 6}, {})
    assert SplitPublication.from_json(shown.to_json()) == shown


def test_too_few_on_one_side_show_neither() -> None:
    shown = publish_splits(POTS, [*OURS, *THEIRS[:4]], BOTH, 5)
    assert (shown.splits, shown.missing, shown.agreed) == ({}, {IT: 1}, None)
    assert shown.order == list(POTS)
    assert SplitPublication.from_json(shown.to_json()) == shown


def test_where_no_pot_is_given_the_same_there_is_none_to_begin_with() -> None:
    ours, theirs = split(MARKETING, *[(40, 30, 20, 10)] * 5), split(IT, *[(30, 40, 10, 20)] * 5)
    shown = publish_splits(POTS, [*ours, *theirs], BOTH, 5)
    assert shown.agreed is None
    assert shown.order == ["run", "use", "grow", "change"]  # ten points each: the larger pot first


@pytest.mark.parametrize(
    ("splits", "means"),
    [
        ([(34, 33, 33, 0)], (34, 33, 33, 0)),
        ([(50, 50, 0, 0), (50, 25, 25, 0), (50, 25, 0, 25)], (50, 34, 8, 8)),  # 50, 33⅓, 8⅓, 8⅓
        ([(1, 0, 0, 99), (0, 1, 0, 99), (0, 0, 1, 99)], (1, 0, 0, 99)),  # three thirds: the first one has it
        ([(10, 20, 30, 40), (11, 20, 30, 39)], (11, 20, 30, 39)),  # two halves
    ],
)
def test_means_are_whole_and_still_a_hundred(splits: list[tuple[int, ...]], means: tuple[int, ...]) -> None:
    assert tuple(average_splits(POTS, [dict(zip(POTS, each, strict=True)) for each in splits]).values()) == means


CUTS = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted)


@given(st.lists(CUTS, min_size=1, max_size=12))
def test_they_always_are(cuts: list[list[int]]) -> None:
    splits = [dict(zip(POTS, [low, mid - low, high - mid, 100 - high], strict=True)) for low, mid, high in cuts]
    means = average_splits(POTS, splits)
    assert sum(means.values()) == 100
    assert all(abs(means[pot] - sum(each[pot] for each in splits) / len(splits)) < 1 for pot in POTS)


def test_how_a_split_has_moved() -> None:
    before = publish_splits(POTS, [*OURS, *THEIRS], BOTH, 5)
    now = publish_splits(POTS, [*OURS, *split(IT, *[(45, 30, 10, 15)] * 7)], BOTH, 5)
    assert compare_splits(now, before) == {
        MARKETING: dict.fromkeys(POTS, 0),
        IT: {"run": -10, "use": 5, "grow": 0, "change": 5},
    }
    locked = publish_splits(POTS, OURS, BOTH, 5)
    assert compare_splits(now, locked) == compare_splits(locked, now) == {}
