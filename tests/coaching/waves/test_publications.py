"""What a wave shows as a whole, what has moved since, and what is read first."""

from collections.abc import Mapping

import pytest
from pydantic import ValidationError

from bot.coaching.waves.changes import compare
from bot.coaching.waves.factors import Verdict
from bot.coaching.waves.levels import Stage
from bot.coaching.waves.noise import Change
from bot.coaching.waves.publication import Publication, publish
from bot.coaching.waves.ranking import choose_first, order_factors
from bot.coaching.waves.sheets import Sheet
from tests.coaching.waves.given import ALL, BOTH, IT, MARKETING

FACTORS = {  # the level that marketing gives, and IT
    "goal": (4, 4),
    "asked": (2, 2),
    "rules": (4, 3),
    "data": (5, 2),
    "money": (1, 2),
    "roles": (3, 3),
    "pilots": (5, 5),
}


def sheets(factors: Mapping[str, tuple[int | None, int | None]], marketing: int = 9, it: int = 6) -> list[Sheet]:
    ours = [Sheet(MARKETING, {name: pair[0] for name, pair in factors.items()}) for _ in range(marketing)]
    return [*ours, *[Sheet(IT, {name: pair[1] for name, pair in factors.items()}) for _ in range(it)]]


def wave(changed: dict[str, tuple[int | None, int | None]] | None = None, it: int = 6) -> Publication:
    return publish(list(FACTORS), sheets({**FACTORS, **(changed or {})}, it=it), BOTH, 5)


def test_a_wave() -> None:
    shown = wave()
    assert (shown.threshold, shown.sides, shown.handed_in) == (5, BOTH, {MARKETING: 9, IT: 6})
    assert shown.shown == tuple(FACTORS)
    # 4.0 2.0 3.5 3.5 1.5 3.0 5.0
    assert (shown.level, shown.stage, shown.missing) == (3.2, Stage.SIDE_BY_SIDE, {})


def test_a_wave_with_too_few_on_one_side_shows_neither() -> None:
    shown = wave(it=3)
    assert (shown.shown, shown.level, shown.stage, shown.missing) == ((), None, None, {IT: 2})
    assert {figures.verdict for figures in shown.factors.values()} == {Verdict.LOCKED}


def test_the_level_of_the_whole_needs_half_of_the_factors() -> None:
    unknown: dict[str, tuple[int | None, int | None]] = dict.fromkeys(["goal", "asked", "rules"], (3, None))
    assert wave(unknown).level == 3.3  # of data, money, roles and pilots
    assert wave(unknown | {"roles": (3, None)}).level is None


@pytest.mark.parametrize("shown", [wave(), wave(it=3), wave({"goal": (3, None)}), publish([], [], BOTH, 5)])
def test_what_is_kept_comes_back_as_it_was(shown: Publication) -> None:
    assert Publication.from_json(shown.to_json()) == shown


def test_what_was_never_a_wave_is_refused() -> None:
    with pytest.raises(ValidationError):
        Publication.from_json('{"threshold": 5}')


def test_the_widest_gap_comes_first_then_what_is_low() -> None:
    assert order_factors(wave({"pilots": (3, None)})) == ["data", "money", "rules", "asked", "roles", "goal", "pilots"]


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        ({}, "data"),
        ({"data": (2, 2)}, "money"),  # of gaps that are as wide, the lower one
        ({"data": (4, 4), "rules": (4, 4), "money": (2, 2), "asked": (1, 1)}, "asked"),
        ({"data": (4, 4), "rules": (4, 4), "money": (4, 4), "asked": (4, 4)}, "roles"),
    ],
)
def test_which_one_to_talk_about_first(changed: dict[str, tuple[int | None, int | None]], first: str) -> None:
    assert choose_first(wave(changed)) == first


def test_where_all_is_well_or_locked_there_is_nothing_to_talk_about() -> None:
    assert choose_first(publish(["goal"], sheets({"goal": (4, 4)}), BOTH, 5)) is None
    assert choose_first(wave(it=3)) is None


def test_a_side_that_is_split_comes_after_what_is_low_on_both() -> None:
    split = [Sheet(IT, {"roles": level, "asked": 2}) for level in (1, 1, 3, 3, 5, 5)]
    shown = publish(["roles", "asked"], [*sheets({"roles": (3, 3), "asked": (2, 2)}, it=0), *split], BOTH, 5)
    assert (order_factors(shown), choose_first(shown)) == (["roles", "asked"], "asked")


def test_what_has_moved() -> None:
    moved = compare(wave({"asked": (2, 4), "money": (2, 3), "goal": (3, None)}), wave())
    assert moved.factors["asked"] == {MARKETING: Change(0.0, 0.92), IT: Change(2.0, 1.13)}
    assert moved.factors["money"] == {MARKETING: Change(1.0, 0.92), IT: Change(1.0, 1.13)}
    assert [change.is_noise for change in moved.factors["money"].values()] == [False, True]
    assert moved.factors["goal"] == {}
    # over the six that both waves show: 3.1 before, 3.4 now
    assert (moved.level, moved.level_before) == (Change(0.3, 0.73), 3.1)


def test_the_level_is_as_sure_as_its_smallest_factor() -> None:
    fewer = [*sheets(FACTORS, it=5), Sheet(IT, {name: 3 for name in FACTORS if name != "data"})]
    change = compare(publish(list(FACTORS), fewer, BOTH, 5), wave()).level
    assert change is not None
    assert change.noise == 0.75  # 1.96 · √((1/9 + 1/5 + 1/9 + 1/6) / 4)


def test_waves_of_other_questions_or_other_sides_share_no_level() -> None:
    few = publish(["goal", "other", "third"], sheets({"goal": (4, 4), "other": (2, 2), "third": (2, 2)}), BOTH, 5)
    assert compare(few, wave()).level is None
    four = publish(list(FACTORS), sheets(FACTORS), ALL, 5)
    assert four.level == 3.2
    assert compare(four, wave()).level is None
    assert compare(four, wave()).factors["goal"] == {MARKETING: Change(0.0, 0.92), IT: Change(0.0, 1.13)}


def test_one_factor_asked_again() -> None:
    """Noise is ±1.1 with 6 answers, ±0.9 with 9."""
    again = publish(["asked"], sheets({"asked": (3, 4)}), BOTH, 5)
    assert compare(again, wave()).factors == {"asked": {MARKETING: Change(1.0, 0.92), IT: Change(2.0, 1.13)}}
