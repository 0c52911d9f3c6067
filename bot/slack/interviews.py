"""Going through a playbook: its pages in one window, answers kept as they are given, a result at the end."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching import forms, interview
from bot.coaching.forms import FULL
from bot.coaching.interview import Step
from bot.coaching.playbook import SHARE, Playbook
from bot.errors import UserError
from bot.messages import answers as estimates
from bot.messages import outcomes, pages
from bot.messages import teams as said
from bot.messages.blocks import View
from bot.messages.render import Message
from bot.records import outbox, runs, teams
from bot.records.database import Row
from bot.reports.ledger import factors
from bot.slack import followups, persons, wholes
from bot.slack import teams as team_story
from bot.slack.asker import Asker
from bot.slack.coach import Coach, Word

Body = Mapping[str, Any]
Given = dict[tuple[str, str], Any]


def register(app: App) -> None:
    app.action(re.compile(r"^interview:"))(press)
    app.view("interview:page")(submit)
    app.view_closed("interview:page")(close)


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """One word for each playbook: a new file needs no code."""
    return {word: Word(playbook.line, _starting(word), window=True) for word, playbook in library.items()}


def _starting(word: str) -> Callable[[Asker, str, WebClient, Coach], Message | None]:
    def act(asker: Asker, rest: str, client: WebClient, coach: Coach) -> Message | None:
        wanted = f"{word} {FULL}" if rest.lower() == FULL else word
        mine = teams.of(coach.db, asker.workspace, asker.user) if asker.direct else []
        if len(mine) > 1:
            return said.choose(mine, wanted)
        team = team_story.team_here(asker, coach, word)
        if team is None:
            team_story.open_setup(asker, client, coach, then=wanted)
        else:
            client.views_open(trigger_id=asker.trigger, view=begin(coach, team, asker.user, wanted))
        return None

    return act


def begin(coach: Coach, team: Row, user: str, word: str) -> View:
    """The page where this person left off, or the first one; for `WORD full` the list that the team has in common."""
    word, _, form = word.partition(" ")
    if form:
        return wholes.begin(coach, team, user, word)
    playbook, now = _playbook(coach, word), coach.now()
    draft = runs.draft(coach.db, team["id"], user, word)
    if draft is None:
        with coach.db.atomic():
            teams.join(coach.db, team["id"], user, now)
            run_id = runs.start(
                coach.db, team_id=team["id"], playbook=word, version=playbook.version, user=user, now=now
            )
        return _page(coach, team["id"], playbook, run_id, {}, Step(0))
    answers = runs.answers(coach.db, draft["id"])
    step = interview.resume(playbook, answers) or interview.steps(playbook, answers)[-1]
    return _page(coach, team["id"], playbook, draft["id"], answers, step, resumed=bool(answers))


def _page(
    coach: Coach, team_id: str, playbook: Playbook, run_id: str, answers: Given, step: Step, *, resumed: bool = False
) -> View:
    """A page with what the team's earlier estimates came to."""
    hints = estimates.hints(factors(coach.db, team_id, playbook))
    return pages.page(playbook, run_id, answers, step, resumed=resumed, hints=hints)


