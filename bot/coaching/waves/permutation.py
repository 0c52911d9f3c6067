"""The exact permutation test of two groups: how often chance alone would put them so far apart."""

from collections import Counter
from collections.abc import Sequence
from math import comb

SIGNIFICANT = 0.05


def find_least_p(count: int, other: int) -> float:
    """Return the smallest p of groups of these sizes: 3 and 3 .10, 3 and 4 .057, 3 and 5 .036, 4 and 4 .029."""
    return min(1.0, 2 / comb(count + other, count))


def compute_p(levels: Sequence[int], others: Sequence[int]) -> float:
    """Return the two-sided p of the difference of the means: twice the share of all deals that lie as far out."""
    deals = _count_sums([*levels, *others], len(levels))
    seen = sum(levels)
    least = min(
        sum(count for total, count in deals.items() if total <= seen),
        sum(count for total, count in deals.items() if total >= seen),
    )
    return min(1.0, 2 * least / deals.total())


def is_significant(levels: Sequence[int], others: Sequence[int], pairs: int = 1) -> bool | None:
    """Return whether p < .05, None where groups of these sizes could not get there.

    `pairs`: how many pairs of sides these two were chosen from.
    """
    if find_least_p(len(levels), len(others)) * pairs >= SIGNIFICANT:
        return None
    return compute_p(levels, others) * pairs < SIGNIFICANT


def _count_sums(levels: Sequence[int], size: int) -> Counter[int]:
    """Return sum → how many ways there are to draw `size` of the levels with it, without going through the ways."""
    ways: list[Counter[int]] = [Counter({0: 1})] + [Counter() for _ in range(size)]
    for level in levels:
        for drawn in range(size, 0, -1):
            for total, count in ways[drawn - 1].items():
                ways[drawn][total + level] += count
    return ways[size]
