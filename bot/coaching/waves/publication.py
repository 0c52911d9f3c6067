"""What a wave shows when it has closed: all that is kept of it, and all that is ever read of it again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from bot.coaching.waves.disclosure import count_missing_sheets
from bot.coaching.waves.factors import FactorFigures, Verdict, compute_factor
from bot.coaching.waves.levels import Stage, average, name_level
from bot.coaching.waves.sheets import Sheet, count_sheets
from bot.model.teams import Side

LEAST_SHARE = 0.5  # the share of factors without which no level of the whole is named


@dataclass(frozen=True)
class Publication:
    """A closed wave. `handed_in`: how many of each side that was asked; `level`: of the whole, None where locked.

    The same for everybody in the team, whatever they lead: there is no second view from which to subtract it.
    """

    threshold: int
    sides: tuple[Side, ...]
    handed_in: Mapping[Side, int]
    factors: Mapping[str, FactorFigures]
    level: float | None

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the factors of which figures are shown."""
        return tuple(name for name, figures in self.factors.items() if figures.verdict is not Verdict.LOCKED)

    @property
    def missing(self) -> dict[Side, int]:
        """Return side → how many more would have had to hand in."""
        return count_missing_sheets(self.handed_in, self.threshold)

    @property
    def stage(self) -> Stage | None:
        """Return what the level is called."""
        return None if self.level is None else name_level(self.level)

    def to_json(self) -> str:
        """Return it as text for a column."""
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "Publication":
        """Return what was kept. pydantic.ValidationError for anything else."""
        return _adapter().validate_json(text)


def publish(factors: Sequence[str], sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int) -> Publication:
    """Return what a wave shows. Done once, at its close: its sheets are never cut again."""
    given = [sheet for sheet in sheets if sheet.side in sides]
    figures = {name: compute_factor(name, given, sides, threshold) for name in factors}
    return Publication(threshold, tuple(sides), count_sheets(given, sides), figures, compute_level(figures))


def compute_level(figures: Mapping[str, FactorFigures]) -> float | None:
    """Return the mean of the factors of which every side is shown; None where they are less than half."""
    levels = [each.level for each in figures.values() if each.level is not None]
    return average(levels) if levels and len(levels) >= LEAST_SHARE * len(figures) else None


@cache
def _adapter() -> TypeAdapter[Publication]:
    # Made when it is first needed, not at import, as the rows' are.
    return TypeAdapter(Publication)
