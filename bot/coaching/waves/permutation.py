"""The exact permutation test of two groups: how often chance alone would put them so far apart."""

from collections.abc import Sequence
from math import comb

SIGNIFICANT = 0.05


def find_least_p(count: int, other: int) -> float:
    """Return the smallest p of groups of these sizes: 3 and 3 .10, 3 and 4 .057, 3 and 5 .036, 4 and 4 .029."""
    return min(1.0, 2 / comb(count + other, count))


def compute_p(levels: Sequence[int], others: Sequence[int]) -> float:
    """Return the two-sided p of the difference of the means: twice the share of all deals that lie as far out."""
    deals = _count_deals([*levels, *others], len(levels))
    seen = sum(levels)
    far = min(sum(deals[: seen + 1]), sum(deals[seen:]))
    return min(1.0, 2 * far / comb(len(levels) + len(others), len(levels)))


def is_significant(levels: Sequence[int], others: Sequence[int], pairs: int = 1) -> bool | None:
    """Return whether p < .05, None where groups of these sizes could not get there.

    `pairs`: how many pairs of sides these two were chosen from.
    """
    if find_least_p(len(levels), len(others)) * pairs >= SIGNIFICANT:
        return None
    return compute_p(levels, others) * pairs < SIGNIFICANT


def _count_deals(levels: Sequence[int], size: int) -> list[int]:
    """Return, at each sum, how many ways to draw `size` of the levels have it, without going through the ways."""
    # A polynomial in one large number: the coefficient of each sum has as many bits as the number of all ways.
    bits = comb(len(levels), size).bit_length()
    ways = [1] + [0] * size
    for level in levels:
        for drawn in range(size, 0, -1):
            ways[drawn] += ways[drawn - 1] << level * bits
    coefficient = (1 << bits) - 1
    return [ways[size] >> total * bits & coefficient for total in range(sum(levels) + 1)]
