"""Measures: the median of a team's last few answers to a question, in the words of its options."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.choices import Option
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import lower_first

LAST = 5  # how many make one median
LEAST = 3  # under which none is shown


@dataclass(frozen=True)
class Measure:
    """`now` is the median of the last `count` things called `subject`; `before` that of those before, "" without."""

    title: str
    subject: str
    count: int
    now: str
    before: str = ""


def list_recorded(playbook: PlaybookModel) -> list[Question]:
    """Return the questions whose answers are kept as a measure."""
    return [question for question in playbook.questions.values() if question.record]


def measure_answers(playbook: PlaybookModel, question: Question, values: Sequence[str]) -> Measure | None:
    """Return the medians of `values`, oldest first; None while there are fewer than LEAST."""
    # An option that a file has dropped since has no place in the order any more.
    offered = {option.value for option in question.options}
    known = [value for value in values if value in offered]
    if len(known) < LEAST:
        return None
    last = _count_recent(len(known))
    before = known[:-last][-LAST:]
    median_before = find_median(question.options, before) if len(before) >= LEAST else ""
    title = question.label[:1].upper() + question.label[1:]
    median_now = find_median(question.options, known[-last:])
    return Measure(title.rstrip("?"), _subject_name(playbook), last, median_now, median_before)


def find_median(options: Sequence[Option], values: Sequence[str]) -> str:
    """Return the middle value in words, by the order of the options; where two stand in the middle, both."""
    # Options are ordered, but not numbers: between two of them there is nothing to compute.
    places = [option.value for option in options]
    order = sorted(places.index(value) for value in values)
    low, high = order[(len(order) - 1) // 2], order[len(order) // 2]
    words = [lower_first(options[place].text) for place in sorted({low, high})]
    return words[0] if len(words) == 1 else f"between “{words[0]}” and “{words[1]}”"


def _count_recent(count: int) -> int:
    """Return how many of `count` make the latest median: LAST, or fewer to leave LEAST before them to compare with."""
    if count < 2 * LEAST:
        return min(count, LAST)
    return min(LAST, count - LEAST)


def _subject_name(playbook: PlaybookModel) -> str:
    """Return the name of the things that a median is over."""
    question = playbook.subject_question
    return (question.short if question else None) or "time"
