"""What one answer was over time: the median of a team's last few, in the words of the options."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coaching.playbook.questions import Option, Question
from bot.coaching.playbook.texts import lower_first
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.table import Playbook

LAST = 5  # how many make one median
LEAST = 3  # under which none is told


@dataclass(frozen=True)
class Measure:
    """`now` is the median of the last `count` things called `about`; `before` that of those before, "" without."""

    title: str
    about: str
    count: int
    now: str
    before: str = ""


def recorded(playbook: Playbook) -> list[Question]:
    """The questions whose answers are kept as a measure."""
    return [question for question in playbook.questions.values() if question.record]


def measure(playbook: Playbook, question: Question, values: Sequence[str]) -> Measure | None:
    """The medians of `values`, oldest first; None while there are too few. Values no longer offered are left out."""
    offered = {option.value for option in question.options}
    known = [value for value in values if value in offered]
    if len(known) < LEAST:
        return None
    last = _last(len(known))
    before = known[:-last][-LAST:]
    then = median(question.options, before) if len(before) >= LEAST else ""
    title = question.label[:1].upper() + question.label[1:]
    return Measure(title.rstrip("?"), _about(playbook), last, median(question.options, known[-last:]), then)


def median(options: Sequence[Option], values: Sequence[str]) -> str:
    """The middle one, in the order of the options; where two stand in the middle, both."""
    places = [option.value for option in options]
    order = sorted(places.index(value) for value in values)
    low, high = order[(len(order) - 1) // 2], order[len(order) // 2]
    words = [lower_first(options[place].text) for place in sorted({low, high})]
    return words[0] if len(words) == 1 else f"between “{words[0]}” and “{words[1]}”"


def _last(count: int) -> int:
    """As many as LAST, fewer while that leaves enough before them to compare with, all while there is nothing to."""
    if count < 2 * LEAST:
        return min(count, LAST)
    return min(LAST, count - LEAST)


def _about(playbook: Playbook) -> str:
    subject = playbook.subject if isinstance(playbook, Checklist | Charter) else None
    return (playbook.questions[subject].short if subject else None) or "time"
