"""What follows from linear statements, exactly: whether they determine anything about only a few people.

A statement is a sum of unknowns, each with its factor, of which the attacker knows the value. Whatever they know
follows from adding multiples of statements. Factors are whole numbers of a very small unit, ONE of which are 1: large
integers are as exact as fractions, and faster.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import NamedTuple

ONE = lcm(*range(1, 64)) ** 4  # so that a mean of means of means is whole, too


class Unknown(NamedTuple):
    """Something that one person has said about one thing at one time, from one side."""

    person: str
    side: str
    about: Hashable


Statement = Mapping[Unknown, int]
Column = tuple[tuple[int, int], ...]  # (number of a statement, factor in it)


def find_exposed(statements: Sequence[Statement], threshold: int) -> frozenset[str]:
    """Return the fewest people of one side of whom the statements determine something, if they are fewer than
    `threshold`, whatever is left open about other sides.
    """
    for side in {unknown.side for statement in statements for unknown in statement}:
        if exposed := _find_on(side, statements, threshold):
            return exposed
    return frozenset()


def _find_on(side: str, statements: Sequence[Statement], threshold: int) -> frozenset[str]:
    """Some sum of statements has nobody else of the side in it than `few` just if, without the unknowns of these few,
    fewer statements are independent.
    """
    groups = _group(side, statements)
    small = {column: people for column, people in groups.items() if len(people) < threshold}
    if not small:
        return frozenset()  # who is in one statement of it is in all of them, with everybody else of a large group
    everything = count_independent(groups)
    for few in _list_few(small.values(), threshold):
        others = [column for column, people in groups.items() if not people <= few]
        if count_independent(others) < everything:
            return few
    return frozenset()


def _group(side: str, statements: Sequence[Statement]) -> dict[Column, frozenset[str]]:
    """Put the unknowns together that no statement tells apart: column → whose they are."""
    columns: dict[Unknown, list[tuple[int, int]]] = defaultdict(list)
    for number, statement in enumerate(statements):
        for unknown, factor in statement.items():
            if unknown.side == side:
                columns[unknown].append((number, factor))
    groups: dict[Column, set[str]] = defaultdict(set)
    for unknown, column in columns.items():
        groups[tuple(column)].add(unknown.person)
    return {column: frozenset(people) for column, people in groups.items()}


def _list_few(groups: Iterable[frozenset[str]], threshold: int) -> Iterable[frozenset[str]]:
    """Every set of fewer than `threshold` people out of small groups, the smallest first."""
    people = sorted(frozenset().union(*groups))
    return (frozenset(few) for size in range(1, threshold) for few in combinations(people, size))


def count_independent(columns: Iterable[Column]) -> int:
    """Return the rank, by elimination with fractions."""
    left = [{place: Fraction(factor) for place, factor in column} for column in columns]
    rank = 0
    while left:
        pivot = left.pop()
        if not pivot:
            continue
        rank += 1
        place, value = next(iter(pivot.items()))
        left = [_subtract(each, pivot, each[place] / value) if place in each else each for each in left]
    return rank


def _subtract(column: dict[int, Fraction], pivot: dict[int, Fraction], times: Fraction) -> dict[int, Fraction]:
    places = {*column, *pivot}
    rest = {place: column.get(place, Fraction()) - times * pivot.get(place, Fraction()) for place in places}
    return {place: value for place, value in rest.items() if value}
