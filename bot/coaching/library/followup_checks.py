"""Checks of follow-ups against what was asked at once."""

from collections.abc import Iterator

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.followup_models import FACTS, STARTER, FollowUp
from bot.coaching.playbook.text_checks import check_condition, shorten_text


def find_faults(playbook: PlaybookModel) -> Iterator[str]:
    """Yield place, what is wrong, what to write."""
    names = [followup.name for followup in playbook.followup]
    for page in playbook.page:
        if page.followup and page.followup not in names:
            yield f"page '{page.title}': followup = '{page.followup}' is no [[followup]] of this file: add it"
        if page.followup and (page.each or page.full):
            yield f"page '{page.title}': what is asked later is asked once: remove each and full"
    for followup in playbook.followup:
        yield from (f"followup '{followup.name}', {fault}" for fault in _check_followup(playbook, followup))


def _check_followup(playbook: PlaybookModel, followup: FollowUp) -> Iterator[str]:
    later = {q.name: q for page in playbook.page if page.followup == followup.name for q in page.question}
    now = {q.name: q for page in playbook.page if not page.followup for q in page.question}
    if not later:
        yield f'no page asks anything: add a [[page]] with followup = "{followup.name}"'
        return
    wanted = [("on", followup.on, "date", now), ("estimate", followup.estimate, "number", now)]
    wanted += [("took", followup.took, "number", later)]
    wanted += [("who", name, "person", now) for name in followup.who if name != STARTER]
    for key, name, kind, among in wanted:
        if name and (name not in among or among[name].kind != kind):
            yield f"{key} = '{name}' names no question of kind '{kind}'{' on its page' if among is later else ''}"
    if bool(followup.estimate) != bool(followup.took):
        yield "estimate and took belong together: write both, or none"
    if followup.final and not followup.took:
        yield "final says when took counts: write took, or remove final"
    yield from check_condition(followup.final, later, "final", "its page does not ask")
    yield from check_condition(followup.when, now, "when")
    for then in followup.then:
        known = {**now, **later, **dict.fromkeys(FACTS, 1)}
        yield from check_condition(then.when, known, f"then '{shorten_text(then.text)}', when")
