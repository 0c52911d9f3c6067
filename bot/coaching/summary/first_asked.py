"""When IT was first asked: the median over a team's last projects, whichever playbook has asked about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.conditions import holds, list_names
from bot.coaching.statistics import LAST, LEAST, list_recorded
from bot.coaching.summary.figures import AskedProject, FirstAsked, FirstAskedMedian

_STAGES = frozenset(stage.value for stage in FirstAsked)
KEPT = 2 * LAST  # projects: those of the median, and those before them


@dataclass(frozen=True)
class AskedQuestion:
    """The question of a playbook that measures it; it is asked where all `conditions` hold."""

    name: str
    conditions: tuple[str, ...]
    read: frozenset[str]  # the questions whose answers are needed: itself, and those in its conditions

    @classmethod
    def of(cls, playbook: PlaybookModel) -> Self | None:
        """Return that of a playbook, told by its options; None without one."""
        measuring = (each for each in list_recorded(playbook) if {option.value for option in each.options} <= _STAGES)
        question = next(measuring, None)
        if question is None:
            return None
        pages = (page.when for page in playbook.page if question in page.question)
        conditions = tuple(each for each in (*pages, question.when) if each)
        return cls(question.name, conditions, frozenset([question.name]).union(*map(list_names, conditions)))

    def answer(self, answers: Mapping[str, object]) -> FirstAsked | None:
        """Return what a run says, of the answers to `read`; None where it was not asked, or not answered."""
        known = {**dict.fromkeys(self.read), **answers}
        value = known[self.name]
        is_asked = all(holds(each, known) for each in self.conditions)
        return FirstAsked(value) if is_asked and isinstance(value, str) and value in _STAGES else None


def find_first_asked(projects: Sequence[AskedProject]) -> FirstAskedMedian | None:
    """Return the median of the last five projects, or three, of those listed, the newest first; None under three."""
    if len(projects) < LEAST:
        return None
    # An odd number has one in the middle: between two stages there is nothing to compute.
    # Three where that leaves three before them, to compare with.
    number = LAST if len(projects) == LAST or len(projects) >= LAST + LEAST else LEAST
    before = projects[number : number + LAST]
    before = before[: LEAST if len(before) < LAST else LAST]
    earlier = _find_median(before) if len(before) >= LEAST else None
    return FirstAskedMedian(_find_median(projects[:number]), tuple(projects[:number]), earlier)


def _find_median(projects: Sequence[AskedProject]) -> FirstAsked:
    order = list(FirstAsked)
    return sorted((each.asked for each in projects), key=order.index)[len(projects) // 2]
