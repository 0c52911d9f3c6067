"""A survey asked one factor a week: chosen and ended by whoever leads, its answers, and the picture as it grows."""

from dataclasses import replace

from bot.actions import weekly as actions
from bot.actions.interviews import get_playbook
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.survey.model import LEVELS
from bot.coaching.shapes.survey.shape import Survey
from bot.errors import OutdatedError, UserError
from bot.messages.waves import weekly as messages
from bot.messages.waves.waves import CHOOSE_WEEKLY, ToLaunch
from bot.messages.waves.weekly import ANSWER, ASK_END, BEGIN, END, HOW, PICTURE, ToAnswer, ToWeekly
from bot.model.blocks import WeeklySurvey
from bot.model.rights import Right
from bot.model.teams import Role, Team
from bot.records import blocks, teams
from bot.reports.waves import find_free_day
from bot.reports.weekly import count_askable, find_picture
from bot.slack.admission import check_team
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.waves.thresholds import read_threshold

ON, OFF = "weekly", "weekly off"  # behind the word of a survey


def choose_by_words(request: Request, survey: Survey, rest: str) -> Shown:
    """Begin it or end it, by whoever leads; where it has begun show how far it is."""
    team = request.require_team()
    running = actions.find_running(request.context, team.id, survey)
    if running and rest.lower() == ON:
        return show_picture(request, running, survey)
    asked = check_team(replace(request, right=Right.LEAD), team)
    if asked:
        return asked
    if rest.lower() == ON:
        return _ask_begin(request, team, survey)
    if running is None:
        raise UserError(f"Check-ins ask nothing of it. /align {survey.word} weekly begins that.")
    return _confirm_end(request, team, running, survey)


def choose(request: Request, to: ToLaunch) -> Shown:
    """Show the window in which it is chosen, in place of the one of a wave."""
    return _ask_begin(request, teams.get(request.context.db, to.team), _get_survey(request, to.playbook))


def begin(request: Request, to: ToLaunch) -> Shown:
    """Have check-ins ask one factor from now on, and show the picture."""
    team, survey = teams.get(request.context.db, to.team), _get_survey(request, to.playbook)
    threshold = read_threshold(request.fields)
    return show_picture(
        request, actions.begin_weekly(request.context, team, survey, threshold, request.actor.user), survey
    )


def answer(request: Request, pressed: ToAnswer) -> Shown:
    """Keep an answer, and thank for it."""
    if not 0 <= pressed.level <= LEVELS:
        raise OutdatedError
    actor, level = request.actor, pressed.level or None
    actions.answer_factor(request.context, pressed.checkin, level, actor.user, actor.response_url)
    return None


def open_picture(request: Request, to: ToWeekly) -> Shown:
    """Show what is known by now, also once it has ended."""
    weekly = _get_weekly(request, to)
    return show_picture(request, weekly, _get_survey(request, weekly.playbook))


def show_picture(request: Request, weekly: WeeklySurvey, survey: Survey) -> Shown:
    """Show what is known by now of a survey that is asked one a week."""
    picture = find_picture(request.context.db, weekly, survey)
    leads = teams.get_role(request.context.db, weekly.team_id, request.actor.user) is Role.MANAGER
    return Replace(messages.show_picture(picture, may_end=leads))


def explain(request: Request, to: ToWeekly) -> Shown:
    """Say what is kept, who sees what, and when."""
    weekly = _get_weekly(request, to)
    return Open(messages.explain_confidence(_get_survey(request, weekly.playbook), weekly))


def ask_end(request: Request, to: ToWeekly) -> Shown:
    """Ask whoever leads whether it is to end."""
    weekly = _get_weekly(request, to)
    if weekly.ended_on:
        raise UserError("It has ended. What is shown stays.")
    survey = _get_survey(request, weekly.playbook)
    return _confirm_end(request, teams.get(request.context.db, to.team), weekly, survey)


def end(request: Request, to: ToWeekly) -> Shown:
    """End it; sent in twice, say the same."""
    weekly = _get_weekly(request, to)
    actions.end_weekly(request.context, teams.get(request.context.db, to.team), weekly.id, request.actor.user)
    return Replace(messages.show_ended(_get_survey(request, weekly.playbook)))


STORY = Story(
    presses=(
        on(CHOOSE_WEEKLY, choose, Right.LEAD),
        on(ANSWER, answer, Right.TAKE_PART),
        on(HOW, explain, Right.SEE),
        on(PICTURE, open_picture, Right.SEE),
        on(ASK_END, ask_end, Right.LEAD),
    ),
    submissions=(on(BEGIN, begin, Right.LEAD), on(END, end, Right.LEAD)),
)


def _ask_begin(request: Request, team: Team, survey: Survey) -> Shown:
    running = actions.find_running(request.context, team.id, survey)
    if running:
        return show_picture(request, running, survey)
    actions.check_beginning(request.context, team, survey)
    counts = count_askable(request.context.db, team.id, actions.SIDES)
    return Replace(messages.ask_begin(ToLaunch(team.id, survey.word), team.channel, survey, counts))


def _confirm_end(request: Request, team: Team, weekly: WeeklySurvey, survey: Survey) -> Shown:
    context = request.context
    free = find_free_day(context.db, team.id, survey.word, today_in(team.zone, context.now))
    return Replace(messages.confirm_end(weekly, survey, len(blocks.list_open(context.db, weekly.id)), free))


def _get_weekly(request: Request, to: ToWeekly) -> WeeklySurvey:
    weekly = blocks.get_weekly(request.context.db, to.team, to.weekly)
    if weekly is None:
        raise OutdatedError
    return weekly


def _get_survey(request: Request, word: str) -> Survey:
    survey = Survey.of(get_playbook(request.context, word))
    if survey is None:
        raise OutdatedError
    return survey
