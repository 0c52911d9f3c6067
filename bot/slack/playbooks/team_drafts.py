"""A playbook in full: one draft that the whole team opens, part by part, until somebody finishes it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import VariantName
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.checklist.full import is_enough
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.messages import answers as said
from bot.messages import pages, team_drafts
from bot.messages.blocks import View
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.teams import Role, Team
from bot.records import audit, outbox, runs, teams
from bot.records.database import Row
from bot.reports.estimates import factors
from bot.slack.coach import Coach
from bot.slack.playbooks import followups
from bot.slack.playbooks.interview_input import Given, faults, given

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action(re.compile(r"^whole:"))(press)
    app.view("whole:part")(save)
    app.view("whole:list")(finish)
    app.view_closed("whole:part")(close)


def begin(coach: Coach, team: Team, user: str, word: str, source: str | None = None) -> View:
    """The team's draft, everybody's the same; a new one may start from the answers of an earlier run, `source`."""
    playbook, now = in_full(coach, word), coach.now()
    with coach.db.atomic():
        teams.join(coach.db, team.id, user, now)
        run, new = runs.share(
            coach.db,
            team_id=team.id,
            playbook=word,
            form=VariantName.FULL,
            version=playbook.version,
            user=user,
            now=now,
        )
        if new and source:
            runs.copy(coach.db, source, run["id"])
            _show(coach, runs.get(coach.db, run["id"]), runs.answers(coach.db, run["id"]), playbook)
    return _list(coach, run["id"], playbook)


def in_full(coach: Coach, word: str) -> Checklist:
    """Return the checklist that asks more in full. UserError for any other playbook."""
    checklist = Checklist.of(coach.library.get(word))
    if checklist is None or not checklist.has_full:
        raise UserError(f"There is no more to {word} than /align {word} asks.")
    return checklist


def press(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    act = body["actions"][0]["action_id"].removeprefix("whole:").partition("-")[0]
    view = _PRESSED[act](body, client, coach)
    if view:
        window = body.get("view")
        if window:
            client.views_update(view_id=window["id"], view=view)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
    coach.deliver()


def save(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """One part is saved: back to the list. What is right is kept even when something else is not."""
    run, playbook, step = _where(body, coach)
    wrong = _keep(coach, body, run, playbook, step, client)
    if wrong:
        ack(response_action="errors", errors=wrong)
    else:
        ack(response_action="update", view=_list(coach, run["id"], playbook))
    coach.deliver()


def close(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Closing the window keeps what Slack tells of it."""
    run, playbook, step = _where(body, coach)
    _keep(coach, body, run, playbook, step, client)
    ack()
    coach.deliver()


def finish(ack: Ack, body: Body, coach: Coach) -> None:
    """The result goes to everybody: it is everybody's. Once, however many press."""
    run, playbook = _run(coach, body["view"]["private_metadata"])
    answers = runs.answers(coach.db, run["id"])
    if not is_enough(playbook, playbook.variant(VariantName.FULL), answers):
        raise UserError("Somebody has changed this meanwhile. Close the window and open it again.")
    result = playbook.evaluate(answers, VariantName.FULL)
    subject, headline = result.headline
    with coach.db.atomic():
        kept = {"version": playbook.version, "subject": subject, "headline": headline, "shared": "channel"}
        if runs.finish(coach.db, run["id"], **kept, now=coach.now()):
            runs.save(coach.db, run["id"], {(SHARE, ""): "channel"}, body["user"]["id"], coach.now())
            followups.plan(coach, run, playbook, result)
            _tell(coach, run, Kind.RESULT, body["user"]["id"])
            _tell(coach, run, Kind.TEAM_DRAFT, body["user"]["id"], op=Operation.UPDATE)
    ack(response_action="update", view=pages.finished(playbook, shared="channel", channel=run["channel"]))
    coach.deliver()


def _list_pressed(body: Body, client: WebClient, coach: Coach) -> View:
    run, playbook, step = _where(body, coach)
    _keep(coach, body, run, playbook, step, client)
    return _list(coach, run["id"], playbook)


def _part(body: Body, _client: WebClient, coach: Coach) -> View:
    run_id, page, item = body["actions"][0]["value"].split("/")
    run, playbook = _run(coach, run_id)
    hints = said.hints(factors(coach.db, run["team_id"], playbook))
    return team_drafts.part(playbook, run["id"], runs.answers(coach.db, run["id"]), Step(int(page), item), hints)


def _join(body: Body, _client: WebClient, coach: Coach) -> View:
    run, playbook = _run(coach, body["actions"][0]["value"])
    teams.join(coach.db, run["team_id"], body["user"]["id"], coach.now())
    return _list(coach, run["id"], playbook)


