"""Choice questions as statements to tick, level by level: what is ticked settles them, the rest comes again later."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.coaching.playbook.choices import Level, Option, Tick
from bot.coaching.playbook.questions import Page, Question


class Statements(Question):
    """A group of statements, each a choice question (`options` by their names); a tick answers it with `means`.

    `last`: no later level asks about what is left.
    """

    means: str
    last: bool

    def are_answered(self, answers: Mapping[tuple[str, str], Any], item: str) -> bool:
        """Return True when all of them have been asked, in the last level also settled."""
        keys = [(option.value, item) for option in self.options]
        return all(key in answers and not (self.last and answers[key] is None) for key in keys)

    def list_ticked(self, answers: Mapping[tuple[str, str], Any], item: str) -> list[str]:
        """Return the names of the questions that have the answer that a tick means."""
        return [option.value for option in self.options if answers.get((option.value, item)) == self.means]


def make_groups(
    page: Page, number: int, questions: Iterable[Question], answers: Mapping[tuple[str, str], Any], item: str
) -> list[Question]:
    """Return the groups of a level: those questions of the page that no earlier level has settled."""
    settled = {tick.value for level in page.level[:number] for tick in level.tick}
    left = [each for each in questions if answers.get((each.name, item)) not in settled]
    names = list(dict.fromkeys(each.group for each in left))
    level, last = page.level[number], number == len(page.level) - 1
    return [
        _make_group(place, name, tick, [each for each in left if each.group == name], last=last)
        for place, name in enumerate(names)
        for tick in level.tick
    ]


def settle_ticks(
    page: Page,
    number: int,
    groups: Iterable[Question],
    ticked: Mapping[str, Any],
    before: Mapping[str, Any],
    *,
    sent: bool,
) -> dict[str, str | None]:
    """Return question → answer after a level, whose groups were `ticked` (by their names); `before` are the answers so
    far. None for what a later level may settle.

    Only when the page is `sent`, what nobody has ticked in the last level gets the answer for that.
    """
    rest = page.untouched if sent and number == len(page.level) - 1 else None
    here = {tick.value for tick in page.level[number].tick}
    shown = [group for group in groups if isinstance(group, Statements)]
    open_ = {option.value: before.get(option.value) for group in shown for option in group.options}
    settled = {name: rest if value in here or value is None else value for name, value in open_.items()}
    for group in shown:
        settled |= dict.fromkeys(ticked.get(group.name) or (), group.means)
    return settled


def level_of(page: Page, number: int) -> Level | None:
    """Return the level that a view of a page shows; None for a page without."""
    return page.level[number] if page.level else None


def _make_group(place: int, name: str, tick: Tick, questions: Iterable[Question], *, last: bool) -> Question:
    # Not validated: these are no questions of a file, whose options have to be two at least.
    return Statements.model_construct(
        name=f"level_{tick.value}_{place}",
        ask=f"{name}: {tick.text}" if name else tick.text,
        kind="ticks",
        optional=True,
        options=tuple(Option(value=each.name, text=each.statement or each.label[:75]) for each in questions),
        means=tick.value,
        last=last,
    )
