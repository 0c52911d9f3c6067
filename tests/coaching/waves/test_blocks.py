"""One factor a week: answers are gathered in blocks."""

from datetime import date, timedelta

from bot.coaching.waves.blocks import WINDOW, can_end_block, end_block, gather_blocks, is_in_window
from bot.coaching.waves.publication import Publication, publish
from tests.coaching.waves.given import BOTH, IT, MARKETING, SALES, answer

DAY = date(2026, 12, 11)
FULL = [*answer(MARKETING, [3] * 6), *answer(IT, [2] * 5)]


def test_a_block_ends_when_enough_of_both_sides_have_answered() -> None:
    assert can_end_block("data", FULL, BOTH, 5, DAY)
    assert not can_end_block("data", FULL[:-1], BOTH, 5, DAY)
    assert not can_end_block("goal", FULL, BOTH, 5, DAY)
    assert not can_end_block("data", [*FULL[:-1], *answer(SALES, [2])], BOTH, 5, DAY)


def test_whether_somebody_knows_does_not_end_it() -> None:
    doubtful = [*answer(MARKETING, [3] * 6), *answer(IT, [2, 2, None, None, None])]
    assert can_end_block("data", doubtful, BOTH, 5, DAY)
    assert not end_block("data", doubtful, BOTH, 5).shown
    assert not can_end_block("data", doubtful[:-1], BOTH, 5, DAY)


def test_a_block_is_never_followed_at_once_by_another() -> None:
    assert not can_end_block("data", FULL, BOTH, 5, DAY, DAY - timedelta(days=27))
    assert can_end_block("data", FULL, BOTH, 5, DAY, DAY - timedelta(days=28))


def test_an_answer_counts_for_half_a_year() -> None:
    assert is_in_window(DAY - WINDOW + timedelta(days=1), DAY) and not is_in_window(DAY - WINDOW, DAY)
    assert timedelta(weeks=2 * 12 + 1) <= WINDOW, "every two weeks, a factor of twelve comes twice"


def test_a_block_shows_what_a_wave_would() -> None:
    assert end_block("data", [*FULL, *answer(SALES, [1] * 9)], BOTH, 5) == publish(["data"], FULL, BOTH, 5)


def test_the_picture_is_whole_when_half_of_the_factors_are_there() -> None:
    data = end_block("data", FULL, BOTH, 5).factors["data"]
    picture = gather_blocks(["data", "goal"], {"data": data}, BOTH, 5)
    assert (picture.level, picture.shown, picture.handed_in) == (2.5, ("data",), {MARKETING: 6, IT: 5})
    assert gather_blocks(["data", "goal", "roles"], {"data": data}, BOTH, 5).level is None
    assert Publication.from_json(picture.to_json()) == picture


def test_nothing_is_there_yet() -> None:
    picture = gather_blocks(["data"], {}, BOTH, 5)
    assert (picture.level, picture.shown, picture.handed_in) == (None, (), {MARKETING: 0, IT: 0})
