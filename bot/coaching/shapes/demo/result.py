"""The result of a demo: what both sides have seen, where they differ, what nobody has seen. No winner, no sum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.coaching.advice import Recommendation, recommend
from bot.coaching.interview import values
from bot.coaching.interview.route import list_items
from bot.coaching.shapes.demo.marks import Seen, Watched
from bot.coaching.shapes.demo.model import DemoModel
from bot.coaching.shapes.result import Button, Headline, Presentation, Result
from bot.coaching.shapes.voices import SIDES
from bot.coaching.side_names import SIDE_NAMES
from bot.model.teams import Side

WORDS: Mapping[Seen, str] = {
    Seen.ALL: "seen",
    Seen.PARTLY: "in part",
    Seen.FOREIGN: "only with their data",
    Seen.NOTHING: "not seen",
}
NAME = 60  # characters of a scenario in a post


@dataclass(frozen=True)
class DemoResult(Result):
    """What has become of every scenario. `counts` has (side, how many of it have marked, how many there are)."""

    demo: DemoModel
    watched: Sequence[Watched]
    counts: tuple[tuple[Side, int, int], ...]

    @property
    def headline(self) -> Headline:
        """What both have marked and somebody has not seen, product by product."""
        if not self.marked:
            return Headline(self._name_products(), "not marked by both sides yet")
        return Headline(self._name_products(), self._tell_missing() or "seen by both sides, all of it")

    @cached_property
    def marked(self) -> list[Watched]:
        """What both sides have marked."""
        return [each for each in self.watched if each.is_marked]

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        apart = [each for each in self.marked if each.differs]
        missing = [each for each in self.marked if not each.differs and each.weakest is not Seen.ALL]
        first = next(iter(apart or missing), None)
        return {
            **values.collect_values(self.variant, self.live),
            "marked": len(self.marked),
            "apart": len(apart),
            "missing": len(missing),
            "foreign_only": any(each.weakest is Seen.FOREIGN for each in missing),
            "product": first.product if first else "",
            "scenario": first.scenario if first else "",
        }

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        return recommend(self.demo.advice, self.facts)

    @property
    def presentation(self) -> Presentation:
        alike = [each for each in self.marked if not each.differs]
        ours = self.live.get((self.demo.ours or "", "")) or ()
        told = {
            "products": list(list_items(self.live, self.demo.products).values()),
            "scenarios": [(_shorten(name), item in ours) for item, name in self._scenarios.items()],
            "counts": [(SIDE_NAMES[side], marked, people) for side, marked, people in self.counts],
            "missing": self._tell_missing(),
            "marked": bool(self.marked),
            "seen": _by_product(each for each in alike if each.weakest is Seen.ALL),
            "unseen": _by_product(each for each in alike if each.weakest is not Seen.ALL),
            "apart": [
                (each.product, _shorten(each.scenario), _tell_marks(each)) for each in self.marked if each.differs
            ],
            "given": [
                (scenario, [(each.product, _tell_marks(each)) for each in self.watched if each.scenario == scenario])
                for scenario in self._scenarios.values()
            ],
        }
        return Presentation("result_demo", "everything_demo", told, (Button.MARK,))

    @property
    def _scenarios(self) -> Mapping[str, str]:
        return list_items(self.live, self.demo.scenarios)

    def _name_products(self) -> str:
        return " and ".join(list_items(self.live, self.demo.products).values())

    def _tell_missing(self) -> str:
        """Return `not yet seen by both sides: Acme 2 of 4, Birch 1 of 4`, "" where everything was."""
        lacking: dict[str, list[bool]] = {}
        for each in self.marked:
            lacking.setdefault(each.product, []).append(each.weakest is not Seen.ALL)
        told = [f"{product} {sum(marks)} of {len(marks)}" for product, marks in lacking.items() if any(marks)]
        return f"not yet seen by both sides: {', '.join(told)}" if told else ""


def _by_product(watched: Iterable[Watched]) -> list[tuple[str, list[str]]]:
    """Return product → its scenarios; those that were seen after a fashion say how."""
    named: dict[str, list[str]] = {}
    for each in watched:
        how = f" ({WORDS[each.weakest]})" if each.weakest in (Seen.PARTLY, Seen.FOREIGN) else ""
        named.setdefault(each.product, []).append(f"{_shorten(each.scenario)}{how}")
    return list(named.items())


def _tell_marks(watched: Watched) -> str:
    """Return `marketing seen, IT not marked yet`."""
    marks = {side: WORDS[seen] for side, seen in watched.marks.items()}
    return ", ".join(f"{SIDE_NAMES[side]} {marks.get(side, 'not marked yet')}" for side in SIDES)


def _shorten(scenario: str) -> str:
    return scenario if len(scenario) <= NAME else f"{scenario[: NAME - 1].rstrip()}…"
