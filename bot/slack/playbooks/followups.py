"""What became of it: planning the questions when a run is finished, and taking the answers."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.actions import redraw
from bot.coaching import followup_rules
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import VariantName
from bot.coaching.schedule.cadence import find_workday
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.errors import UserError
from bot.messages import followups as said
from bot.model.outbox import Address, Kind, Operation
from bot.records import followups, outbox, runs, teams
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.playbooks.interview_input import faults, given
from bot.slack.router import make_context

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action("followup:answer")(ask)
    app.view("followup:save")(save)


def plan(coach: Coach, run: Row, playbook: Playbook, result: Result) -> None:
    """When a run is finished: everything that is asked about it later, at the hour of the team's check-in, on a day on
    which it works. Nothing where nothing was picked.
    """
    if not result.has_choice:
        return
    team = teams.get(coach.db, run["team_id"])
    today = today_in(team.zone, coach.now())
    for name, day, when in followup_rules.schedule(playbook, result.answers, today):
        followups.plan(coach.db, run, name, day, find_workday(team.rule, when))


def ask(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    asked, playbook = _asked(coach, body["actions"][0]["value"])
    mine = followups.answers(coach.db, asked["id"]).get(body["user"]["id"], {})
    questions = followup_rules.list_questions(playbook, asked["name"])
    client.views_open(trigger_id=body["trigger_id"], view=said.window(playbook, asked, questions, mine))
    ack()


def save(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """The answer stands on the card; one that ends it ends what would still be asked."""
    asked, playbook = _asked(coach, body["view"]["private_metadata"])
    questions, user, now = list(followup_rules.list_questions(playbook, asked["name"])), body["user"]["id"], coach.now()
    found = given(questions, Step(0), body)
    wrong = faults(questions, Step(0), found, asked["workspace"], client, coach)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    with coach.db.atomic():
        teams.join(coach.db, asked["team_id"], user, now)
        followups.answer(coach.db, asked["id"], {name: value for (name, _), value in found.items()}, user, now)
        _end(coach, asked, playbook)
        _show(coach, asked)
    ack(response_action="update", view=said.thanks(playbook, shared=asked["shared"] == "channel"))
    coach.deliver()


def _end(coach: Coach, asked: Row, playbook: Playbook) -> None:
    result = playbook.evaluate(runs.answers(coach.db, asked["run_id"]), VariantName(asked["form"]))
    answered = followups.answers(coach.db, asked["id"])
    then = said.find_consequence(playbook, asked, result, answered, last=followups.is_last(coach.db, asked))
    if then and then.ends:
        followups.close_rest(coach.db, asked, "ended by an answer", coach.now())


def _show(coach: Coach, asked: Row) -> None:
    """The card in the channel; where one person alone was asked, their message."""
    if asked["shared"] != "channel":
        redraw.reminders(make_context(coach), asked["id"])
        return
    at = Address(asked["workspace"], asked["channel"], asked["team_id"])
    outbox.say(coach.db, Kind.FOLLOWUP, asked["id"], at, coach.now(), op=Operation.UPDATE)


def _asked(coach: Coach, followup_id: str) -> tuple[Row, Playbook]:
    asked = followups.get(coach.db, followup_id)
    playbook = coach.library.get(asked["playbook"])
    if playbook is None or followup_rules.find_followup(playbook, asked["name"]) is None:
        raise UserError("This is from an earlier version of the playbook, and is not asked any more.")
    return asked, playbook
