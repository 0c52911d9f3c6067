"""Whether the parts of a playbook hang together: names, conditions, what counts. One line for each fault."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bot.coaching import conditions
from bot.coaching.playbook import LOW, SHARE, TOP, Checklist, Picker, Playbook, Question

Known = Mapping[str, Question | None]  # None: a fact such as the score, not a question
_EARLIER = "no earlier page asks"
_SAMPLES = {"scale": 3, "items": {"1": "one"}, "date": "2026-11-21"}


def faults(playbook: Playbook) -> Iterator[str]:
    """What is wrong in a playbook whose single tables are right: place, what is wrong, what to write."""
    yield from _pages(playbook)
    known = {**playbook.questions, **dict.fromkeys(playbook.facts())}
    for advice in playbook.advice:
        yield from _condition(advice.when, known, f"advice '{_start(advice.text)}', when")
    yield from _picker(playbook) if isinstance(playbook, Picker) else _checklist(playbook)


def _pages(playbook: Playbook) -> Iterator[str]:
    known: dict[str, Question] = {}
    repeated: dict[str, str | None] = {}  # question → what its page is repeated for
    for page in playbook.page:
        where = f"page '{page.title}'"
        items = {name for name, question in known.items() if question.kind == "items"}
        if page.each and page.each not in items:
            yield f"{where}: each = '{page.each}' names no question of kind 'items' on an earlier page"
            repeated = dict.fromkeys(repeated)  # one fault is told once: let its conditions see every question
        here = {name: question for name, question in known.items() if repeated[name] in (None, page.each)}
        yield from _condition(page.when, here, f"{where}, when", _EARLIER)
        for question in page.question:
            yield from _condition(question.when, here, f"{where}, question '{question.name}', when", _EARLIER)
            if question.name in known or question.name == SHARE:
                yield f"{where}: the name '{question.name}' is taken: choose another"
            known[question.name], repeated[question.name] = question, page.each


def _condition(condition: str | None, known: Known, where: str, asks: str = "no page asks") -> Iterator[str]:
    if condition is None:
        return
    unknown = sorted(conditions.names(condition) - set(known))
    for name in unknown:
        yield f"{where}: {asks} '{name}'. {_instead(name, known)}"
    if unknown:
        return
    for name, constant in conditions.compared(condition):
        possible = _possible(known[name])
        if possible and constant is not None and constant not in possible:
            yield f"{where}: '{name}' is never {constant!r}. It can be: {', '.join(map(repr, possible))}"
    if conditions.fails(condition, {name: _sample(question) for name, question in known.items()}):
        yield f'{where}: "{condition}" cannot be worked out. Only a scale and the score are numbers; the rest is text'


def _instead(name: str, known: Known) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"You can use: {', '.join(known)}" if known else "This is the first page: remove the condition"


def _possible(question: Question | None) -> list[str] | list[int]:
    """What an answer can be; empty when it can be anything."""
    if question and question.kind == "scale":
        return list(range(LOW, TOP + 1))
    return [option.value for option in question.options] if question else []


def _sample(question: Question | None) -> object:
    return _SAMPLES.get(question.kind, "text") if question else 1


def _start(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _picker(picker: Picker) -> Iterator[str]:
    listed = picker.questions.get(picker.candidates)
    known = listed is not None and listed.kind == "items"
    if not known:
        yield f"candidates = '{picker.candidates}' names no question of kind 'items'"
    if not picker.criteria:
        yield "nothing to rank by: give at least one question of kind 'scale' a weight"
    for page in picker.page:
        for question in page.question:
            where = f"question '{question.name}'"
            if question.weight and question.kind != "scale":
                yield f'{where}: only a scale counts in a picker. Remove weight, or write kind = "scale"'
            elif known and question.weight and page.each != picker.candidates:
                yield f'{where}: it counts, so ask it for each candidate: each = "{picker.candidates}" on its page'
    for gate in picker.gate:
        yield from _condition(gate.open, picker.questions, f"gate '{gate.name}', open")
    yield from _once(picker) if picker.both else ()


def _once(picker: Picker) -> Iterator[str]:
    """What one person answers has to stand on other pages than what everybody marks, and before; gates read only it."""
    marked = {question.name for question in picker.criteria}
    for gate in picker.gate:
        for name in sorted(marked & conditions.names(gate.open)):
            yield f"gate '{gate.name}', open: everybody marks '{name}'. Use what is asked once"
    counts = [any(question.weight for question in page.question) for page in picker.page]
    for page, counted in zip(picker.page, counts, strict=True):
        once = [question.name for question in page.question if not question.weight]
        if counted and once:
            yield f"page '{page.title}': everybody marks it, so move {', '.join(once)} to a page of its own"
    if counts != sorted(counts):
        yield "what everybody marks comes last: move those pages to the end"


def _checklist(checklist: Checklist) -> Iterator[str]:
    subject = checklist.questions.get(checklist.subject)
    if subject is None or subject.kind != "text":
        yield f"subject = '{checklist.subject}' names no question of kind 'text'"
    offered = {option.value for question in checklist.scored for option in question.options}
    if not offered:
        yield "nothing to score: give at least one choice question a dimension"
    elif checklist.unknown not in offered:
        yield f"unknown = '{checklist.unknown}' is the value of no option"
    uptos = [band.upto for band in checklist.band]
    if uptos != sorted(set(uptos)) or uptos[-1] != 100:
        yield f"the bands must rise, and the last must be upto = 100. Yours: {', '.join(map(str, uptos))}"
    for page in checklist.page:
        for question in page.question:
            if question.dimension or (question.kind == "choice" and question.weight):
                faults = _scored(checklist, question, repeated=page.each is not None)
                yield from (f"question '{question.name}': {fault}" for fault in faults)


def _scored(checklist: Checklist, question: Question, *, repeated: bool) -> Iterator[str]:
    names = [dimension.name for dimension in checklist.dimension]
    if question.kind != "choice":
        yield "only a choice counts in a checklist: remove dimension"
        return
    if repeated:
        yield "it counts, so its page cannot be repeated: remove each"
    if question.dimension is None:
        yield f"it has a weight, so it needs a dimension: {', '.join(names)}"
    elif question.dimension not in names:
        yield f"dimension = '{question.dimension}' is not defined. Defined are: {', '.join(names)}"
    if any(option.points is None for option in question.options):
        yield "every option needs points. Or write weight = 0, and it does not count"
        return
    points = {option.value: option.points or 0 for option in question.options}
    if checklist.unknown in points and points[checklist.unknown] <= min(points.values()):
        yield f"'{checklist.unknown}' must have more points than the easiest answer: not knowing is no good news"
