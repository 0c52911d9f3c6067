"""Going through a playbook: its pages in one window, answers kept as they are given, a result at the end."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import FULL
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.parts import Listing
from bot.coaching.shapes.table import Playbook
from bot.messages import front, pages, results, sources
from bot.messages.blocks import View
from bot.messages.front import CHOOSE, FIND_OUT
from bot.model.outbox import Address, Kind
from bot.model.teams import Team
from bot.records import commitments, outbox, runs, teams
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.documents import drafts
from bot.slack.playbooks import followups, interview_views, team_drafts, two_sided
from bot.slack.playbooks.interview_input import Given, faults, given, outdated, playbook_called, where
from bot.slack.request import Replace, Request, Shown
from bot.slack.words import TeamNeed, Word

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action(re.compile(r"^interview:"))(press)
    app.view("interview:page")(submit)
    app.view_closed("interview:page")(close)


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """One word for each playbook that ends in a result: a new file needs no code."""
    found = {word: playbook for word, playbook in library.items() if not isinstance(playbook, Charter)}
    groups = {word: CHOOSE if isinstance(playbook, Picker) else FIND_OUT for word, playbook in found.items()}
    return {
        word: Word(library[word].line, _starting(word), group, TeamNeed.SET_UP, window=True)
        for word, group in groups.items()
    }


def _starting(word: str) -> Callable[[Request, str], Shown]:
    def start(request: Request, rest: str) -> Shown:
        assert request.team is not None
        team = teams.get(request.context.db, request.team.id)
        wanted = f"{word} {FULL}" if rest.lower() == FULL else word
        return Replace(begin(request.coach, team, request.actor.user, wanted))

    return start


def begin(coach: Coach, team: Team, user: str, word: str) -> View:
    """The page where this person left off, or the first one; for `WORD full` the list that the team has in common, for
    a document with what it is about behind its word the one about that.
    """
    word, _, rest = word.partition(" ")
    playbook, now = playbook_called(word, coach), coach.now()
    if isinstance(playbook, Charter):
        return drafts.begin(coach, team, user, playbook, rest)
    if rest:
        return team_drafts.begin(coach, team, user, word)
    promised = commitments.cued(coach.db, team.id, word, user)
    draft = runs.draft(coach.db, team.id, user, word)
    if draft is None:
        with coach.db.atomic():
            teams.join(coach.db, team.id, user, now)
            run_id = runs.start(coach.db, team_id=team.id, playbook=word, version=playbook.version, user=user, now=now)
            commitments.cue(coach.db, team.id, word, user, now)
        return interview_views.page(coach, runs.get(coach.db, run_id), playbook, {}, Step(0), promised=promised)
    return interview_views.where_it_stands(coach, draft, playbook, runs.answers(coach.db, draft["id"]), promised)


def submit(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Next or Finish: what is right is kept even when something else on the page is not."""
    run, playbook, step = where(body, coach)
    before = runs.answers(coach.db, run["id"])
    if run["finished_at"]:
        ack(response_action="update", view=interview_views.finished(playbook, run, run["shared"]))
        return
    questions = route.asked(playbook, before, step)
    found = given(questions, step, body)
    answers = {**before, **found}
    if outdated(questions, step, body):
        runs.save(coach.db, run["id"], found, body["user"]["id"], coach.now())
        ack(response_action="update", view=interview_views.going_on(coach, run, playbook, answers, None))
        return
    wrong = faults(questions, step, found, run["workspace"], client, coach)
    following = step if wrong else route.after(playbook, answers, step)
    finished = following is None and not interview_views.changing(run, playbook)
    with coach.db.atomic():
        runs.save(coach.db, run["id"], found, body["user"]["id"], coach.now())
        if finished:
            _finish(coach, run, playbook, answers)
    if wrong:
        ack(response_action="errors", errors=wrong)
    elif finished:
        ack(response_action="update", view=interview_views.finished(playbook, run, answers.get((SHARE, ""), "")))
        coach.deliver()
    else:
        ack(response_action="update", view=interview_views.going_on(coach, run, playbook, answers, following))


