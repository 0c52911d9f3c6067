"""The order in which factors are read, and the one to talk about first."""

from bot.coaching.waves.factors import FactorFigures, Verdict
from bot.coaching.waves.publication import Publication

ORDER = tuple(Verdict)
# What is low on both sides is nobody's fault and everybody's plan; a side that is split has first to talk alone.
FIRST = (Verdict.DISAGREE, Verdict.AGREE_LOW, Verdict.SPLIT, Verdict.AGREE_MIDDLE)


def order_factors(publication: Publication) -> list[str]:
    """Return the factors, widest gap first, then split, low, in the middle, high, locked; the file's order in a tie."""
    figures = publication.factors
    return sorted(figures, key=lambda name: (ORDER.index(figures[name].verdict), *_rank(figures[name])))


def choose_first(publication: Publication) -> str | None:
    """Return the factor to talk about first: the widest gap, or else the lowest; None where all is well or locked."""
    return next(iter(list_candidates(publication)), None)


def list_candidates(publication: Publication) -> list[str]:
    """Return the factors to talk about, the first first."""
    figures = publication.factors
    candidates = [name for name in figures if figures[name].verdict in FIRST]
    return sorted(candidates, key=lambda name: (FIRST.index(figures[name].verdict), *_rank(figures[name])))


def _rank(figures: FactorFigures) -> tuple[float, float]:
    """Return what puts a factor before others of its verdict: the wider gap of a disagreement, the lower level."""
    gap = figures.gap if figures.gap is not None and figures.is_gap else 0.0
    means = [side.mean for side in figures.sides.values()]
    return -gap, sum(means) / len(means) if means else 0.0