def _from(body: Body, _client: WebClient, coach: Coach) -> View:
    """In full, under a short result: its answers come along."""
    run = runs.get(coach.db, body["actions"][0]["value"])
    return begin(coach, teams.get(coach.db, run["team_id"]), body["user"]["id"], run["playbook"], run["id"])


def _kept(body: Body, client: WebClient, coach: Coach) -> None:
    """Every change at once: only the field that was changed, since others may be at this page too."""
    run, playbook, step = _where(body, coach)
    name = body["actions"][0]["block_id"].partition(".")[0]
    found = {key: value for key, value in _read(playbook, coach, run, step, body).items() if key[0] == name}
    runs.save(coach.db, run["id"], found, body["user"]["id"], coach.now())


def _drop(body: Body, _client: WebClient, coach: Coach) -> View:
    """Whoever started it or leads the team may throw the draft away, and begin anew."""
    run, playbook = _run(coach, body["actions"][0]["value"])
    user = body["user"]["id"]
    if user != run["started_by"] and teams.role(coach.db, run["team_id"], user) != Role.MANAGER:
        raise UserError("Only the person who started this, or whoever leads the team, can throw it away.")
    with coach.db.atomic():
        runs.forget(coach.db, run["id"])
        audit.note(coach.db, AuditEvent.DRAFT_DELETED, actor=user, now=coach.now(), team_id=run["team_id"])
    return begin(coach, teams.get(coach.db, run["team_id"]), user, playbook.word)


_PRESSED: dict[str, Callable[[Body, WebClient, Coach], View | None]] = {
    "list": _list_pressed,
    "part": _part,
    "join": _join,
    "from": _from,
    "keep": _kept,
    "drop": _drop,
}


def _keep(coach: Coach, body: Body, run: Row, playbook: Checklist, step: Step, client: WebClient) -> dict[str, str]:
    """Save what this person has changed or said before, not what they merely saw; what to mend, by field."""
    before, by = runs.answers(coach.db, run["id"]), runs.authors(coach.db, run["id"])
    saw = pages.shown(body["view"]["blocks"])
    user, found = body["user"]["id"], _read(playbook, coach, run, step, body)
    mine = {
        key: value
        for key, value in found.items()
        if by.get(key) == user
        or str(value or "") != str(saw.get(key[0]) or "")
        or (value is not None and before.get(key) is None)
    }
    questions = route.asked(playbook.variant(VariantName.FULL), before, step)
    with coach.db.atomic():
        runs.save(coach.db, run["id"], mine, user, coach.now())
        _show(coach, run, {**before, **mine}, playbook)
    return faults(questions, step, found, run["workspace"], client, coach)


def _read(playbook: Checklist, coach: Coach, run: Row, step: Step, body: Body) -> Given:
    questions = route.asked(playbook.variant(VariantName.FULL), runs.answers(coach.db, run["id"]), step)
    return given(questions, step, body)


def _show(coach: Coach, run: Row, answers: Given, playbook: Checklist) -> None:
    """The card in the channel: as soon as it is known what this is about, and anew with every part."""
    if answers.get((playbook.subject, "")):
        posted = outbox.is_posted(coach.db, Kind.TEAM_DRAFT, run["id"])
        op = Operation.UPDATE if posted else Operation.POST
        _tell(coach, run, Kind.TEAM_DRAFT, run["started_by"], op=op)


def _tell(coach: Coach, run: Row, kind: Kind, notify: str, op: Operation = Operation.POST) -> None:
    at = Address(run["workspace"], run["channel"], run["team_id"])
    outbox.say(coach.db, kind, run["id"], at, coach.now(), op=op, notify_on_failure=notify)


def _list(coach: Coach, run_id: str, playbook: Checklist) -> View:
    answers, by = runs.answers(coach.db, run_id), runs.authors(coach.db, run_id)
    return team_drafts.overview(playbook, run_id, answers, by)


def _where(body: Body, coach: Coach) -> tuple[Row, Checklist, Step]:
    run_id, page, item = body["view"]["private_metadata"].split("/")
    run, playbook = _run(coach, run_id)
    return run, playbook, Step(int(page), item)


def _run(coach: Coach, run_id: str) -> tuple[Row, Checklist]:
    """UserError when it was finished or thrown away meanwhile."""
    try:
        run = runs.get(coach.db, run_id)
    except KeyError:
        raise UserError("Somebody has thrown this draft away. Close the window and type /align again.") from None
    if run["finished_at"]:
        raise UserError("Somebody has finished this meanwhile: the result is in the channel.")
    return run, in_full(coach, run["playbook"])
