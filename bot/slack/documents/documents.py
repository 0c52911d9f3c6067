"""Charters: the word that shows a document or starts one, and the buttons below it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from bot.messages import documents as said
from bot.messages import pages
from bot.messages.blocks import View
from bot.model.outbox import Kind
from bot.model.teams import Team
from bot.records import runs, teams, versions
from bot.records.database import Row
from bot.reports import documents
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach
from bot.slack.documents import approvals, drafts
from bot.slack.request import Replace, Request, Shown
from bot.slack.words import TeamNeed, Word

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action(re.compile(r"^charter:"))(press)
    app.view("charter:overview")(go_on)


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """Return one word for each charter: it shows the document there is, or starts one."""
    return {
        word: Word(charter.summary, _opening(charter), charter.group, TeamNeed.SET_UP, window=True)
        for word, playbook in library.items()
        if (charter := Charter.of(playbook))
    }


def _opening(charter: Charter) -> Callable[[Request, str], Shown]:
    def open_word(request: Request, rest: str) -> Shown:
        team = teams.get(request.context.db, request.require_team().id)
        return open_(request.actor, rest, request.coach, charter, team)

    return open_word


def open_(asker: Actor, rest: str, coach: Coach, charter: Charter, team: Team) -> Shown:
    """The document, for the asker alone; the list of them where a team has one a subject; otherwise a new one."""
    stories = versions.of(coach.db, team.id, charter.word)
    if charter.subject and rest:
        stories = [each for each in stories if versions.fold(each[-1]["subject"]) == versions.fold(rest)]
    if not stories:
        view = drafts.begin(coach, team, asker.user, charter, rest if charter.subject else "")
        return Replace(view)
    listing = charter.subject is not None and not rest
    if listing:
        approvals.whisper(coach, asker, team, Kind.DOCUMENT_LIST, f"{charter.word}/{team.id}")
    else:
        approvals.whisper(coach, asker, team, Kind.DOCUMENT, stories[0][-1]["id"])
    coach.deliver()
    return None


def press(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Every button of a document: `charter:act`, or an entry of its menu: act/run."""
    act = body["actions"][0]
    name, about = act["action_id"].removeprefix("charter:").partition("-")[0], act.get("value", "")
    if name == "more":
        name, about = act["selected_option"]["value"].split("/")
    _PRESSED[name](about, body, client, coach)
    ack()
    coach.deliver()


def go_on(ack: Ack, body: Body, coach: Coach) -> None:
    """What somebody chose to change, or that nothing more is to change."""
    run = runs.get(coach.db, body["view"]["private_metadata"])
    charter = _charter(coach, run)
    (where,) = body["view"]["state"]["values"].values()
    chosen = where["value"]["selected_option"]["value"]
    if chosen != said.SAVE:
        ack(response_action="update", view=drafts.place(coach, run, charter, chosen))
        return
    if not run["finished_at"]:
        with coach.db.atomic():
            drafts.finish(coach, run, charter, runs.answers(coach.db, run["id"]))
    ack(response_action="update", view=said.saved(charter, run["channel"]))
    coach.deliver()


def _change(run_id: str, body: Body, client: WebClient, coach: Coach) -> None:
    run = runs.get(coach.db, run_id)
    charter, story = _charter(coach, run), versions.story(coach.db, run)
    _show(body, client, drafts.change(coach, story, body["user"]["id"], charter))


def _changes(run_id: str, body: Body, client: WebClient, coach: Coach) -> None:
    charter = _charter(coach, runs.get(coach.db, run_id))
    _show(body, client, said.what_changed(charter, documents.history(coach.db, run_id)))


def _how(run_id: str, body: Body, client: WebClient, coach: Coach) -> None:
    charter = _charter(coach, runs.get(coach.db, run_id))
    _show(body, client, pages.how(charter))


def _display(run_id: str, body: Body, _client: WebClient, coach: Coach) -> None:
    """One document of a list."""
    run = runs.get(coach.db, run_id)
    latest = versions.story(coach.db, run)[-1]
    team = teams.get(coach.db, run["team_id"])
    approvals.whisper(coach, from_interaction(body), team, Kind.DOCUMENT, latest["id"])


def _new(about: str, body: Body, client: WebClient, coach: Coach) -> None:
    word, team_id = about.split("/")
    charter, team = Charter.of(coach.library.get(word)), teams.get(coach.db, team_id)
    if charter is None:
        raise UserError(f"{word} is no document any more. /align help lists what there is.")
    _show(body, client, drafts.begin(coach, team, body["user"]["id"], charter))


def _restart(run_id: str, body: Body, client: WebClient, coach: Coach) -> None:
    """A change starts over from what the current version says."""
    run = runs.get(coach.db, run_id)
    with coach.db.atomic():
        story = versions.story(coach.db, runs.get(coach.db, run["replaces"]))
        runs.forget(coach.db, run_id)
        view = drafts.change(coach, story, body["user"]["id"], _charter(coach, run))
    _show(body, client, view)


def _agree(run_id: str, body: Body, _client: WebClient, coach: Coach) -> None:
    run = runs.get(coach.db, run_id)
    approvals.agree(coach, run, _charter(coach, run), from_interaction(body), body)


def _export(run_id: str, body: Body, _client: WebClient, coach: Coach) -> None:
    approvals.export(coach, runs.get(coach.db, run_id), from_interaction(body))


def _pin(run_id: str, body: Body, _client: WebClient, coach: Coach) -> None:
    approvals.pin(coach, runs.get(coach.db, run_id), from_interaction(body))


_PRESSED: dict[str, Callable[[str, Body, WebClient, Coach], None]] = {
    "agree": _agree,
    "change": _change,
    "changes": _changes,
    "how": _how,
    "show": _display,
    "new": _new,
    "restart": _restart,
    "export": _export,
    "pin": _pin,
}


def _show(body: Body, client: WebClient, view: View) -> None:
    """A window; in place of the one that was pressed in, where it was one."""
    if (body.get("view") or {}).get("type") == "modal":
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


def _charter(coach: Coach, run: Row) -> Charter:
    charter = Charter.of(coach.library.get(run["playbook"]))
    if charter is None:
        raise UserError(f"The playbook {run['playbook']} is not here any more. /align help lists what is.")
    return charter
