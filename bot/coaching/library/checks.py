"""Whether the parts of a playbook hang together: names, conditions, what counts. One line for each fault."""

from collections.abc import Iterator
from difflib import get_close_matches

from bot.coaching.interview.variants import FULL, form, has_full
from bot.coaching.library import followup_checks, text_checks
from bot.coaching.library.text_checks import condition, start
from bot.coaching.playbook import conditions
from bot.coaching.playbook.questions import SHARE, Question
from bot.coaching.shapes.charter import checks
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.table import Playbook

_EARLIER = "no earlier page asks"


def faults(playbook: Playbook) -> Iterator[str]:
    """What is wrong in a playbook whose single tables are right: place, what is wrong, what to write."""
    yield from _forms(playbook)
    facts = checks.facts(playbook) if isinstance(playbook, Charter) else dict.fromkeys(playbook.facts(), 1)
    yield from followup_checks.faults(playbook)
    match playbook:
        case Picker():
            yield from _picker(playbook)
        case Checklist():
            yield from _checklist(playbook)
        case Charter():
            yield from checks.faults(playbook, facts)
    yield from text_checks.faults(playbook, facts)


def _forms(playbook: Playbook) -> Iterator[str]:
    """What is wrong with the pages as they stand; once they are right, with those of the short form and in full."""
    wrong = list(_pages(playbook))
    yield from wrong
    if not has_full(playbook):
        marked = [q.name for page in playbook.page for q in page.question if q.full or page.full]
        yield from (f"question '{name}': only a checklist has more in full. Remove full" for name in marked)
    elif not wrong:
        yield from (f"without what is full, {fault}" for fault in _pages(form(playbook)))
        yield from (f"in full, where every dimension has a page, {fault}" for fault in _pages(form(playbook, FULL)))
        if isinstance(playbook, Checklist) and playbook.subject not in form(playbook).questions:
            yield f"question '{playbook.subject}': it says what this is about, so it is always asked. Remove full"


def _pages(playbook: Playbook) -> Iterator[str]:
    known: dict[str, Question] = {}
    repeated: dict[str, str | None] = {}  # question → what its page is repeated for
    for page in playbook.page:
        where = f"page '{page.title}'"
        if page.beside and not isinstance(playbook, Charter):
            yield f"{where}: only a charter shows answers side by side. Remove beside"
        items = {name for name, question in known.items() if question.kind == "items"}
        if page.each and page.each not in items:
            near = "".join(f". Did you mean '{name}'?" for name in get_close_matches(page.each, items, n=1))
            yield f"{where}: each = '{page.each}' names no question of kind 'items' on an earlier page{near}"
            repeated = dict.fromkeys(repeated)  # one fault is told once: let its conditions see every question
        here = {name: question for name, question in known.items() if repeated[name] in (None, page.each)}
        yield from condition(page.when, here, f"{where}, when", _EARLIER)
        for question in page.question:
            yield from condition(question.when, here, f"{where}, question '{question.name}', when", _EARLIER)
            if question.name in known or question.name == SHARE:
                yield f"{where}: the name '{question.name}' is taken: choose another"
            if question.takes and not isinstance(playbook, Charter):
                yield f"{where}, question '{question.name}': only a charter begins with other answers. Remove takes"
            known[question.name], repeated[question.name] = question, page.each


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
        yield from condition(gate.open, picker.questions, f"gate '{gate.name}', open")
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
    yield from (
        f"followup '{one.name}': a list that both sides score stays open, so nothing is asked weeks later. Remove it"
        for one in picker.followup
    )
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
    yield from _bands(checklist)
    for page in checklist.page:
        for question in page.question:
            if question.dimension or (question.kind == "choice" and question.weight):
                faults = _scored(checklist, question, repeated=page.each is not None)
                yield from (f"question '{question.name}': {fault}" for fault in faults)
    yield from _phrases(checklist)


def _phrases(checklist: Checklist) -> Iterator[str]:
    text = checklist.questions.get(checklist.reads or "")
    if checklist.reads and (text is None or text.kind != "long"):
        yield f"reads = '{checklist.reads}' names no question of kind 'long'"
    if checklist.phrase and not checklist.reads:
        yield 'there are phrases, but no text to read: add reads = "the name of a question of kind long"'
    if checklist.shortcut and not checklist.phrase:
        yield "shortcut offers to read a message, but there is no [[phrase]] to look for: add some"
    names = [dimension.name for dimension in checklist.dimension]
    for phrase in checklist.phrase:
        if phrase.hides not in names:
            where = f"phrase '{start(phrase.says[0])}'"
            yield f"{where}: hides = '{phrase.hides}' is not defined. Defined are: {', '.join(names)}"


def _bands(checklist: Checklist) -> Iterator[str]:
    for band in checklist.band:
        known = {**checklist.questions, **dict.fromkeys(checklist.facts(), 1)}
        yield from condition(band.when, known, f"band '{band.title}', when")
    uptos = [band.upto for band in checklist.band if band.when is None]
    if uptos != sorted(set(uptos)) or uptos[-1:] != [100]:
        yield f"the bands must rise, and the last must be upto = 100. Yours: {', '.join(map(str, uptos))}"


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
