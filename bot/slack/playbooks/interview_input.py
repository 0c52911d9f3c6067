"""A page as it comes back: whose run it belongs to, what was given, and what of that needs mending."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import Variant, VariantName
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.messages import pages
from bot.messages.render import on
from bot.records import runs
from bot.records.database import Row
from bot.slack.coach import Coach

Body = Mapping[str, Any]
Given = dict[tuple[str, str], Any]


def find_playbook(coach: Coach, word: str) -> Playbook:
    """Return the playbook of this word. UserError when its file has gone since."""
    try:
        return coach.library[word]
    except KeyError:
        raise UserError(f"The playbook {word} is not here any more. /align help lists what is.") from None


def where(body: Body, coach: Coach) -> tuple[Row, Playbook, Variant, Step]:
    """Return what a view is about. UserError for somebody else's run, or one that was started over."""
    run_id, page, item = body["view"]["private_metadata"].split("/")
    try:
        run = runs.get(coach.db, run_id)
    except KeyError:
        raise UserError("This was started over in another window. Close this one and type /align again.") from None
    if run["started_by"] != body["user"]["id"]:
        raise UserError("These are somebody else's answers. Start your own with /align.")
    playbook = find_playbook(coach, run["playbook"])
    return run, playbook, playbook.variant(VariantName(run["form"])), Step(int(page), item)


def outdated(questions: Sequence[Question], step: Step, body: Body) -> bool:
    """Whether the page shows anything but these: its playbook or an earlier answer has changed since."""
    shown = {block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"}
    return shown != {name for question in questions for name in pages.field_names(question, step)}


def given(questions: Sequence[Question], step: Step, body: Body) -> Given:
    """What the page says about these questions; those it does not ask are left out."""
    state = body["view"]["state"]["values"]
    return {
        (question.name, step.item): pages.read(question, step, state)
        for question in questions
        if any(name in state for name in pages.field_names(question, step))
    }


def faults(
    questions: Sequence[Question], step: Step, found: Given, workspace: str, client: WebClient, coach: Coach
) -> dict[str, str]:
    """What to mend, by field."""
    wrong: dict[str, str] = {}
    for question in questions:
        value = found.get((question.name, step.item))
        for name, fault in route.problems(question, value).items():
            wrong[pages.field_name(question, step) if name == question.name else name] = fault
        if question.kind == "date" and value and question.within:
            wrong |= _too_far(question.within, pages.field_name(question, step), value, coach)
        if question.kind == "person" and value and not coach.people.about(client, workspace, value).can_own:
            wrong[pages.field_name(question, step)] = "Please choose a person who works here: not a bot, not gone."
    return wrong


def _too_far(within: int, field: str, value: str, coach: Coach) -> dict[str, str]:
    """A day that has passed wherever people are, or that is too many days away."""
    today, day = coach.now().date(), date.fromisoformat(value)
    if day < today - timedelta(days=1):
        return {field: "This date is past. Choose today or later."}
    last = today + timedelta(days=within)
    return {field: f"At most {within} days from now, please: {on(last)} at the latest."} if day > last else {}
