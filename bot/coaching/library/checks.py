"""Checks of one playbook whose single tables are right: names, conditions, what is asked where."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from bot.coaching.library import followup_checks, tick_checks
from bot.coaching.playbook import text_checks
from bot.coaching.playbook.base import Extra
from bot.coaching.playbook.questions import SPECIAL, Page, Question
from bot.coaching.playbook.text_checks import check_condition
from bot.coaching.shapes.base import Playbook

_EARLIER = "no earlier page asks"


def find_faults(playbook: Playbook) -> Iterator[str]:
    """Yield place, what is wrong, what to write."""
    yield from _check_variants(playbook)
    yield from followup_checks.find_faults(playbook)
    if playbook.same and Extra.SAME not in playbook.extras:
        yield "only a charter or a picker is compared with what is written elsewhere. Remove same"
    yield from playbook.faults()
    yield from text_checks.find_faults(playbook, playbook.texts(), playbook.sample_facts())


def _check_variants(playbook: Playbook) -> Iterator[str]:
    """Yield faults of the pages as they stand; once there are none, those of the usual variant and in full."""
    # A variant leaves pages out, so a condition that is right in the file may read what is not asked there.
    wrong = list(_check_pages(playbook, playbook.page))
    yield from wrong
    if Extra.FULL not in playbook.extras:
        marked = [q.name for page in playbook.page for q in page.question if q.full or page.full]
        yield from (f"question '{name}': only checklists and pickers have more in full. Remove full" for name in marked)
    elif playbook.has_full and not wrong:
        usual, full = playbook.variant(), playbook.variant(playbook.full_variant)
        yield from (f"without what is full, {fault}" for fault in _check_pages(playbook, usual.pages))
        yield from (f"in full, {fault}" for fault in _check_pages(playbook, full.pages))


def _check_pages(playbook: Playbook, pages: Iterable[Page]) -> Iterator[str]:
    known: dict[str, Question] = {}
    repeated: dict[str, str | None] = {}  # question → what its page is repeated for
    for page in pages:
        where = f"page '{page.title}'"
        if page.beside and Extra.BESIDE not in playbook.extras:
            yield f"{where}: only a charter shows answers side by side. Remove beside"
        items = {name for name, question in known.items() if question.kind == "items"}
        if page.each and page.each not in items:
            near = "".join(f". Did you mean '{name}'?" for name in get_close_matches(page.each, items, n=1))
            yield f"{where}: each = '{page.each}' names no question of kind 'items' on an earlier page{near}"
            repeated = dict.fromkeys(repeated)  # one fault is told once: let its conditions see every question
        here = {name: question for name, question in known.items() if repeated[name] in (None, page.each)}
        yield from check_condition(page.when, here, f"{where}, when", _EARLIER)
        yield from tick_checks.find_faults(playbook, page, known)
        for question in page.question:
            yield from check_condition(question.when, here, f"{where}, question '{question.name}', when", _EARLIER)
            if question.name in known or question.name in SPECIAL:
                yield f"{where}: the name '{question.name}' is taken: choose another"
            if question.prefill_from and Extra.PREFILL not in playbook.extras:
                begins = "only a charter begins with other answers. Remove prefill_from"
                yield f"{where}, question '{question.name}': {begins}"
            known[question.name], repeated[question.name] = question, page.each
