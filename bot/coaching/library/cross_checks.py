"""Checks of all playbooks together: where they lead, when each comes next, whose answers they begin with."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from jinja2 import nodes

from bot.coaching.next_play.state import NAMES, DateKind
from bot.coaching.playbook import conditions, texts
from bot.coaching.playbook.advice_models import Next
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.prefill import FITS, list_places
from bot.model.teams import Side

Library = Mapping[str, Playbook]
_LISTED: Mapping[str, Collection[str]] = {"upcoming": list(DateKind), "overdue": list(DateKind), "leaving": list(Side)}


def find_faults(library: Library) -> Iterator[str]:
    """Yield file, place, what is wrong, what to write."""
    for word, playbook in library.items():
        yield from (f"{word}.toml: {fault}" for fault in _check_playbook(playbook, library))


def _check_playbook(playbook: Playbook, library: Library) -> Iterator[str]:
    for number, following in enumerate(playbook.next, 1):
        yield from (f"next {number}, {fault}" for fault in _check_next(following, library))
    for where, word in playbook.leads_to:
        if word not in library:
            yield f"{where}: {_describe_missing(word, library)}"
    for name, question in playbook.questions.items():
        yield from (f"question '{name}', prefill_from: {fault}" for fault in _check_prefill(question, library))
    for comparison in playbook.same:
        yield from (f"same, theirs: {fault}" for fault in _check_asked(comparison.theirs, library))


def _check_asked(place: str, library: Library) -> Iterator[str]:
    """Yield what is wrong with playbook.question."""
    word, _, name = place.partition(".")
    if word not in library:
        yield _describe_missing(word, library)
    elif name not in library[word].questions:
        yield f"{word} does not ask '{name}'.{_suggest_near(name, library[word].questions)}"


def _check_next(offered: Next, library: Library) -> Iterator[str]:
    yield from (f"after: {_describe_missing(word, library)}" for word in offered.after if word not in library)
    # Written as a text, a condition can be read by the same rules as the sentence beside it.
    for key, text in (("when", "{{ " + offered.when + " }}" if offered.when else ""), ("why", offered.why)):
        for name in sorted(texts.list_names(text) - set(NAMES)):
            yield f"{key}: '{name}' is nothing I know of a team. You can use: {', '.join(NAMES)}."
        yield from (f"{key}: {fault}" for fault in _check_reads(text, library))


def _check_reads(text: str, library: Library) -> Iterator[str]:
    """Yield faults of `last.word.question` and `days.word`."""
    for read in conditions.get_sandbox().parse(text).find_all(nodes.Getattr):
        inner = read.node
        if isinstance(inner, nodes.Name) and inner.name in ("last", "days") and read.attr not in library:
            yield f"{inner.name}.{read.attr}: {_describe_missing(read.attr, library)}"
        if isinstance(inner, nodes.Name) and read.attr not in (keys := _LISTED.get(inner.name, [read.attr])):
            yield f"{inner.name}.{read.attr}: there is no such thing. Write one of: {', '.join(keys)}."
        if isinstance(inner, nodes.Getattr) and _reads_last(inner) and inner.attr in library:
            known = dict.fromkeys([*library[inner.attr].questions, *library[inner.attr].sample_facts()])
            if read.attr not in known:
                yield f"last.{inner.attr}.{read.attr}: it does not ask that.{_suggest_near(read.attr, known)}"


def _reads_last(read: nodes.Getattr) -> bool:
    """Return whether it is `last.something`: of other names, what follows is no playbook's."""
    return isinstance(read.node, nodes.Name) and read.node.name == "last"


def _check_prefill(question: Question, library: Library) -> Iterator[str]:
    for word, name in list_places(question):
        if word not in library:
            yield _describe_missing(word, library)
        elif name not in library[word].questions:
            yield f"{word} does not ask '{name}'.{_suggest_near(name, library[word].questions)}"
        elif (kind := library[word].questions[name].kind) not in FITS.get(question.kind, (question.kind,)):
            yield f"{word}.{name} is of kind '{kind}', which does not fit kind '{question.kind}'"


def _describe_missing(word: str, library: Library) -> str:
    return f"there is no playbook '{word}'.{_suggest_near(word, library)}"


def _suggest_near(word: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(word, known, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
