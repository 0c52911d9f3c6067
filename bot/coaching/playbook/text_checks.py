"""Checks of conditions and texts: every name is asked, and none may turn out to be empty."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from bot.coaching.playbook import conditions, texts
from bot.coaching.playbook.advice_models import Advice, SuggestedCommitment
from bot.coaching.playbook.base import Extra, PlaybookModel
from bot.coaching.playbook.comparisons import Comparison
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.playbook.texts import Chosen

_SINGLE = re.compile(r"(?<!{){ *(\w+) *}(?!})")  # {name}, where {{ name }} is meant
Known = Mapping[str, object]  # a question, or a sample of a fact such as the score
PERSON = Question(name="item", ask="Who?", kind="person")
_SAMPLES = {"scale": 3, "items": {"1": "one"}, "date": "2026-11-21", "people": ["one"], "number": 3, "ticks": True}


class Text(NamedTuple):
    """A text, where it stands, the conditions under which it is said, and the items that it is about, if any."""

    where: str
    text: str
    guards: tuple[str | None, ...] = ()
    each: str | None = None


def find_faults(playbook: PlaybookModel, texts_said: Iterable[Text], facts: Known) -> Iterator[str]:
    """Yield place, what is wrong, what to write. `facts` are samples of what texts read beside answers."""
    for name in playbook.questions.keys() & facts.keys():
        yield f"question '{name}': the name '{name}' is taken: choose another"
    for said in texts_said:
        yield from _find_unfilled(playbook, list_readable(playbook, said.each, facts), said)
    for advice in playbook.advice:
        yield from _check_advice(playbook, advice, list_readable(playbook, advice.each, facts))


def common_texts(playbook: PlaybookModel) -> Iterator[Text]:
    """Yield the texts with answers in them that a file of any shape may have."""
    for page in playbook.page:
        for question in page.question:
            if question.send:
                yield Text(f"question '{question.name}', send", question.send, (page.when, question.when))
    for advice in playbook.advice:
        yield from commitment_texts(
            advice, f"advice '{shorten_text(advice.text)}'", "text", advice.text, advice.when, advice.each
        )


def commitment_texts(
    part: SuggestedCommitment, where: str, key: str, text: str, guard: str | None, each: str | None = None
) -> Iterator[Text]:
    """Yield the texts of a promise, and the one that leads to it, which stands under `key`."""
    for name, written in ((key, text), ("cue", part.cue), ("action", part.action)):
        if written:
            yield Text(f"{where}, {name}", written, (guard,), each)


def list_readable(playbook: PlaybookModel, each: str | None, facts: Known) -> Known:
    """Return what a condition or a text about these items may read; `item` is a person where they are people."""
    asked = playbook.questions.get(each or "")
    item = "text" if asked and asked.kind == "items" else PERSON
    return {**playbook.readable(each), **facts, **({"item": item} if each else {})}


def _check_advice(playbook: PlaybookModel, advice: Advice, known: Known) -> Iterator[str]:
    where = f"advice '{shorten_text(advice.text)}'"
    if advice.each and Extra.ADVICE_EACH not in playbook.extras:
        yield f"{where}: only a charter has advice about each of its items. Remove each"
        return
    yield from check_condition(advice.when, known, f"{where}, when")
    yield from people_faults(advice, known, where)


def people_faults(part: SuggestedCommitment, known: Known, where: str) -> Iterator[str]:
    """Yield what is wrong with the persons of a promise."""
    for key, who in (("owner", part.owner), ("partner", part.partner)):
        asked = known.get(who or "")
        if who and not (isinstance(asked, Question) and asked.kind in ("person", "people")):
            yield f"{where}, {key} = '{who}' names no question of kind 'person' or 'people'"


def check_comparison(playbook: PlaybookModel, comparison: Comparison, known: Known) -> Iterator[str]:
    """Yield what is wrong with what is answered elsewhere too; `known` is what its condition and its text may read."""
    where = f"same '{shorten_text(comparison.text)}'"
    if comparison.ours not in playbook.questions:
        yield f"{where}: no page asks '{comparison.ours}'. {suggest_instead(comparison.ours, playbook.questions)}"
    readable = {**known, "theirs": "text"}
    yield from check_condition(comparison.when, readable, f"{where}, when")
    yield from check_text(comparison.text, readable, f"{where}, text")


def check_text(text: str, known: Known, where: str) -> Iterator[str]:
    """Yield the names in a text that nothing is known by."""
    for name in sorted(texts.list_names(text) - set(known)):
        yield f"{where}: no page asks '{name}'. {suggest_instead(name, known)}"


def suggest_instead(name: str, known: Mapping[str, object]) -> str:
    """Return what to write for a name that is not there."""
    near = get_close_matches(name, known, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"You can use: {', '.join(known)}" if known else "This is the first page: remove the condition"


def make_sample(known: object) -> object:
    """Return an answer to try a condition or a text with; a fact is its own."""
    if not isinstance(known, Question):
        return known
    if known.options:
        return Chosen(known.options[0].text, known.options[0].value)
    return _SAMPLES.get(known.kind, "text")


def shorten_text(text: str) -> str:
    """Return enough of a text to find it by."""
    return text if len(text) <= 40 else text[:39] + "…"


def check_condition(written: str | None, known: Known, where: str, asks: str = "no page asks") -> Iterator[str]:
    """Yield what is wrong with a condition over what is known; nothing without one."""
    if written is None:
        return
    unknown = sorted(conditions.list_names(written) - set(known))
    for name in unknown:
        if any(isinstance(each, Question) and name in _list_possible(each) for each in known.values()):
            yield f"{where}: '{name}' is an answer. Put it in single quotes"
        else:
            yield f"{where}: {asks} '{name}'. {suggest_instead(name, known)}"
    if unknown:
        return
    for name, constant in conditions.list_compared(written):
        possible = _list_possible(known[name])
        if possible and constant is not None and constant not in possible:
            yield f"{where}: '{name}' is never {constant!r}. It can be: {', '.join(map(repr, possible))}"
    if conditions.fails(written, {name: make_sample(question) for name, question in known.items()}):
        yield f'{where}: "{written}" cannot be worked out. Only a scale and the score are numbers; the rest is text'


def _list_possible(known: object) -> list[str] | list[int]:
    """Return what an answer can be; empty when it can be anything."""
    if not isinstance(known, Question):
        return []
    return list(range(LOW, TOP + 1)) if known.kind == "scale" else [option.value for option in known.options]


def _find_unfilled(playbook: PlaybookModel, known: Known, said: Text) -> Iterator[str]:
    read = texts.list_names(said.text)
    unknown = sorted(read - set(known))
    for name in unknown:
        yield f"{said.where}: no page asks '{name}'. {suggest_instead(name, known)}"
    for name in _SINGLE.findall(said.text):
        if name in known:
            yield f"{said.where}: write two braces: {{{{ {name} }}}}"
    if unknown:
        return
    values = {name: make_sample(question) for name, question in known.items()}
    if texts.fails(said.text, values):
        yield f'{said.where}: "{shorten_text(said.text)}" cannot be worked out. Only a scale and the score are numbers'
        return
    # A condition that reads the name is trusted to ask for an answer.
    guarded = {name for guard in said.guards if guard for name in conditions.list_names(guard)}
    for name in sorted((read & _maybe_empty(playbook)) - guarded):
        if texts.fails(said.text, {**values, name: None}):
            yield f"{said.where}: '{name}' may be left empty. Write {{{{ {name} or 'it' }}}}, or ask for it in when"


def _maybe_empty(playbook: PlaybookModel) -> set[str]:
    return {q.name for page in playbook.page for q in page.question if q.optional or q.when or page.when}
