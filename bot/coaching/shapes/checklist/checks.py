"""Checks of a checklist: its subject, what it scores, its bands, and the phrases that it looks for."""

from collections.abc import Iterator

from bot.coaching.playbook import phrase_checks
from bot.coaching.playbook.conditions import list_sought
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.playbook.text_checks import Known, Text, check_condition, shorten_text
from bot.coaching.shapes.checklist.model import ChecklistModel


def find_faults(checklist: ChecklistModel, facts: Known) -> Iterator[str]:
    """Yield place, fault, what to write."""
    subject = checklist.subject_question
    if subject is None or subject.kind != "text":
        yield f"subject = '{checklist.subject}' names no question of kind 'text'"
    elif subject.full or _page_of(checklist, subject).full:
        yield f"question '{checklist.subject}': it says what this is about, so it is always asked. Remove full"
    offered = {option.value for question in checklist.scored for option in question.options}
    if not offered:
        yield "nothing to score: give at least one choice question a dimension"
    else:
        named = {"unknown": checklist.unknown} | ({"in_writing": checklist.in_writing} if checklist.in_writing else {})
        yield from (
            f"{key} = '{value}' is the value of no option" for key, value in named.items() if value not in offered
        )
    yield from _check_bands(checklist, facts)
    yield from _check_open(checklist)
    for page in checklist.page:
        for question in page.question:
            if question.dimension or (question.kind == "choice" and question.weight):
                wrong = _check_scored(checklist, question, repeated=page.each is not None)
                yield from (f"question '{question.name}': {fault}" for fault in wrong)
    yield from _check_phrases(checklist)


def spoken_texts(checklist: ChecklistModel) -> Iterator[Text]:
    """Yield what dimensions and bands say."""
    yield from (Text(f"dimension '{each.name}', call", each.call) for each in checklist.dimension)
    yield from (Text(f"band '{each.title}', text", each.text, (each.when,)) for each in checklist.band)


def _page_of(checklist: ChecklistModel, question: Question) -> Page:
    return next(page for page in checklist.page if question in page.question)


def _check_phrases(checklist: ChecklistModel) -> Iterator[str]:
    text = checklist.questions.get(checklist.reads or "")
    if checklist.reads and (text is None or text.kind != "long"):
        yield f"reads = '{checklist.reads}' names no question of kind 'long'"
    if checklist.phrases and checklist.shared_phrases is None:
        yield f"phrases = '{checklist.phrases}' names no file: write phrases/{checklist.phrases}.toml, or remove it"
    if checklist.book.phrases and not checklist.reads:
        yield 'there are phrases, but no text to read: add reads = "the name of a question of kind long"'
    if checklist.shortcut and not checklist.book.phrases:
        yield "shortcut offers to read a message, but there is no [[phrase]] to look for: add some"
    yield from _check_hidden(checklist)
    yield from _check_slots(checklist)


def _check_hidden(checklist: ChecklistModel) -> Iterator[str]:
    names = [dimension.name for dimension in checklist.dimension]
    hidden = [(f"phrase '{shorten_text(each.says[0])}'", each.hides) for each in checklist.book.phrases]
    hidden += [(f"guard '{shorten_text(each.says[0])}'", name) for each in checklist.book.guards for name in each.hides]
    for where, name in hidden:
        if name not in names:
            yield f"{where}: hides = '{name}' is not defined. Defined are: {', '.join(names)}"


def _check_slots(checklist: ChecklistModel) -> Iterator[str]:
    spoken = [wording for topic in checklist.topics for wording in topic.says]
    shared = checklist.shared_phrases.slot if checklist.shared_phrases else ()
    yield from phrase_checks.find_faults(checklist.slot, [*checklist.own_phrases.wordings, *spoken], shared)


def _check_open(checklist: ChecklistModel) -> Iterator[str]:
    """Yield the questions that conditions look for among the open ones, and that cannot be there."""
    names = {question.name for question in checklist.scored}
    whens = [(f"advice '{shorten_text(each.text)}'", each.when) for each in checklist.advice]
    whens += [(f"band '{each.title}'", each.when) for each in checklist.band]
    for where, when in whens:
        for name in sorted(list_sought(when, "open") - names):
            yield f"{where}, when: '{name}' in open never holds: no question that counts is called so"


def _check_bands(checklist: ChecklistModel, facts: Known) -> Iterator[str]:
    for band in checklist.band:
        yield from check_condition(band.when, {**checklist.questions, **facts}, f"band '{band.title}', when")
        if band.early and not band.when:
            yield f"band '{band.title}': early needs when: a score alone decides nothing while little is known"
    uptos = [band.upto for band in checklist.band if band.when is None]
    if uptos != sorted(set(uptos)) or uptos[-1:] != [100]:
        yield f"the bands must rise, and the last must be upto = 100. Yours: {', '.join(map(str, uptos))}"


def _check_scored(checklist: ChecklistModel, question: Question, *, repeated: bool) -> Iterator[str]:
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
    yield from (
        f"'{value}' is hearsay: give it as many points as '{checklist.unknown}', or more"
        for value in _list_cheap_hearsay(question, points.get(checklist.unknown, 0))
    )
    if checklist.unknown in points and points[checklist.unknown] <= min(points.values()):
        yield f"'{checklist.unknown}' must have more points than the easiest answer: not knowing is no good news"


def _list_cheap_hearsay(question: Question, unknown: int) -> list[str]:
    return [each.value for each in question.options if each.hearsay and (each.points or 0) < unknown]
