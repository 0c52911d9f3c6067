"""The end of a run: a result, a document, or a list and its marks."""

from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.base import Playbook
from bot.model.outbox import Address, Kind
from bot.records import outbox, runs
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.documents import drafts
from bot.slack.documents.drafts import require_charter
from bot.slack.playbooks import followups, two_sided
from bot.slack.playbooks.interview_input import Given


def finish(coach: Coach, run: Row, playbook: Playbook, variant: Variant, answers: Given) -> None:
    """The run and its result's road out, once however often Finish arrives."""
    match variant.ending:
        case Ending.DOCUMENT:
            drafts.finish(coach, run, require_charter(playbook), answers)
        case Ending.LIST | Ending.SCORES:
            two_sided.finish(coach, run, playbook)
        case Ending.RESULT:
            _finish_result(coach, run, playbook, variant, answers)


def _finish_result(coach: Coach, run: Row, playbook: Playbook, variant: Variant, answers: Given) -> None:
    result, shared = playbook.evaluate(answers, variant.name), answers[SHARE, ""]
    subject, headline = result.headline
    kept = {"version": playbook.version, "subject": subject, "headline": headline, "shared": shared}
    if runs.finish(coach.db, run["id"], **kept, now=coach.now()):
        followups.plan(coach, run, playbook, result)
        to = run["channel"] if shared == "channel" else run["started_by"]
        at = Address(run["workspace"], to, run["team_id"])
        outbox.say(coach.db, Kind.RESULT, run["id"], at, coach.now(), notify_on_failure=run["started_by"])
