"""Whether conditions and texts can be worked out: every name is asked, and none may turn out to be empty."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from bot.coaching.format import conditions, wording
from bot.coaching.format.checklist import Checklist
from bot.coaching.format.picker import Picker
from bot.coaching.format.promises import Promise
from bot.coaching.format.questions import LOW, TOP, Question
from bot.coaching.format.shapes import Playbook
from bot.coaching.format.wording import Chosen

Known = Mapping[str, object]  # a question, or a sample of a fact such as the score
_SAMPLES = {"scale": 3, "items": {"1": "one"}, "date": "2026-11-21", "people": ["one"], "number": 3}


class Text(NamedTuple):
    """A text, where it stands, and the conditions under which it is said."""

    where: str
    text: str
    guards: tuple[str | None, ...] = ()


def faults(playbook: Playbook, facts: Known) -> Iterator[str]:
    """Place, what is wrong, what to write. `facts` are samples of what texts read beside answers."""
    known = {**playbook.questions, **facts}
    for name in playbook.questions.keys() & facts.keys():
        yield f"question '{name}': the name '{name}' is taken: choose another"
    for one in _texts(playbook):
        yield from _filled(playbook, known, one)
    for part, where in _promises(playbook):
        for key, who in (("owner", part.owner), ("partner", part.partner)):
            asked = playbook.questions.get(who or "")
            if who and (asked is None or asked.kind != "person"):
                yield f"{where}, {key} = '{who}' names no question of kind 'person'"


def instead(name: str, known: Mapping[str, object]) -> str:
    """What to write for a name that is not there."""
    near = get_close_matches(name, known, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"You can use: {', '.join(known)}" if known else "This is the first page: remove the condition"


def sample(known: object) -> object:
    """An answer to try a condition or a text with; a fact is its own."""
    if not isinstance(known, Question):
        return known
    if known.options:
        return Chosen(known.options[0].text, known.options[0].value)
    return _SAMPLES.get(known.kind, "text")


def start(text: str) -> str:
    """Enough of a text to find it by."""
    return text if len(text) <= 40 else text[:39] + "…"


def condition(written: str | None, known: Known, where: str, asks: str = "no page asks") -> Iterator[str]:
    if written is None:
        return
    unknown = sorted(conditions.names(written) - set(known))
    for name in unknown:
        yield f"{where}: {asks} '{name}'. {instead(name, known)}"
    if unknown:
        return
    for name, constant in conditions.compared(written):
        possible = _possible(known[name])
        if possible and constant is not None and constant not in possible:
            yield f"{where}: '{name}' is never {constant!r}. It can be: {', '.join(map(repr, possible))}"
    if conditions.fails(written, {name: sample(question) for name, question in known.items()}):
        yield f'{where}: "{written}" cannot be worked out. Only a scale and the score are numbers; the rest is text'


def _possible(known: object) -> list[str] | list[int]:
    """What an answer can be; empty when it can be anything."""
    if not isinstance(known, Question):
        return []
    return list(range(LOW, TOP + 1)) if known.kind == "scale" else [option.value for option in known.options]


def _filled(playbook: Playbook, known: Known, one: Text) -> Iterator[str]:
    read = wording.names(one.text)
    unknown = sorted(read - set(known))
    for name in unknown:
        yield f"{one.where}: no page asks '{name}'. {instead(name, known)}"
    values = {name: sample(question) for name, question in known.items()}
    if unknown:
        return
    if wording.fails(one.text, values):
        yield f'{one.where}: "{start(one.text)}" cannot be worked out. Only a scale and the score are numbers'
        return
    guarded = {name for guard in one.guards if guard for name in conditions.names(guard)}
    for name in sorted((read & _maybe_empty(playbook)) - guarded):
        if wording.fails(one.text, {**values, name: None}):
            yield f"{one.where}: '{name}' may be left empty. Write {{{{ {name} or 'it' }}}}, or ask for it in when"


def _maybe_empty(playbook: Playbook) -> set[str]:
    return {q.name for page in playbook.page for q in page.question if q.optional or q.when or page.when}


def _texts(playbook: Playbook) -> Iterator[Text]:
    for page in playbook.page:
        for question in page.question:
            if question.send:
                yield Text(f"question '{question.name}', send", question.send, (page.when, question.when))
    for advice in playbook.advice:
        yield from _of_promise(advice, f"advice '{start(advice.text)}'", "text", advice.text, advice.when)
    if isinstance(playbook, Picker):
        for gate in playbook.gate:
            yield Text(f"gate '{gate.name}', closed", gate.closed, (gate.open,))
            yield from _of_promise(gate, f"gate '{gate.name}'", "opens", gate.opens, gate.open)
    if isinstance(playbook, Checklist):
        yield from (Text(f"dimension '{one.name}', call", one.call) for one in playbook.dimension)
        yield from (Text(f"band '{one.title}', text", one.text, (one.when,)) for one in playbook.band)


def _of_promise(part: Promise, where: str, key: str, text: str, guard: str | None) -> Iterator[Text]:
    for name, written in ((key, text), ("cue", part.cue), ("action", part.action)):
        if written:
            yield Text(f"{where}, {name}", written, (guard,))


def _promises(playbook: Playbook) -> Iterator[tuple[Promise, str]]:
    yield from ((advice, f"advice '{start(advice.text)}'") for advice in playbook.advice)
    if isinstance(playbook, Picker):
        yield from ((gate, f"gate '{gate.name}'") for gate in playbook.gate)
