"""Changes: what has moved since an earlier wave, worked out from what both have shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.coaching.waves.factors import FactorFigures
from bot.coaching.waves.levels import average, subtract
from bot.coaching.waves.noise import Change, compute_noise, compute_shared_noise
from bot.coaching.waves.publication import LEAST_SHARE, Publication
from bot.model.teams import Side


@dataclass(frozen=True)
class Changes:
    """What has moved: factor → side → change, of those shown both times; `level` of the whole.

    `level_before` is that of the earlier wave over the factors that both have shown, with which alone it may be
    compared; None, as `level`, where these are less than half.
    """

    factors: Mapping[str, Mapping[Side, Change]]
    level: Change | None = None
    level_before: float | None = None


def compare(now: Publication, before: Publication) -> Changes:
    """Return what has moved between two waves of one team."""
    both = [name for name in now.factors if name in before.factors]
    factors = {name: compare_factor(now.factors[name], before.factors[name]) for name in both}
    common = [name for name in both if now.factors[name].level is not None and before.factors[name].level is not None]
    if not common or len(common) < LEAST_SHARE * len(now.factors) or now.sides != before.sides:
        return Changes(factors)
    level, earlier = (_average(wave, common) for wave in (now, before))
    noise = compute_shared_noise(_count(now, common), _count(before, common))
    return Changes(factors, Change(subtract(level, earlier), noise), earlier)


def compare_factor(now: FactorFigures, before: FactorFigures) -> dict[Side, Change]:
    """Return side → change, of the sides shown both times."""
    return {
        side: Change(
            subtract(figures.mean, before.sides[side].mean),
            compute_noise(figures.answers, before.sides[side].answers),
        )
        for side, figures in now.sides.items()
        if side in before.sides
    }


def _average(wave: Publication, names: list[str]) -> float:
    return average([level for name in names if (level := wave.factors[name].level) is not None])


def _count(wave: Publication, names: list[str]) -> list[int]:
    """Return how many answers each side has where it has fewest."""
    sides = [wave.factors[name].sides for name in names]
    return [min(each[side].answers for each in sides if side in each) for side in sides[0]]
