"""Whether the checks of a charter hang together: what they are tried for, and the names they read."""

from collections.abc import Iterator

from bot.coaching.files.text_checks import Known, condition, instead, sample, start
from bot.coaching.format import wording
from bot.coaching.format.charter import NAMED, Charter, Check


def facts(charter: Charter) -> dict[str, object]:
    """A sample of each fact, to try conditions on."""
    row = {name: sample(question) for name, question in charter.questions.items()}
    return {
        "rows": [{**row, "item": "one"}],
        "side": dict.fromkeys(("one", "text"), "it"),
        "sides": lambda *people: ["it"],
        "agreed": ["one"],
        NAMED: ["one"],
    }


def faults(charter: Charter, facts: Known) -> Iterator[str]:
    subject = charter.questions.get(charter.subject or "")
    if charter.subject and (subject is None or subject.kind != "text"):
        yield f"subject = '{charter.subject}' names no question of kind 'text'"
    if charter.lookup and not charter.subject:
        yield "lookup needs a subject: the words it looks up are what the documents are about"
    for name in charter.questions.keys() & {"item", "items"}:
        yield f"question '{name}': the name '{name}' is taken: choose another"
    for check in charter.check:
        yield from _check(charter, check, facts)


def _check(charter: Charter, check: Check, facts: Known) -> Iterator[str]:
    where = f"check '{start(check.text)}'"
    each = charter.questions.get(check.each or "")
    if check.each not in (None, NAMED) and (each is None or each.kind not in ("items", "people")):
        yield f"{where}: each = '{check.each}' names no question of kind 'items' or 'people'. Or write '{NAMED}'"
        return
    asked = {q.name: q for page in charter.page if page.each in (None, check.each) for q in page.question}
    known = {**asked, **facts, **({"item": "text"} if check.each else {})}
    yield from condition(check.when, known, f"{where}, when")
    yield from _text(check.text, known, f"{where}, text")
    if check.many and not check.each:
        yield f"{where}: many needs each: it is said when several items have the same fault"
    elif check.many:
        whole = {q.name: q for page in charter.page if page.each is None for q in page.question}
        yield from _text(check.many, {**whole, **facts, "items": ["text"]}, f"{where}, many")


def _text(text: str, known: Known, where: str) -> Iterator[str]:
    for name in sorted(wording.names(text) - set(known)):
        yield f"{where}: no page asks '{name}'. {instead(name, known)}"
