"""Windows to commit, begun from a result, a piece of its advice, or a message."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.coaching import advice, sentences
from bot.coaching.schedule.cadence import upcoming_occasion
from bot.coaching.schedule.dates import today_in
from bot.messages import commitments as messages
from bot.messages.blocks import View
from bot.messages.commitments import Draft, NewIn
from bot.model.runs import Run
from bot.model.teams import Team
from bot.records import results, teams
from bot.records.database import new_id
from bot.reports.results import evaluate_run
from bot.slack.payloads import mentioned_people, message_text
from bot.slack.request import Request

AHEAD = timedelta(days=3)  # at least from now until a commitment is due, as proposed
# People looked up at most: each may be a call of users.info, and the window has to open within three seconds.
NAMED = 3


def window_for_run(request: Request, run_id: str, advice_key: str) -> View:
    """Return the window for a commitment that follows from a result; with a key the one that its advice carries."""
    run = results.find_current(request.context.db, run_id)
    team = teams.get(request.context.db, run.team_id)
    # The id comes from the window, so that a submission that arrives twice commits once.
    source = NewIn(new_id(), run=run_id)
    draft = Draft(source, request.actor.user, _usual_day(request, team), run.subject)
    return _window(request, _from_advice(request, run, advice_key, draft) if advice_key else draft)


def window_for_team(request: Request, team: Team, words: str, *, bare: bool = True) -> View:
    """Return the window for a commitment in a team, begun with a sentence; `bare` as in `read_sentence`."""
    said = sentences.read_sentence(words, today_in(team.zone, request.context.now), bare=bare)
    due_on = said.due_on or _usual_day(request, team)
    source = NewIn(new_id(), team=team.id)
    return _window(request, Draft(source, request.actor.user, due_on, action=said.action, cue=said.cue))


def words_of_message(request: Request, message: Mapping[str, Any]) -> str:
    """Return what somebody wrote as plain words on one line."""
    names = _names(request, request.actor.workspace, mentioned_people(message))
    here = {request.actor.channel: request.actor.place}  # of channels only this one's name comes along
    return " ".join(message_text(message, lambda key: names.get(key) or here.get(key, "")).split())


def _from_advice(request: Request, run: Run, key: str, plain: Draft) -> Draft:
    """Return the draft that a piece of advice carries; the plain one where it is not given any more."""
    playbook = request.context.library.get(run.playbook)
    if playbook is None:
        return plain
    recommendations = evaluate_run(request.context.db, playbook, run).recommendations
    recommendation = advice.find_recommendation(recommendations, key)
    if recommendation is None:
        return plain
    names = _names(request, run.workspace, advice.list_people(recommendation))
    offer = advice.make_offer(recommendation, names, plain.owner)
    owner = offer.owner or plain.owner
    partner = offer.partner if offer.partner != owner else None
    return replace(plain, cue=offer.cue, action=offer.action, owner=owner, partner=partner)


def _names(request: Request, workspace: str, users: Iterable[str]) -> dict[str, str]:
    """Return the names of the first few of these people, by id."""
    known = list(dict.fromkeys(users))[:NAMED]
    return {user: request.coach.people.get_profile(request.client, workspace, user).name for user in known}


def _usual_day(request: Request, team: Team) -> date:
    """Return the day of the next check-in that leaves some time: then it is asked about the day it is due."""
    return upcoming_occasion(team.rule, team.next_checkin_on, request.context.now + AHEAD).local.date()


def _window(request: Request, draft: Draft) -> View:
    plays = [(word, f"{word}: {playbook.title}") for word, playbook in request.context.library.items()]
    return messages.write_window(draft, plays)
