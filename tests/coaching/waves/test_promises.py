"""What respondents are promised, of any sheets whatever: not only sums, but nothing at all that is shown depends on
who said what, nor on anything that fewer than the threshold have said.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.waves.disclosure import Turnout
from bot.coaching.waves.factors import Verdict, compute_factor
from bot.coaching.waves.publication import publish
from bot.coaching.waves.sheets import Sheet
from bot.coaching.waves.splits import publish_splits
from bot.model.teams import Side
from tests.coaching.waves.given import ALL

FACTORS = ("goal", "data")
LEVELS = st.none() | st.integers(1, 5)
POTS = ("run", "use")
Change = Callable[[int | None], int | None]


def some_sheets(side: Side) -> st.SearchStrategy[list[Sheet]]:
    sheet = st.builds(
        Sheet,
        side=st.just(side),
        levels=st.dictionaries(st.sampled_from(FACTORS), LEVELS),
        guesses=st.dictionaries(st.sampled_from(FACTORS), st.integers(1, 5)),
        split=st.integers(0, 100).map(lambda run: {"run": run, "use": 100 - run}),
    )
    return st.lists(sheet, max_size=9)


@st.composite
def waves(draw: st.DrawFn) -> tuple[list[Sheet], tuple[Side, ...], int]:
    sides = ALL[: draw(st.integers(2, 4))]
    return [sheet for side in sides for sheet in draw(some_sheets(side))], sides, draw(st.integers(3, 5))


Given = tuple[list[Sheet], tuple[Side, ...], int]


def deal(sheets: Sequence[Sheet], dice: random.Random) -> list[Sheet]:
    """The same answers to each question from the same people of a side, dealt to other ones of them."""
    dealt = list(sheets)
    for side in ALL:
        for factor in FACTORS:
            places = [number for number, each in enumerate(dealt) if each.side is side and factor in each.levels]
            levels = [dealt[place].levels[factor] for place in places]
            dice.shuffle(levels)
            for place, level in zip(places, levels, strict=True):
                dealt[place] = replace(dealt[place], levels={**dealt[place].levels, factor: level})
    dice.shuffle(dealt)
    return dealt


@given(waves(), st.randoms(use_true_random=False))
def test_who_of_a_side_said_what_changes_nothing(given_: Given, dice: random.Random) -> None:
    sheets, sides, threshold = given_
    dealt = deal(sheets, dice)
    assert publish(FACTORS, dealt, sides, threshold) == publish(FACTORS, sheets, sides, threshold)
    assert publish_splits(POTS, dealt, sides, threshold) == publish_splits(POTS, sheets, sides, threshold)


@given(waves())
def test_a_factor_more_changes_nothing_of_the_others(given_: Given) -> None:
    sheets, sides, threshold = given_
    both = publish(FACTORS, sheets, sides, threshold)
    assert {"goal": both.factors["goal"]} == publish(["goal"], sheets, sides, threshold).factors


def change(sheets: Sequence[Sheet], side: Side, levels: Change, guesses: Change = lambda guess: guess) -> list[Sheet]:
    """Other answers of one side about customer data, of the same people."""
    return [
        replace(
            sheet,
            levels={name: levels(level) if name == "data" else level for name, level in sheet.levels.items()},
            guesses={
                name: guesses(guess) or guess if name == "data" else guess for name, guess in sheet.guesses.items()
            },
        )
        if sheet.side is side
        else sheet
        for sheet in sheets
    ]


def turn_out(sheets: Sequence[Sheet], side: Side) -> Turnout:
    answers = [sheet.levels["data"] for sheet in sheets if sheet.side is side and "data" in sheet.levels]
    return Turnout(len(answers), sum(level is not None for level in answers))


@given(waves(), st.randoms(use_true_random=False))
def test_of_fewer_than_the_threshold_nothing_shows_not_even_whether_they_know(
    given_: Given, dice: random.Random
) -> None:
    sheets, sides, threshold = given_
    shown = compute_factor("data", sheets, sides, threshold)
    for side in (side for side in sides if turn_out(sheets, side).answered < threshold):
        other = change(sheets, side, lambda _: dice.choice((None, 1, 2, 3, 4, 5)))
        assert compute_factor("data", other, sides, threshold) == shown


@given(waves(), st.randoms(use_true_random=False))
def test_of_a_side_that_is_hidden_no_level_shows(given_: Given, dice: random.Random) -> None:
    sheets, sides, threshold = given_
    shown = compute_factor("data", sheets, sides, threshold)
    for side in (side for side in sides if side not in shown.sides):
        other = change(sheets, side, lambda level: level and dice.randint(1, 5))
        assert compute_factor("data", other, sides, threshold) == shown


@given(waves(), st.randoms(use_true_random=False))
def test_of_few_guesses_nothing_shows(given_: Given, dice: random.Random) -> None:
    sheets, sides, threshold = given_
    shown = compute_factor("data", sheets, sides, threshold)
    for side in sides:
        if sum(sheet.side is side and "data" in sheet.guesses for sheet in sheets) < threshold:
            other = change(sheets, side, lambda level: level, lambda _: dice.randint(1, 5))
            assert compute_factor("data", other, sides, threshold) == shown


@given(waves())
def test_whatever_is_shown_has_the_threshold_on_every_side_of_it(given_: Given) -> None:
    sheets, sides, threshold = given_
    shown = compute_factor("data", sheets, sides, threshold)
    assert all(turn_out(sheets, side).known == said.answers >= threshold for side, said in shown.sides.items())
    assert len(shown.sides) != 1
    assert (shown.verdict is Verdict.LOCKED) == (not shown.sides)
    hidden = [turn_out(sheets, side).answered for side in sides if side not in shown.sides]
    assert not shown.sides or not any(hidden) or sum(hidden) >= threshold
    assert shown.level is None or not any(hidden)
