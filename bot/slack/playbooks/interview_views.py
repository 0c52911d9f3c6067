"""What an interview shows: a page, where the answers stand, and at the end where the result is."""

from collections.abc import Sequence

from bot.coaching.interview import route
from bot.coaching.interview.route import Answers, Step
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.shapes.base import Playbook
from bot.messages import answers as estimates
from bot.messages import documents as said_charters
from bot.messages import pages
from bot.messages.blocks import View
from bot.model.commitments import Commitment
from bot.records.database import Row
from bot.reports.estimates import factors
from bot.slack.coach import Coach
from bot.slack.documents import drafts
from bot.slack.documents.drafts import require_charter
from bot.slack.playbooks import two_sided

Promised = Sequence[Commitment]


def page(
    coach: Coach,
    run: Row,
    playbook: Playbook,
    variant: Variant,
    answers: Answers,
    step: Step,
    *,
    resumed: bool = False,
    promised: Promised = (),
) -> View:
    """Return one page, with what the team's earlier estimates came to."""
    hints = estimates.hints(factors(coach.db, run["team_id"], playbook))
    return pages.page(playbook, variant, run["id"], answers, step, resumed=resumed, promised=promised, hints=hints)


def where_it_stands(
    coach: Coach, run: Row, playbook: Playbook, variant: Variant, answers: Answers, promised: Promised = ()
) -> View:
    """Return the first page that still wants an answer, or the last one; kept answers can be thrown away there."""
    step = route.left_off(variant, answers)
    return page(coach, run, playbook, variant, answers, step, resumed=bool(answers), promised=promised)


def is_change(run: Row, variant: Variant) -> bool:
    """Return True for a change to a document: part by part, and finished where its parts are shown."""
    return variant.ending is Ending.DOCUMENT and run["replaces"] is not None


def go_on(coach: Coach, run: Row, playbook: Playbook, variant: Variant, answers: Answers, step: Step | None) -> View:
    """Return the next page; without one, where the answers stand."""
    if is_change(run, variant):
        return drafts.go_on(coach, run, require_charter(playbook), answers)
    if step is None:
        return where_it_stands(coach, run, playbook, variant, answers)
    return page(coach, run, playbook, variant, answers, step)


def finished(playbook: Playbook, variant: Variant, run: Row, shared: str) -> View:
    """Return the last view: where the result is."""
    match variant.ending:
        case Ending.DOCUMENT:
            return said_charters.saved(require_charter(playbook), run["channel"])
        case Ending.LIST | Ending.SCORES:
            return two_sided.finished(playbook, run)
        case Ending.RESULT:
            return pages.finished(playbook, shared=shared, channel=run["channel"])
