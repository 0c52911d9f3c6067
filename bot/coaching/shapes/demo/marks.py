"""What each side has seen of a demo, product by product and scenario by scenario."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from bot.coaching.interview.route import Answers, list_items, select_current
from bot.coaching.interview.variants import Variant
from bot.coaching.shapes.demo.model import DemoModel
from bot.coaching.shapes.voices import SIDES, Voices
from bot.model.teams import Side

Given = dict[tuple[str, str], Any]


class Seen(IntEnum):
    """What somebody has seen of a scenario, the weakest first."""

    NOTHING = 0
    FOREIGN = 1  # with the vendor's own data only
    PARTLY = 2
    ALL = 3


@dataclass(frozen=True)
class Watched:
    """A scenario that a product had to show, with what each side has seen; a side without anybody who was there, or who
    has marked it as it is called now, is not in `marks`.
    """

    product: str
    scenario: str
    marks: Mapping[Side, Seen]

    @property
    def is_marked(self) -> bool:
        """True when both sides have marked it."""
        return len(self.marks) == len(SIDES)

    @property
    def differs(self) -> bool:
        """True when both sides have marked it, each in another way."""
        return self.is_marked and len(set(self.marks.values())) > 1

    @property
    def weakest(self) -> Seen:
        """What the side that has seen least of it says: one person who has not seen it is enough."""
        return min(self.marks.values(), default=Seen.NOTHING)


def begin_marks(demo: DemoModel, listed: Answers, before: Answers) -> Given:
    """Return what somebody who has given these marks before begins with: as they were, as far as it is called the
    same, on the lists as they are now.
    """
    lists: Given = {(name, ""): dict(list_items(listed, name)) for name in (demo.products, demo.scenarios)}
    kept = {name: _list_kept(before, listed, name) for name in (demo.products, demo.scenarios)}
    own = {
        (name, product): [each for each in ticked or () if each in kept[demo.scenarios if product else demo.products]]
        for (name, product), ticked in before.items()
        if name in demo.marks and (not product or product in kept[demo.products])
    }
    return {**own, **lists}


def list_watched(demo: DemoModel, variant: Variant, listed: Answers, voices: Voices) -> list[Watched]:
    """Return every scenario of every product, in the order listed; `listed` is what was answered once."""
    marked = {side: list(_select_marks(variant, listed, voices, side)) for side in SIDES}
    return [
        Watched(product, scenario, _mark(demo, marked, (key, product), (item, scenario)))
        for key, product in list_items(listed, demo.products).items()
        for item, scenario in list_items(listed, demo.scenarios).items()
    ]


def _list_kept(before: Answers, listed: Answers, name: str) -> set[str]:
    """Return the items that are called as they were."""
    now = list_items(listed, name)
    return {item for item, called in list_items(before, name).items() if now.get(item) == called}


def _select_marks(variant: Variant, listed: Answers, voices: Voices, side: Side) -> Iterator[Answers]:
    """Yield the answers of everybody on a side, with the lists as they saw them."""
    for person, own in voices.marks.items():
        if voices.sides.get(person) == side:
            yield select_current(variant, {**listed, **own})


def _mark(
    demo: DemoModel,
    marked: Mapping[Side, Sequence[Answers]],
    product: tuple[str, str],
    scenario: tuple[str, str],
) -> dict[Side, Seen]:
    """Return side → the least that somebody of it has seen; both are (key, what it is called now)."""
    seen = {side: [_read(demo, own, product, scenario) for own in people] for side, people in marked.items()}
    known = {side: [each for each in marks if each is not None] for side, marks in seen.items()}
    return {side: min(marks) for side, marks in known.items() if marks}


def _read(demo: DemoModel, own: Answers, product: tuple[str, str], scenario: tuple[str, str]) -> Seen | None:
    """Return what one person has seen; None where they were not there, or have marked something of another name."""
    (key, called), (item, named) = product, scenario
    was_there = key in (own.get((demo.attended, "")) or ()) and (demo.seen, key) in own
    names = list_items(own, demo.products).get(key), list_items(own, demo.scenarios).get(item)
    if not was_there or names != (called, named):
        return None
    # Ticked twice, the weaker one counts.
    ticks = ((Seen.FOREIGN, demo.foreign), (Seen.PARTLY, demo.partly), (Seen.ALL, demo.seen))
    return next((seen for seen, name in ticks if item in (own.get((name, key)) or ())), Seen.NOTHING)