def submit(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Next or Finish: what is right is kept even when something else on the page is not."""
    run, playbook, step = _where(body, coach)
    before = runs.answers(coach.db, run["id"])
    if run["finished_at"]:
        ack(response_action="update", view=_finished(playbook, run, before))
        return
    questions = interview.asked(playbook, before, step)
    given = pages.given(questions, step, body["view"])
    faults = persons.faults(questions, step, given, client, coach, body)
    answers = {**before, **given}
    following = step if faults else interview.after(playbook, answers, step)
    with coach.db.atomic():
        runs.save(coach.db, run["id"], given, body["user"]["id"], coach.now())
        if following is None:
            _finish(coach, run, playbook, answers)
    if faults:
        ack(response_action="errors", errors=faults)
    elif following:
        ack(response_action="update", view=_page(coach, run["team_id"], playbook, run["id"], answers, following))
    else:
        ack(response_action="update", view=_finished(playbook, run, answers))
        coach.deliver()


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
    run, playbook, step = _where(body, coach)
    before = runs.answers(coach.db, run["id"])
    given = pages.given(interview.asked(playbook, before, step), step, body["view"])
    kept = {key: value for key, value in given.items() if value or key in before}
    if not run["finished_at"]:
        runs.save(coach.db, run["id"], kept, body["user"]["id"], coach.now())
    return run, playbook, step, {**before, **kept}


def _back(body: Body, client: WebClient, coach: Coach) -> None:
    run, playbook, step, answers = _keep(body, client, coach)
    earlier = interview.before(playbook, answers, step) or step
    view = _page(coach, run["team_id"], playbook, run["id"], answers, earlier)
    client.views_update(view_id=body["view"]["id"], view=view)


def _afresh(body: Body, client: WebClient, coach: Coach) -> None:
    run, playbook, _ = _where(body, coach)
    with coach.db.atomic():
        runs.forget(coach.db, run["id"])
        view = begin(coach, teams.get(coach.db, run["team_id"]), body["user"]["id"], playbook.word)
    client.views_update(view_id=body["view"]["id"], view=view)


def _again(body: Body, client: WebClient, coach: Coach) -> None:
    """The same answers once more, to change what has changed; a draft that is there already is taken up."""
    run, user = runs.get(coach.db, body["actions"][0]["value"]), body["user"]["id"]
    if run["form"]:
        again = wholes.begin(coach, teams.get(coach.db, run["team_id"]), user, run["playbook"], run["id"])
        client.views_open(trigger_id=body["trigger_id"], view=again)
        return
    playbook, team = _playbook(coach, run["playbook"]), teams.get(coach.db, run["team_id"])
    if runs.draft(coach.db, team["id"], user, playbook.word):
        view = begin(coach, team, user, playbook.word)
    else:
        with coach.db.atomic():
            teams.join(coach.db, team["id"], user, coach.now())
            copied = runs.start(
                coach.db,
                team_id=team["id"],
                playbook=playbook.word,
                version=playbook.version,
                user=user,
                now=coach.now(),
            )
            runs.copy(coach.db, run["id"], copied)
        view = _page(coach, team["id"], playbook, copied, runs.answers(coach.db, copied), Step(0))
    client.views_open(trigger_id=body["trigger_id"], view=view)


def _how(body: Body, client: WebClient, coach: Coach) -> None:
    playbook = _playbook(coach, body["actions"][0]["value"])
    client.views_open(trigger_id=body["trigger_id"], view=pages.how(playbook, outcomes.weights(playbook)))


def _start(body: Body, client: WebClient, coach: Coach) -> None:
    """The team that a person in several chose in a direct message: word/team."""
    word, team_id = body["actions"][0]["value"].split("/")
    view = begin(coach, teams.get(coach.db, team_id), body["user"]["id"], word)
    client.views_open(trigger_id=body["trigger_id"], view=view)


_PRESSED: dict[str, Callable[[Body, WebClient, Coach], object]] = {
    "keep": _keep,
    "back": _back,
    "afresh": _afresh,
    "again": _again,
    "how": _how,
    "start": _start,
}


def _finish(coach: Coach, run: Row, playbook: Playbook, answers: Given) -> None:
    """The run and its result's road out, once however often Finish arrives."""
    subject, headline = outcomes.headline(playbook, answers)
    shared = answers[SHARE, ""]
    if runs.finish(coach.db, run["id"], subject=subject, headline=headline, shared=shared, now=coach.now()):
        followups.plan(coach, run, playbook, answers)
        outbox.add(
            coach.db,
            workspace=run["workspace"],
            channel=run["channel"] if shared == "channel" else run["started_by"],
            kind="outcome",
            ref=run["id"],
            now=coach.now(),
            team_id=run["team_id"],
            told=run["started_by"],
        )


def _finished(playbook: Playbook, run: Row, answers: Given) -> View:
    return pages.finished(playbook, shared=answers[SHARE, ""], channel=run["channel"])


def _where(body: Body, coach: Coach) -> tuple[Row, Playbook, Step]:
    """The run, playbook and page of a view. UserError for somebody else's run, or one that was started over."""
    run_id, page, item = body["view"]["private_metadata"].split("/")
    try:
        run = runs.get(coach.db, run_id)
    except KeyError:
        raise UserError("This was started over in another window. Close this one and type /align again.") from None
    if run["started_by"] != body["user"]["id"]:
        raise UserError("These are somebody else's answers. Start your own with /align.")
    return run, _playbook(coach, run["playbook"]), Step(int(page), item)


def _playbook(coach: Coach, word: str) -> Playbook:
    try:
        return forms.form(coach.library[word])
    except KeyError:
        raise UserError(f"The playbook {word} is not here any more. /align help lists what is.") from None
