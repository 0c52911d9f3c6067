"""Checks of what is ticked: items and the questions over them, ready-made ones, statements level by level."""

from collections.abc import Iterator, Mapping

from bot.coaching.playbook.base import Extra, PlaybookModel
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.playbook.text_checks import check_condition

MOST_ABOUT_PICK = 4  # beside which of two it is to be, and where it is shown


def find_faults(playbook: PlaybookModel, page: Page, known: Mapping[str, Question]) -> Iterator[str]:
    """Yield faults of one page; `known` are the questions of the pages before it."""
    where = f"page '{page.title}'"
    for question in page.question:
        faults = _check(playbook, page, question, known)
        yield from (f"{where}, question '{question.name}': {fault}" for fault in faults)
    yield from check_condition(page.among, known, f"{where}, among", "no earlier page asks")
    if page.among and not any(question.over for question in page.question):
        yield f"{where}: among is for ticks, and there are none. Remove it"
    if page.level:
        yield from (f"{where}, level: {fault}" for fault in _check_levels(page))
    if page.is_about_pick:
        yield from (f"{where}: {fault}" for fault in _check_pick(playbook, page))


def _check(playbook: PlaybookModel, page: Page, question: Question, known: Mapping[str, Question]) -> Iterator[str]:
    over = known.get(question.over or "")
    if question.over and (over is None or over.kind != "items"):
        yield f"over = '{question.over}' names no question of kind 'items' on an earlier page"
    by = next((each for each in page.question if each.name == question.ready_by), None)
    if question.ready_by and (by is None or by.kind != "choice"):
        yield f"ready_by = '{question.ready_by}' names no choice on the same page"
    offered = {option.value for option in by.options} if by else set()
    ticks = {each.name for each in playbook.questions.values() if each.over == question.name}
    values = [ready.value for ready in question.ready]
    if len(set(values)) < len(values):
        yield "two ready-made ones have the same value: give each its own"
    for ready in question.ready:
        yield from (f"ready '{ready.value}', of: '{each}' is no such answer" for each in set(ready.of) - offered)
        yield from (f"ready '{ready.value}', true: no ticks are called '{each}'" for each in set(ready.true) - ticks)


def _check_levels(page: Page) -> Iterator[str]:
    values = {tick.value for level in page.level for tick in level.tick} | {page.untouched}
    for question in page.question:
        if question.kind != "choice":
            yield f"question '{question.name}' is no choice. Move it to another page"
        elif missing := sorted(values - {option.value for option in question.options}):
            unknown = ", ".join(map(repr, missing))
            yield f"question '{question.name}' has no option {unknown}, which untouched or a tick names"
    groups = {question.group for question in page.question}
    for level in page.level:
        if len(groups) * len(level.tick) > 6:
            yield f"'{level.title}' has {len(groups)} × {len(level.tick)} groups, and a view holds six. Make fewer"


def _check_pick(playbook: PlaybookModel, page: Page) -> Iterator[str]:
    if Extra.PICK not in playbook.extras:
        yield "only a picker picks one. Remove chosen and asks"
    if page.each:
        yield "it is about the one that is picked. Remove each"
    if page.chosen and len(page.question) > MOST_ABOUT_PICK:
        yield f"it stands in the last view, which has room for {MOST_ABOUT_PICK} questions"
    asked = playbook.questions.get(page.asks or "")
    if page.asks and (asked is None or asked.kind != "person"):
        yield f"asks = '{page.asks}' names no question of kind 'person'"
