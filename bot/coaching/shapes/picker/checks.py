"""Checks of a picker: its candidates, its criteria, and the order of pages where everybody marks a list."""

from collections.abc import Iterator

from bot.coaching.playbook import conditions
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.playbook.text_checks import (
    Text,
    check_comparison,
    check_condition,
    commitment_texts,
    list_readable,
    people_faults,
)
from bot.coaching.shapes.picker.model import PickerModel


def find_faults(picker: PickerModel) -> Iterator[str]:
    """Yield place, fault, what to write."""
    listed = picker.questions.get(picker.candidates)
    known = listed is not None and listed.kind == "items"
    if not known:
        yield f"candidates = '{picker.candidates}' names no question of kind 'items'"
    if not any(question.weight for question in picker.questions.values()):
        yield "nothing to rank by: give at least one question of kind 'scale' or 'ticks' a weight"
    for page in picker.page:
        for question in page.question:
            yield from _check_weighted(picker, page, question, known=known)
    for gate in picker.gate:
        yield from check_condition(gate.open, picker.questions, f"gate '{gate.name}', open")
        yield from people_faults(gate, picker.questions, f"gate '{gate.name}'")
        if gate in picker.of_pick and not gate.first:
            yield f"gate '{gate.name}': it is about the pick alone: say what comes first, first = …"
    yield from _two_sided(picker) if picker.both else _one_sided(picker)
    for comparison in picker.same:
        yield from check_comparison(picker, comparison, list_readable(picker, picker.candidates, {}))


def gate_texts(picker: PickerModel) -> Iterator[Text]:
    """Yield what the must-haves say."""
    for gate in picker.gate:
        yield Text(f"gate '{gate.name}', closed", gate.closed, (gate.open,))
        yield from commitment_texts(gate, f"gate '{gate.name}'", "opens", gate.opens, gate.open)


def _check_weighted(picker: PickerModel, page: Page, question: Question, *, known: bool) -> Iterator[str]:
    where = f"question '{question.name}'"
    if question.full:
        yield f"{where}: only whole pages of a picker are for full. Write full = true on the page"
    if not question.weight:
        return
    if question.kind == "choice" and page.asks:
        yield from _check_points(question, where)
    elif question.kind not in ("scale", "ticks"):
        yield f'{where}: only scales and ticks count in a picker. Remove weight, or write kind = "scale"'
    elif known and question.kind == "scale" and page.each != picker.candidates:
        yield f'{where}: it counts, so ask it for each candidate: each = "{picker.candidates}" on its page'
    elif question.kind == "ticks" and question.over != picker.candidates:
        yield f'{where}: it counts, so it is about the candidates: over = "{picker.candidates}"'


def _check_points(question: Question, where: str) -> Iterator[str]:
    if any(option.points is None for option in question.options) or not any(o.points for o in question.options):
        yield f"{where}: it counts, so give every option its points, the worst 0"


def _one_sided(picker: PickerModel) -> Iterator[str]:
    yield from (
        f"page '{page.title}': known_by is for a list that both sides score. Remove it"
        for page in picker.page
        if page.known_by
    )


def _two_sided(picker: PickerModel) -> Iterator[str]:
    """Yield faults in where one person's answers stand: before what everybody marks, and alone read by gates."""
    marked = {question.name for question in picker.questions.values() if question.weight}
    for gate in picker.gate:
        for name in sorted(marked & conditions.list_names(gate.open)):
            yield f"gate '{gate.name}', open: everybody marks '{name}'. Use what is asked once"
    counts = [page.counts for page in picker.page]
    for page in picker.page:
        if page.known_by and not page.counts:
            yield f"page '{page.title}': one person answers it, for both sides. Remove known_by"
        once = [question.name for question in page.question if not question.weight]
        if page.counts and once:
            yield f"page '{page.title}': everybody marks it, so move {', '.join(once)} to a page of its own"
    if picker.same:
        yield "a list that both sides score is compared with nothing. Remove same"
    yield from (
        f"followup '{each.name}': a list that both sides score stays open, so nothing is asked weeks later. Remove it"
        for each in picker.followup
    )
    if counts != sorted(counts):
        yield "what everybody marks comes last: move those pages to the end"