def press(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Back, Start over and every change on a page; Run again and How this works under a result."""
    act = body["actions"][0]["action_id"].removeprefix("interview:").partition("-")[0]
    _PRESSED[act](body, client, coach)
    ack()


def close(ack: Ack, body: Body, coach: Coach) -> None:
    """Closing the window keeps what Slack tells of it."""
    _keep(body, None, coach)
    ack()


def _keep(body: Body, _client: WebClient | None, coach: Coach) -> tuple[Row, Playbook, Step, Given]:
    run, playbook, step = where(body, coach)
    before = runs.answers(coach.db, run["id"])
    found = given(route.asked(playbook, before, step), step, body)
    kept = {key: value for key, value in found.items() if value or key in before}
    if not run["finished_at"]:
        runs.save(coach.db, run["id"], kept, body["user"]["id"], coach.now())
    return run, playbook, step, {**before, **kept}


def _back(body: Body, client: WebClient, coach: Coach) -> None:
    run, playbook, step, answers = _keep(body, client, coach)
    earlier = route.before(playbook, answers, step)
    if run["finished_at"]:
        view = interview_views.finished(playbook, run, run["shared"])
    elif earlier:
        view = interview_views.page(coach, run, playbook, answers, earlier)
    else:
        view = interview_views.where_it_stands(coach, run, playbook, answers)
    client.views_update(view_id=body["view"]["id"], view=view)


def _afresh(body: Body, client: WebClient, coach: Coach) -> None:
    run, playbook, _ = where(body, coach)
    with coach.db.atomic():
        runs.forget(coach.db, run["id"])
        if run["parent"]:
            view = two_sided.score(coach, runs.get(coach.db, run["parent"]), body["user"]["id"])
        else:
            view = begin(coach, teams.get(coach.db, run["team_id"]), body["user"]["id"], playbook.word)
    client.views_update(view_id=body["view"]["id"], view=view)


def _again(body: Body, client: WebClient, coach: Coach) -> None:
    """The same answers once more, to change what has changed; a draft that is there already is taken up."""
    run, user = runs.get(coach.db, body["actions"][0]["value"]), body["user"]["id"]
    playbook, team = playbook_called(run["playbook"], coach), teams.get(coach.db, run["team_id"])
    if run["form"]:
        view = team_drafts.begin(coach, team, user, playbook.word, run["id"])
    elif runs.draft(coach.db, team.id, user, playbook.word):
        view = begin(coach, team, user, playbook.word)
    else:
        with coach.db.atomic():
            teams.join(coach.db, team.id, user, coach.now())
            copied = runs.start(
                coach.db,
                team_id=team.id,
                playbook=playbook.word,
                version=playbook.version,
                user=user,
                now=coach.now(),
                replaces=run["id"] if isinstance(playbook, Listing) else None,
            )
            runs.copy(coach.db, run["id"], copied)
        view = interview_views.page(
            coach, runs.get(coach.db, copied), playbook, runs.answers(coach.db, copied), Step(0)
        )
    client.views_open(trigger_id=body["trigger_id"], view=view)


def _how(body: Body, client: WebClient, coach: Coach) -> None:
    playbook = playbook_called(body["actions"][0]["value"], coach)
    client.views_open(trigger_id=body["trigger_id"], view=pages.how(playbook, results.weights(playbook)))


def _sources(body: Body, client: WebClient, coach: Coach) -> None:
    """All sources, over the window that says how this works."""
    client.views_push(trigger_id=body["trigger_id"], view=front.window(sources.listed(coach.library)))


_PRESSED: dict[str, Callable[[Body, WebClient, Coach], object]] = {
    "keep": _keep,
    "back": _back,
    "afresh": _afresh,
    "again": _again,
    "how": _how,
    "sources": _sources,
}


def _finish(coach: Coach, run: Row, playbook: Playbook, answers: Given) -> None:
    """The run and its result's road out, once however often Finish arrives."""
    if isinstance(playbook, Charter):
        return drafts.finish(coach, run, playbook, answers)
    if isinstance(playbook, Picker) and playbook.both:
        return two_sided.finish(coach, run, playbook)
    subject, headline = results.headline(playbook, answers)
    shared = answers[SHARE, ""]
    result = {"version": playbook.version, "subject": subject, "headline": headline, "shared": shared}
    if runs.finish(coach.db, run["id"], **result, now=coach.now()):
        followups.plan(coach, run, playbook, answers)
        to = run["channel"] if shared == "channel" else run["started_by"]
        at = Address(run["workspace"], to, run["team_id"])
        outbox.say(coach.db, Kind.RESULT, run["id"], at, coach.now(), notify_on_failure=run["started_by"])
