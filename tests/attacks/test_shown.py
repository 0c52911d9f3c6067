"""Whoever has read all that waves and blocks have ever shown, and can calculate, knows nothing about fewer people than
the threshold of a side. `--histories 10000` attacks more of them.
"""

import random
from collections.abc import Iterable, Sequence

import pytest

from bot.coaching.waves.factors import FactorFigures, SideFigures, Verdict, compute_factor
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.sheets import Sheet, count_sheets
from bot.model.teams import Side
from tests.attacks.algebra import ONE, Statement, Unknown, find_exposed
from tests.attacks.histories import live
from tests.attacks.reading import Wave, read_wave

MARKETING, IT, SALES = Side.MARKETING, Side.IT, Side.SALES


@pytest.mark.parametrize("part", range(2))
def test_nothing_shown_determines_anything_about_a_few(part: int, request: pytest.FixtureRequest) -> None:
    dice = random.Random(part)
    histories = int(request.config.getoption("--histories")) // 2
    shown = 0
    for _ in range(histories):
        history = live(dice)
        assert find_exposed(history.seen, history.threshold) == frozenset()
        shown += bool(history.seen)
    assert shown > histories / 2


# The attack has teeth


def know(*groups: Iterable[str]) -> list[Statement]:
    """The sum of each group."""
    return [{Unknown(who, "it", "level"): ONE for who in group} for group in groups]


@pytest.mark.parametrize(
    ("statements", "exposed"),
    [
        (know("abcde"), set()),
        (know("abcd"), set("abcd")),
        (know("abcde", "abcdef"), set("f")),
        (know("abcde", "defgh"), set()),
        (know("abcde", "defgh", "abcfgh"), set("de")),  # the first two less the third: twice d and e
        (know("abcdef", "efghij", "ijklab"), set()),  # ef, ij and ab are each in two of them
        (know("abcdef", "efghij", "abghcd"), set("efgh")),  # the first less the third: ef less gh
        (know("abcde", "fghij", "abcdefghij"), set()),
    ],
)
def test_what_follows_from_sums(statements: list[Statement], exposed: set[str]) -> None:
    assert find_exposed(statements, 5) == exposed


def fill(side: Side, count: int, *, unknown: int = 0, first: int = 0) -> dict[str, Sheet]:
    """Sheets with one factor; `unknown` of them don't know; `first` numbers them."""
    people = [f"{side}{number}" for number in range(first, first + count)]
    return {who: Sheet(side, {"data": None if place < unknown else 3}) for place, who in enumerate(people)}


def show(sheets: dict[str, Sheet], figures: FactorFigures, name: str = "wave") -> list[Statement]:
    """What is known by a wave that shows these figures, whether it should or not."""
    sides = tuple(dict.fromkeys(sheet.side for sheet in sheets.values()))
    shown = Publication(5, sides, count_sheets(sheets.values(), sides), {"data": figures}, figures.level)
    return list(read_wave(Wave(name, sheets), shown))


def say(*sides: Side, level: float | None = None, missing: dict[Side, int] | None = None) -> FactorFigures:
    return FactorFigures(Verdict.AGREE_LOW, dict.fromkeys(sides, SideFigures(9, 2.0)), missing or {}, level=level)


def test_a_level_of_all_gives_away_the_side_that_is_locked() -> None:
    sheets = fill(MARKETING, 9) | fill(IT, 3)
    assert find_exposed(show(sheets, say(MARKETING, level=2.0)), 5)
    assert not find_exposed(show(sheets, say(MARKETING)), 5)


def test_of_three_sides_a_level_of_all_gives_away_the_third() -> None:
    sheets = fill(MARKETING, 9) | fill(IT, 6) | fill(SALES, 2)
    assert find_exposed(show(sheets, say(MARKETING, IT, level=2.0)), 5)
    assert not find_exposed(show(sheets, say(MARKETING, IT)), 5)


def test_a_wave_that_is_cut_again_gives_away_whoever_came_late() -> None:
    early, late = fill(MARKETING, 9) | fill(IT, 6), fill(IT, 1, first=6)
    both = show(early, say(MARKETING, IT)) + show(early | late, say(MARKETING, IT))
    assert find_exposed(both, 5) >= {"it6"}


def test_windows_that_overlap_give_away_their_ends() -> None:
    windows = [fill(MARKETING, 9) | fill(IT, 6, first=week) for week in range(2)]
    assert find_exposed([each for window in windows for each in show(window, say(MARKETING, IT))], 5)
    blocks = [fill(MARKETING, 9, first=9 * week) | fill(IT, 6, first=6 * week) for week in range(2)]
    assert not find_exposed([each for block in blocks for each in show(block, say(MARKETING, IT))], 5)


def test_how_many_more_are_needed_gives_away_who_does_not_know() -> None:
    sheets = fill(MARKETING, 9) | fill(IT, 3, unknown=1)
    assert find_exposed(show(sheets, say(missing={IT: 3})), 5)
    assert not find_exposed(show(sheets, say(missing={IT: 2})), 5)
    assert not find_exposed(show(sheets, compute_factor("data", list(sheets.values()), (MARKETING, IT), 5)), 5)


@pytest.mark.parametrize("name", ["wave", "next wave"])
def test_the_same_asked_again_is_safe_as_far_as_answers_are_new(name: str) -> None:
    """Whoever assumes that nobody has changed their mind has a newcomer's answer, which is why waves keep apart."""
    first, second = (fill(MARKETING, 9) | fill(IT, count) for count in (6, 7))
    both = show(first, say(MARKETING, IT)) + show(second, say(MARKETING, IT), name)
    assert bool(find_exposed(both, 5)) == (name == "wave")


def publish_naively(
    factors: Sequence[str], sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int
) -> Publication:
    """Hide what is small, and nothing with it: what most products do."""
    given = list(sheets)
    figures = {factor: _compute_naively(factor, given, sides, threshold) for factor in factors}
    return Publication(threshold, tuple(sides), count_sheets(given, sides), figures, 3.0)


def _compute_naively(factor: str, sheets: Sequence[Sheet], sides: Sequence[Side], threshold: int) -> FactorFigures:
    known = {
        side: [each.levels[factor] for each in sheets if each.side is side and each.levels.get(factor)]
        for side in sides
    }
    shown = {side: SideFigures(len(levels), 3.0) for side, levels in known.items() if len(levels) >= threshold}
    return FactorFigures(Verdict.AGREE_MIDDLE, shown, level=3.0 if shown else None)


def test_hiding_only_what_is_small_is_found_out_in_random_histories() -> None:
    dice = random.Random(5)
    histories = [live(dice, publish_naively) for _ in range(60)]
    # In the others it so happens that no side is shown beside one that is hidden.
    assert sum(bool(find_exposed(history.seen, history.threshold)) for history in histories) >= 45
