"""Checks of a charter: its subject, its pages, and the names that its own checks and states read."""

from collections.abc import Iterator

from bot.coaching.playbook.comparisons import Comparison
from bot.coaching.playbook.text_checks import (
    Known,
    check_comparison,
    check_condition,
    check_text,
    list_readable,
    make_sample,
    shorten_text,
    suggest_instead,
)
from bot.coaching.shapes.charter.contracts import ContractFacts
from bot.coaching.shapes.charter.model import NAMED, CharterModel, Check
from bot.model.teams import Side


def sample_facts(charter: CharterModel) -> dict[str, object]:
    """Return a sample of each fact of a document, to try conditions on."""
    row = {name: make_sample(question) for name, question in charter.questions.items()}
    parted = {f"{question.name}_by_side": {side: ["one"] for side in Side} for question in charter.rows}
    contract = dict.fromkeys(ContractFacts.__annotations__, "text")
    return {
        **({"contract": contract} if charter.contract_question else {}),
        "rows": [{**row, **parted, "item": "one"}],
        **parted,
        "side": dict.fromkeys(("one", "text"), "it"),
        "sides": lambda *people: ["it"],
        "agreed": ["one"],
        "settled": True,
        NAMED: ["one"],
    }


def find_faults(charter: CharterModel, facts: Known) -> Iterator[str]:
    """Yield place, fault, what to write."""
    yield from _check_subject(charter)
    yield from _check_pages(charter)
    yield from _check_post(charter, facts)
    if charter.followup:
        yield "a document is changed when something has come of it, so it asks nothing weeks later: remove followup"
    for state in charter.state:
        yield from check_condition(state.when, list_readable(charter, None, facts), f"state '{state.text}', when")
    for advice in charter.advice:
        yield from _check_each(charter, advice.each, f"advice '{shorten_text(advice.text)}'")
    for other in charter.other_sides:
        where = f"other_sides {' and '.join(other.sides)}, when"
        yield from check_condition(other.when, charter.readable(None), where)
    for comparison in charter.same:
        yield from _check_comparison(charter, comparison, facts)
    for check in charter.check:
        yield from _check_rule(charter, check, facts)


def _check_pages(charter: CharterModel) -> Iterator[str]:
    for page in charter.page:
        if page.beside and page.each:
            yield f"page '{page.title}': a table has its answers side by side already. Remove beside"
        for question in page.question:
            if question.name in ("item", "items"):
                yield f"question '{question.name}': the name '{question.name}' is taken: choose another"
            if question.prefill_from and (page.each or not charter.subject):
                yield f"question '{question.name}': prefill_from needs a subject, and a page without each"


def _check_subject(charter: CharterModel) -> Iterator[str]:
    subject = charter.questions.get(charter.subject or "")
    if charter.subject and (subject is None or subject.kind != "text"):
        yield f"subject = '{charter.subject}' names no question of kind 'text'"
    if charter.lookup and not charter.subject:
        yield "lookup needs a subject: the words it looks up are what the documents are about"


def _check_post(charter: CharterModel, facts: Known) -> Iterator[str]:
    """Yield the faults in what its post shows: heading, answers, table."""
    if charter.heading:
        yield from check_text(charter.heading, list_readable(charter, None, facts), "heading")
    for name in charter.front:
        if name not in charter.readable(None):
            yield f"front: no page asks '{name}' once. {suggest_instead(name, charter.readable(None))}"
    asked = charter.questions.get(charter.table or "")
    if charter.table and (asked is None or asked.kind != "items"):
        yield f"table = '{charter.table}' names no question of kind 'items'"
    elif bool(charter.table) != bool(charter.column):
        yield "a table has its rows from table, and its columns from [[column]]: write both, or none"
    for column in charter.column if asked else ():
        known = list_readable(charter, charter.table, facts)
        yield from check_text(column.text, known, f"column '{column.title}', text")


def _check_each(charter: CharterModel, each: str | None, where: str) -> Iterator[str]:
    asked = charter.questions.get(each or "")
    if each not in (None, NAMED) and (asked is None or asked.kind not in ("items", "people")):
        yield f"{where}: each = '{each}' names no question of kind 'items' or 'people'. Or write '{NAMED}'"


def _check_comparison(charter: CharterModel, comparison: Comparison, facts: Known) -> Iterator[str]:
    wrong = list(_check_each(charter, comparison.each, f"same '{shorten_text(comparison.text)}'"))
    yield from wrong or check_comparison(charter, comparison, list_readable(charter, comparison.each, facts))


def _check_rule(charter: CharterModel, check: Check, facts: Known) -> Iterator[str]:
    where = f"check '{shorten_text(check.text)}'"
    wrong = list(_check_each(charter, check.each, where))
    yield from wrong
    if wrong:
        return
    known = list_readable(charter, check.each, facts)
    yield from check_condition(check.when, known, f"{where}, when")
    yield from check_text(check.text, known, f"{where}, text")
    if check.many and not check.each:
        yield f"{where}: many needs each: it is said when several items have the same fault"
    elif check.many:
        yield from check_text(check.many, {**charter.readable(None), **facts, "items": ["text"]}, f"{where}, many")
