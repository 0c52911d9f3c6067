"""When IT was first asked: the median over a team's last projects, whichever playbook has asked about them."""

from collections.abc import Mapping, Sequence

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.conditions import holds, list_names
from bot.coaching.statistics import LAST, LEAST, list_recorded
from bot.coaching.summary.figures import AskedProject, FirstAsked, FirstAskedMedian

KEPT = 2 * LAST  # projects: those of the median, and those before them


def find_question(playbook: PlaybookModel) -> str | None:
    """Return the question of a playbook that measures it, told by its options; None without one."""
    stages = {stage.value for stage in FirstAsked}
    measuring = (each for each in list_recorded(playbook) if {option.value for option in each.options} <= stages)
    return next((each.name for each in measuring), None)


def list_read(playbook: PlaybookModel) -> frozenset[str]:
    """Return that question, and those whose answers say whether it is asked at all; none where it has none."""
    name = find_question(playbook)
    conditions = _list_conditions(playbook, name) if name else []
    return frozenset([name] if name else []).union(*(list_names(each) for each in conditions))


def read_asked(playbook: PlaybookModel, answers: Mapping[str, object]) -> FirstAsked | None:
    """Return what a run says of it; None where it was not asked, or not answered. `answers` to `list_read`."""
    name = find_question(playbook)
    known = {**dict.fromkeys(list_read(playbook)), **answers}
    value = known.get(name or "")
    is_asked = all(holds(each, known) for each in _list_conditions(playbook, name or ""))
    return FirstAsked(value) if is_asked and value in {stage.value for stage in FirstAsked} else None


def find_first_asked(projects: Sequence[AskedProject]) -> FirstAskedMedian | None:
    """Return the median of the last five projects, or three, of those listed, the newest first; None under three."""
    if len(projects) < LEAST:
        return None
    # An odd number has one in the middle: between two stages there is nothing to compute.
    number = LAST if len(projects) >= LAST else LEAST
    before = projects[number : number + LAST]
    before = before[: LEAST if len(before) < LAST else LAST]
    earlier = _find_median(before) if len(before) >= LEAST else None
    return FirstAskedMedian(_find_median(projects[:number]), tuple(projects[:number]), earlier)


def _find_median(projects: Sequence[AskedProject]) -> FirstAsked:
    order = list(FirstAsked)
    return sorted((each.asked for each in projects), key=order.index)[len(projects) // 2]


def _list_conditions(playbook: PlaybookModel, name: str) -> list[str]:
    pages = [page for page in playbook.page if any(question.name == name for question in page.question)]
    asked = [question.when for page in pages for question in page.question if question.name == name]
    return [each for each in [*(page.when for page in pages), *asked] if each]
