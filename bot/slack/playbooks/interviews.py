"""Going through a playbook: its pages in one window, answers kept as they are given, a result at the end."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import Ending, Variant, VariantName
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.base import Playbook
from bot.messages import front, pages, sources
from bot.messages.blocks import View
from bot.model.teams import Team
from bot.records import commitments, runs, teams
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.documents import drafts
from bot.slack.documents.drafts import require_charter
from bot.slack.playbooks import endings, interview_views, team_drafts, two_sided
from bot.slack.playbooks.interview_input import Given, faults, find_playbook, given, outdated, where
from bot.slack.request import Replace, Request, Shown
from bot.slack.words import TeamNeed, Word

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action(re.compile(r"^interview:"))(press)
    app.view("interview:page")(submit)
    app.view_closed("interview:page")(close)


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """Return one word for each playbook that is gone through: a new file needs no code. Documents have their own."""
    return {
        word: Word(playbook.summary, _starting(word), playbook.group, TeamNeed.SET_UP, window=True)
        for word, playbook in library.items()
        if playbook.ending is not Ending.DOCUMENT
    }


def _starting(word: str) -> Callable[[Request, str], Shown]:
    def start(request: Request, rest: str) -> Shown:
        team = teams.get(request.context.db, request.require_team().id)
        wanted = f"{word} {VariantName.FULL}" if rest.lower() == VariantName.FULL else word
        return Replace(begin(request.coach, team, request.actor.user, wanted))

    return start


def begin(coach: Coach, team: Team, user: str, word: str) -> View:
    """The page where this person left off, or the first one; for `WORD full` the list that the team has in common, for
    a document with what it is about behind its word the one about that.
    """
    word, _, rest = word.partition(" ")
    playbook, now = find_playbook(coach, word), coach.now()
    variant = playbook.variant()
    if variant.ending is Ending.DOCUMENT:
        return drafts.begin(coach, team, user, require_charter(playbook), rest)
    if rest:
        return team_drafts.begin(coach, team, user, word)
    promised = commitments.cued(coach.db, team.id, word, user)
    draft = runs.draft(coach.db, team.id, user, word)
    if draft is None:
        with coach.db.atomic():
            teams.join(coach.db, team.id, user, now)
            run_id = runs.start(coach.db, team_id=team.id, playbook=word, version=playbook.version, user=user, now=now)
            commitments.cue(coach.db, team.id, word, user, now)
        run = runs.get(coach.db, run_id)
        return interview_views.page(coach, run, playbook, variant, {}, Step(0), promised=promised)
    answers = runs.answers(coach.db, draft["id"])
    return interview_views.where_it_stands(coach, draft, playbook, variant, answers, promised)


def submit(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Next or Finish: what is right is kept even when something else on the page is not."""
    run, playbook, variant, step = where(body, coach)
    before = runs.answers(coach.db, run["id"])
    if run["finished_at"]:
        ack(response_action="update", view=interview_views.finished(playbook, variant, run, run["shared"]))
        return
    questions = route.asked(variant, before, step)
    found = given(questions, step, body)
    answers = {**before, **found}
    if outdated(questions, step, body):
        runs.save(coach.db, run["id"], found, body["user"]["id"], coach.now())
        ack(response_action="update", view=interview_views.go_on(coach, run, playbook, variant, answers, None))
        return
    wrong = faults(questions, step, found, run["workspace"], client, coach)
    following = step if wrong else route.after(variant, answers, step)
    finished = following is None and not interview_views.is_change(run, variant)
    with coach.db.atomic():
        runs.save(coach.db, run["id"], found, body["user"]["id"], coach.now())
        if finished:
            endings.finish(coach, run, playbook, variant, answers)
    if wrong:
        ack(response_action="errors", errors=wrong)
    elif finished:
        shared = answers.get((SHARE, ""), "")
        ack(response_action="update", view=interview_views.finished(playbook, variant, run, shared))
        coach.deliver()
    else:
        ack(response_action="update", view=interview_views.go_on(coach, run, playbook, variant, answers, following))


def press(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Back, Start over and every change on a page; Run again and How this works under a result."""
    act = body["actions"][0]["action_id"].removeprefix("interview:").partition("-")[0]
    _PRESSED[act](body, client, coach)
    ack()


def close(ack: Ack, body: Body, coach: Coach) -> None:
    """Closing the window keeps what Slack tells of it."""
    _keep(body, None, coach)
    ack()


def _keep(body: Body, _client: WebClient | None, coach: Coach) -> None:
    _save(body, coach)


def _save(body: Body, coach: Coach) -> tuple[Row, Playbook, Variant, Step, Given]:
    """What is there by now is kept, also what is not right yet."""
    run, playbook, variant, step = where(body, coach)
    before = runs.answers(coach.db, run["id"])
    found = given(route.asked(variant, before, step), step, body)
    kept = {key: value for key, value in found.items() if value or key in before}
    if not run["finished_at"]:
        runs.save(coach.db, run["id"], kept, body["user"]["id"], coach.now())
    return run, playbook, variant, step, {**before, **kept}


def _back(body: Body, client: WebClient, coach: Coach) -> None:
    run, playbook, variant, step, answers = _save(body, coach)
    earlier = route.before(variant, answers, step)
    if run["finished_at"]:
        view = interview_views.finished(playbook, variant, run, run["shared"])
    elif earlier:
        view = interview_views.page(coach, run, playbook, variant, answers, earlier)
    else:
        view = interview_views.where_it_stands(coach, run, playbook, variant, answers)
    client.views_update(view_id=body["view"]["id"], view=view)


def _afresh(body: Body, client: WebClient, coach: Coach) -> None:
    run, playbook, _, _ = where(body, coach)
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
    playbook, team = find_playbook(coach, run["playbook"]), teams.get(coach.db, run["team_id"])
    if run["form"]:
        view = team_drafts.begin(coach, team, user, playbook.word, run["id"])
    elif runs.draft(coach.db, team.id, user, playbook.word):
        view = begin(coach, team, user, playbook.word)
    else:
        view = _begin_again(coach, run, playbook, team, user)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def _begin_again(coach: Coach, run: Row, playbook: Playbook, team: Team, user: str) -> View:
    """A new run with the answers of a finished one; a new list goes on from the earlier one."""
    with coach.db.atomic():
        teams.join(coach.db, team.id, user, coach.now())
        copied = runs.start(
            coach.db,
            team_id=team.id,
            playbook=playbook.word,
            version=playbook.version,
            user=user,
            now=coach.now(),
            replaces=run["id"] if playbook.ending is Ending.LIST else None,
        )
        runs.copy(coach.db, run["id"], copied)
    draft, answers = runs.get(coach.db, copied), runs.answers(coach.db, copied)
    return interview_views.page(coach, draft, playbook, playbook.variant(), answers, Step(0))


def _how(body: Body, client: WebClient, coach: Coach) -> None:
    playbook = find_playbook(coach, body["actions"][0]["value"])
    client.views_open(trigger_id=body["trigger_id"], view=pages.how(playbook))


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
