"""Scoring a list that somebody made: everybody for themselves, from the button on its message."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.asking import interview
from bot.coaching.asking.interview import Answers, Step
from bot.coaching.asking.turns import SCORES
from bot.coaching.format.picker import Picker
from bot.coaching.format.shapes import Playbook
from bot.coaching.outcomes.joining import SIDES
from bot.errors import UserError
from bot.messages import pages
from bot.messages import rounds as said
from bot.messages.blocks import View
from bot.records import outbox, rounds, runs, teams
from bot.records.database import Row
from bot.reports.rounds import gather
from bot.slack.answering import playbook_called
from bot.slack.coach import Coach

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
    """Where this person left off, or the first candidate with the marks they gave last. UserError for a third side."""
    sides = {member["user_id"]: member["side"] for member in teams.members(coach.db, parent["team_id"])}
    if sides.get(user) not in SIDES:
        raise UserError(NEITHER)
    playbook = playbook_called(parent["playbook"], coach, SCORES)
    run_id, begun = rounds.scoring(coach.db, parent, form=SCORES, version=playbook.version, user=user, now=coach.now())
    answers = runs.answers(coach.db, run_id)
    step = _open(playbook, answers) if begun else _path(playbook, answers)[0]
    return pages.page(playbook, run_id, answers, step, resumed=begun)


def _open(playbook: Playbook, answers: Answers) -> Step:
    return interview.resume(playbook, answers) or _path(playbook, answers)[-1]


def _path(playbook: Playbook, answers: Answers) -> list[Step]:
    """UserError when the file has changed so that nothing is left to score."""
    path = interview.steps(playbook, answers)
    if not path:
        raise UserError("There is nothing to score here any more. Press Run again to make a new list.")
    return path


def finish(coach: Coach, run: Row, picker: Picker) -> None:
    """A list goes to the channel; marks count on its message, in place of earlier ones. Once however often Finish
    arrives.
    """
    if run["parent"] and not run["finished_at"]:
        rounds.replace(coach.db, run)
    finished = runs.finish(
        coach.db,
        run["id"],
        version=picker.version,
        subject="",
        headline="",
        shared="marks" if run["parent"] else "channel",
        now=coach.now(),
    )
    if not finished:
        return
    whole = runs.get(coach.db, run["parent"] or run["id"])
    found = gather(coach.db, whole)
    rounds.note(coach.db, whole["id"], *said.headline(picker, found.listed, found.scored))
    if run["parent"]:
        rounds.redraw(coach.db, whole, coach.now())
    else:
        _post(coach, whole)


def _post(coach: Coach, run: Row) -> None:
    outbox.add(
        coach.db,
        workspace=run["workspace"],
        channel=run["channel"],
        kind="outcome",
        ref=run["id"],
        now=coach.now(),
        team_id=run["team_id"],
        told=run["started_by"],
    )


def finished(picker: Picker, run: Row) -> View:
    """The last view of a list, or of somebody's marks."""
    return said.thanks(picker, run["channel"]) if run["parent"] else said.listed(picker, run["id"], run["channel"])
