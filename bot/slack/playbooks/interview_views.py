"""What an interview shows: a page, where the answers stand, and at the end where the result is."""

from collections.abc import Sequence

from bot.coaching.interview import route
from bot.coaching.interview.route import Answers, Step
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.table import Playbook
from bot.messages import answers as estimates
from bot.messages import documents as said_charters
from bot.messages import pages
from bot.messages.blocks import View
from bot.model.commitments import Commitment
from bot.records.database import Row
from bot.reports.estimates import factors
from bot.slack.coach import Coach
from bot.slack.documents import drafts
from bot.slack.playbooks import two_sided

Promised = Sequence[Commitment]


def page(
    coach: Coach,
    run: Row,
    playbook: Playbook,
    answers: Answers,
    step: Step,
    *,
    resumed: bool = False,
    promised: Promised = (),
) -> View:
    """One page, with what the team's earlier estimates came to."""
    hints = estimates.hints(factors(coach.db, run["team_id"], playbook))
    return pages.page(playbook, run["id"], answers, step, resumed=resumed, promised=promised, hints=hints)


def where_it_stands(coach: Coach, run: Row, playbook: Playbook, answers: Answers, promised: Promised = ()) -> View:
    """The first page that still wants an answer, or the last one; kept answers can be thrown away there."""
    step = route.left_off(playbook, answers)
    return page(coach, run, playbook, answers, step, resumed=bool(answers), promised=promised)


def changing(run: Row, playbook: Playbook) -> bool:
    """Whether it is a change to a document: part by part, and finished where its parts are shown."""
    return isinstance(playbook, Charter) and run["replaces"] is not None


def going_on(coach: Coach, run: Row, playbook: Playbook, answers: Answers, step: Step | None) -> View:
    """The next page; without one, where the answers stand."""
    if isinstance(playbook, Charter) and changing(run, playbook):
        return drafts.following(coach, run, playbook, answers)
    if step is None:
        return where_it_stands(coach, run, playbook, answers)
    return page(coach, run, playbook, answers, step)


def finished(playbook: Playbook, run: Row, shared: str) -> View:
    """The last view: where the result is."""
    if isinstance(playbook, Charter):
        return said_charters.saved(playbook, run["channel"])
    if isinstance(playbook, Picker) and playbook.both:
        return two_sided.finished(playbook, run)
    return pages.finished(playbook, shared=shared, channel=run["channel"])
