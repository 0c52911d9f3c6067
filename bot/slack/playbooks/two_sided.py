"""Scoring a list that somebody made: everybody for themselves, from the button on its message."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.actions.two_sided import note_headline
from bot.coaching.interview import route
from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Ending, VariantName
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.picker.shape import Picker
from bot.coaching.shapes.picker.two_sided import SIDES, carry_marks
from bot.errors import UserError
from bot.messages import pages
from bot.messages import two_sided as said
from bot.messages.blocks import View
from bot.model.outbox import Address, Kind
from bot.records import outbox, runs, teams, two_sided
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.playbooks.interview_input import find_playbook

Body = Mapping[str, Any]
NEITHER = (
    "Marketing and IT score here, and you are on neither side of this team yet. "
    "Whoever leads it can change that with /align team."
)


def register(app: App) -> None:
    app.action(said.SCORE)(press)


def press(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Score them too: on the message, or where the list was just finished."""
    view = score(coach, runs.get(coach.db, body["actions"][0]["value"]), body["user"]["id"])
    if "view" in body:
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def score(coach: Coach, parent: Row, user: str) -> View:
    """Where this person left off, or the first candidate with the marks they gave last, also on the list that this one
    goes on from. UserError for a third side, and when the file has changed so that nothing is left to score.
    """
    _check_side(coach, parent["team_id"], user)
    picker = Picker.of(find_playbook(coach, parent["playbook"]))
    if picker is None or picker.ending is not Ending.LIST:
        raise UserError(route.NOTHING_LEFT)
    variant, now = picker.variant(VariantName.SCORES), coach.now()
    first = route.opening(variant, runs.answers(coach.db, parent["id"]))
    with coach.db.atomic():
        run_id, begun = two_sided.scoring(
            coach.db, parent, form=variant.name, version=picker.version, user=user, now=now
        )
        if not begun:
            runs.save(coach.db, run_id, _carried(coach, parent, picker, user), user, now)
    answers = runs.answers(coach.db, run_id)
    step = route.left_off(variant, answers) if begun else first
    return pages.page(picker, variant, run_id, answers, step, resumed=begun)


def _carried(coach: Coach, parent: Row, picker: Picker, user: str) -> Answers:
    """What this person marked on the list that this one goes on from, where a candidate is still called the same."""
    if not parent["replaces"] or user in two_sided.scores(coach.db, parent["id"]):
        return {}
    before, now = (runs.answers(coach.db, run_id) for run_id in (parent["replaces"], parent["id"]))
    marks = two_sided.scores(coach.db, parent["replaces"]).get(user, {})
    return carry_marks(picker, before, now, marks)


def finish(coach: Coach, run: Row, playbook: Playbook) -> None:
    """A list goes to the channel; marks count on its message, in place of earlier ones. Once however often Finish
    arrives. UserError for somebody whose side does not score any more.
    """
    if run["parent"] and not run["finished_at"]:
        _check_side(coach, run["team_id"], run["started_by"])
        two_sided.hold(coach.db, run["parent"])
        two_sided.replace(coach.db, run)
    finished = runs.finish(
        coach.db,
        run["id"],
        version=playbook.version,
        subject="",
        headline="",
        shared="marks" if run["parent"] else "channel",
        now=coach.now(),
    )
    if not finished:
        return
    parent = runs.get(coach.db, run["parent"] or run["id"])
    note_headline(coach.db, parent, playbook)
    if run["parent"]:
        two_sided.redraw(coach.db, parent, coach.now())
    else:
        _post(coach, parent)


def _check_side(coach: Coach, team_id: str, user: str) -> None:
    if teams.side(coach.db, team_id, user) not in SIDES:
        raise UserError(NEITHER)


def _post(coach: Coach, run: Row) -> None:
    at = Address(run["workspace"], run["channel"], run["team_id"])
    outbox.say(coach.db, Kind.RESULT, run["id"], at, coach.now(), notify_on_failure=run["started_by"])


def finished(playbook: Playbook, run: Row) -> View:
    """Return the last view of a list, or of somebody's marks."""
    return said.thanks(playbook, run["channel"]) if run["parent"] else said.listed(playbook, run["id"], run["channel"])
