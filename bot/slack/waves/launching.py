"""Waves begun and closed: `/align benchmark`, or any other survey's word, by whoever takes part.

Any member may begin one, as with every other playbook: who answers is each person's own choice, the post says whose
idea it was and names whoever leads, and they alone can close it early.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.actions import waves as actions
from bot.actions.interviews import get_playbook
from bot.actions.waves import Launch
from bot.actions.weekly import find_running
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.facts import WaveFacts
from bot.coaching.shapes.survey.shape import Survey
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.blocks import View
from bot.messages.waves import wave_launch, wave_posts
from bot.messages.waves.wave_launch import SIDES, UNTIL, LaunchFacts
from bot.messages.waves.waves import CLOSE, END, LAUNCH, ToLaunch, ToWave
from bot.model.rights import Right
from bot.model.teams import Side, Team
from bot.model.waves import Wave
from bot.records import teams, waves
from bot.reports import waves as reports
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.waves import weekly
from bot.slack.waves.thresholds import read_threshold
from bot.slack.words import TeamNeed, Word


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """Return a word for each survey: it shows the wave that is open, or launches one."""
    return {
        word: Word(
            survey.summary,
            _opening(survey),
            survey.group,
            Right.TAKE_PART,
            TeamNeed.SET_UP,
            window=True,
            rest_words=() if survey.is_split else (weekly.ON, weekly.OFF),
            button=survey.button,
        )
        for word, playbook in library.items()
        if (survey := Survey.of(playbook))
    }


def _opening(survey: Survey) -> Callable[[Request, str], Shown]:
    def open_word(request: Request, rest: str) -> Shown:
        team = request.require_team()
        if rest:
            return weekly.choose_by_words(request, survey, rest)
        if running := find_running(request.context, team.id, survey):
            return weekly.show_picture(request, running, survey)
        wave = waves.find_open(request.context.db, team.id, survey.word)
        return Replace(_show_open(request, wave) if wave else _ask_launch(request, team, survey))

    return open_word


def launch(request: Request, to: ToLaunch) -> Shown:
    """Launch the wave that was chosen in the window, or show the one that is open."""
    context, team = request.context, teams.get(request.context.db, to.team)
    survey = Survey.of(get_playbook(context, to.playbook))
    if survey is None:
        raise OutdatedError
    if running := find_running(context, team.id, survey):
        return weekly.show_picture(request, running, survey)
    wave = actions.launch_wave(context, team, survey, _read_launch(request), request.actor.user)
    # Also when this submission arrives again: what it has launched is open by then.
    if waves.find_by_press(context.db, team.id, context.press) is None:
        return Replace(_show_open(request, wave))
    asked = reports.count_asked(context.db, wave)
    return Replace(wave_launch.show_launched(wave.channel, sum(asked.values())))


def ask_close(request: Request, to: ToWave) -> Shown:
    """Ask whoever leads whether it is to be closed now."""
    facts = find_facts(request, waves.get(request.context.db, to.wave))
    if not facts.wave.is_open:
        raise UserError(actions.CLOSED)
    return Open(wave_posts.confirm_close(facts))


def close(request: Request, to: ToWave) -> Shown:
    """Close it; pressed twice, say the same."""
    actions.close_wave(request.context, to.wave, request.actor.user)
    return Replace(wave_posts.explain_closed(waves.get(request.context.db, to.wave).channel))


def find_facts(request: Request, wave: Wave) -> WaveFacts:
    """Return a wave as messages tell it. UserError where its playbook has gone."""
    facts = reports.find_facts(request.context.db, request.context.library, wave)
    if facts is None:
        raise UserError(f"The playbook {wave.playbook} is gone. /align help lists what is.")
    return facts


STORY = Story(
    presses=(on(CLOSE, ask_close, Right.LEAD),),
    submissions=(on(LAUNCH, launch, Right.TAKE_PART), on(END, close, Right.LEAD)),
)


def _show_open(request: Request, wave: Wave) -> View:
    asked = waves.find_respondent(request.context.db, wave.id, request.actor.user)
    return wave_posts.show_open(find_facts(request, wave), asked is not None)


def _ask_launch(request: Request, team: Team, survey: Survey) -> View:
    asked = actions.list_askable(request.context, team.id)
    until = today_in(team.zone, request.context.now) + timedelta(days=survey.lasts)
    counts = {side: len(people) for side, people in asked.items()}
    return wave_launch.ask_launch(LaunchFacts(team.id, team.channel, survey, counts, until))


def _read_launch(request: Request) -> Launch:
    fields = request.fields
    last_on = fields.day(UNTIL)
    if last_on is None:
        raise UserError("Choose a day.", UNTIL)
    chosen = fields.options(SIDES)
    sides = [side for side in Side if side in chosen and side is not Side.OTHER]
    return Launch(sides, read_threshold(fields), last_on)
