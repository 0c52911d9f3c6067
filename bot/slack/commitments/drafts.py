"""Windows to commit, begun from a result, a piece of its advice, a message, or something that is stuck."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.coaching import advice, sentences
from bot.coaching.interview.route import Answers
from bot.coaching.playbook.texts import FilledText, lower_first
from bot.coaching.schedule.cadence import upcoming_occasion
from bot.coaching.schedule.dates import today_in
from bot.coaching.waves.guesses import find_other_side
from bot.messages.block_kit.blocks import View
from bot.messages.checkins.checkins import ToVoice
from bot.messages.commitments import commitment_forms as forms
from bot.messages.commitments.commitment_forms import Draft
from bot.messages.commitments.commitments import NewIn
from bot.model.checkins import NoteKind
from bot.model.commitments import Commitment, FirstStep, NewCommitment
from bot.model.runs import Run
from bot.model.teams import Role, Side, Team
from bot.model.waves import Wave
from bot.records import results, teams
from bot.records.database import new_id
from bot.reports.results import evaluate_run
from bot.slack.payloads import mentioned_people, message_text
from bot.slack.people.colleagues import make_roster
from bot.slack.request import Request

AHEAD = timedelta(days=3)  # at least from now until a commitment is due, as proposed
# People looked up at most: each may be a call of users.info, and the window has to open within three seconds.
NAMED = 3
WITH_CALENDAR = "I open my calendar today"
WITHOUT_CUE = "I have ten minutes today"


def window_for_run(request: Request, run_id: str, advice_key: str) -> View:
    """Return the window for a commitment that follows from a result; with a key the one that its advice carries."""
    run = results.find_current(request.context.db, run_id)
    team = teams.get(request.context.db, run.team_id)
    # The id comes from the window, so that a submission that arrives twice commits once.
    source = NewIn(new_id(), run=run_id, advice=advice_key)
    result = _name_result(request, run)
    draft = Draft(source, request.actor.user, _usual_day(request, team), team.channel, result)
    return _show(request, team, _from_advice(request, run, advice_key, draft) if advice_key else draft)


def first_step(request: Request, ref: str, run: Run, answers: Answers | None = None) -> FirstStep | None:
    """Return the first thing that a result, or a draft with these answers, says to do as a promise of whoever presses;
    None where it is none, names somebody else, or is to be done with them. `ref` is what the result was posted as.
    """
    playbook = request.context.library.get(run.playbook)
    result = evaluate_run(request.context.db, playbook, run, answers) if playbook else None
    first = next(iter(result.recommendations), None) if result else None
    if first is None or not first.key:
        return None
    offer = advice.make_offer(first, name_people(request, run.workspace, advice.list_people(first)), request.actor.user)
    if offer.owner not in (None, request.actor.user) or offer.partner == request.actor.user:
        return None
    due_on = _usual_day(request, teams.get(request.context.db, run.team_id))
    step = NewCommitment(offer.cue, offer.action, request.actor.user, due_on, run_id=ref, advice=first.key)
    return FirstStep(step, is_named=offer.owner is not None)


def window_for_team(request: Request, team: Team, words: str, *, bare: bool = True) -> View:
    """Return the window for a commitment in a team, begun with a sentence; `bare` as in `read_sentence`."""
    said = sentences.read_sentence(words, today_in(team.zone, request.context.now), bare=bare)
    due_on = said.due_on or _usual_day(request, team)
    source = NewIn(new_id(), team=team.id)
    return _show(
        request, team, Draft(source, request.actor.user, due_on, team.channel, action=said.action, cue=said.cue)
    )


def window_for_step(request: Request, team: Team, action: str) -> View:
    """Return the window for a commitment in a team to do what something says to do next."""
    draft = Draft(NewIn(new_id(), team=team.id), request.actor.user, _usual_day(request, team), team.channel)
    return _show(request, team, replace(draft, cue=WITHOUT_CUE, action=action))


def window_to_help(request: Request, stuck: Commitment, owner: str | None) -> View:
    """Return the window to help with what is stuck: oneself, or (None) somebody who is to be chosen."""
    team = teams.get(request.context.db, stuck.team_id)
    name = name_people(request, stuck.workspace, [stuck.owner])[stuck.owner]
    source = NewIn(new_id(), run=stuck.run_id or "", team=stuck.team_id, helps=stuck.id)
    today = today_in(team.zone, request.context.now)
    due_on = stuck.due_on if stuck.due_on > today else _usual_day(request, team)
    draft = Draft(source, owner, due_on, team.channel, helped=stuck.owner)
    draft = replace(draft, cue=WITHOUT_CUE, action=f"help {name} with this: {stuck.action}")
    return _show(request, team, draft)


def window_for_voice(request: Request, team: Team, voice: ToVoice, words: str) -> View:
    """Return the window to help with what somebody has said is stuck, or to do what they need."""
    name = name_people(request, team.workspace, [voice.user])[voice.user]
    action = f"help {name} with this" if voice.kind is NoteKind.STUCK else "see to this"
    source, user = NewIn(new_id(), team=team.id, voice=voice.encode()), request.actor.user
    draft = Draft(source, user, _usual_day(request, team), team.channel, helped=voice.user)
    draft = replace(draft, cue=WITHOUT_CUE, action=f"{action}: {' '.join(words.split())}")
    return _show(request, team, draft)


def window_for_talk(request: Request, wave: Wave, title: str, question: FilledText) -> View:
    """Return the window to set up the talk that a wave calls for, with somebody of another side, who will be asked."""
    team, partner = teams.get(request.context.db, wave.team_id), _propose_partner(request, wave)
    source = NewIn(new_id(), wave=wave.id, partner=partner or "")
    draft = Draft(source, request.actor.user, _usual_day(request, team), team.channel, cue=WITH_CALENDAR)
    # Without quotation marks of its own: where it is quoted, they would stand inside of others.
    action = f"book half an hour for both sides about {title}: {lower_first(str(question))}"
    return _show(request, team, replace(draft, action=action))


def _propose_partner(request: Request, wave: Wave) -> str | None:
    """Return who leads the team on the other side, or else who has been on it longest; None where nobody is."""
    members = teams.list_members(request.context.db, wave.team_id)
    mine = next((each.side for each in members if each.user_id == request.actor.user), Side.OTHER)
    other = find_other_side(mine, wave.sides)
    sides = [other] if other else [side for side in wave.sides if side is not mine]
    able = [each for each in members if each.side in sides and each.role is not Role.OBSERVER]
    return next((each.user_id for each in sorted(able, key=lambda each: each.role is not Role.MANAGER)), None)


def list_plays(request: Request) -> list[tuple[str, str]]:
    """Return word and title of every playbook at whose start a promise can be brought up."""
    return [(word, f"{word}: {playbook.title}") for word, playbook in request.context.library.items()]


def words_of_message(request: Request, message: Mapping[str, Any]) -> str:
    """Return what somebody wrote as plain words on one line."""
    names = name_people(request, request.actor.workspace, mentioned_people(message))
    here = {request.actor.channel: request.actor.place}  # of channels only this one's name comes along
    return " ".join(message_text(message, lambda key: names.get(key) or here.get(key, "")).split())


def name_people(request: Request, workspace: str, users: Iterable[str]) -> dict[str, str]:
    """Return the names of the first few of these people, by id."""
    known = list(dict.fromkeys(users))[:NAMED]
    return {user: request.coach.people.get_profile(request.client, workspace, user).name for user in known}


def _show(request: Request, team: Team, draft: Draft) -> View:
    return forms.write_window(draft, make_roster(request, team.id))


def _name_result(request: Request, run: Run) -> str:
    playbook = request.context.library.get(run.playbook)
    title = playbook.title if playbook else run.playbook
    return f"{title}: {run.subject}" if run.subject else title


def _from_advice(request: Request, run: Run, key: str, plain: Draft) -> Draft:
    """Return the draft that a piece of advice carries; the plain one where it is not given any more."""
    playbook = request.context.library.get(run.playbook)
    recommendations = evaluate_run(request.context.db, playbook, run).recommendations if playbook else ()
    recommendation = advice.find_recommendation(recommendations, key)
    if recommendation is None:
        return replace(plain, source=replace(plain.source, advice=""))
    names = name_people(request, run.workspace, advice.list_people(recommendation))
    offer = advice.make_offer(recommendation, names, request.actor.user)
    owner = offer.owner or request.actor.user
    partner = offer.partner if offer.partner != owner else None
    source = replace(plain.source, partner=partner or "")
    return replace(plain, source=source, cue=offer.cue, action=offer.action, owner=owner)


def _usual_day(request: Request, team: Team) -> date:
    """Return the day of the next check-in that leaves some time: then it is asked about the day it is due."""
    return upcoming_occasion(team.rule, team.next_checkin_on, request.context.now + AHEAD).local.date()
