"""A survey asked one factor a week: `/align benchmark weekly`, its answers, and the picture as it grows."""

from dataclasses import replace

from bot.actions import weekly as actions
from bot.coaching.shapes.survey.shape import Survey
from bot.errors import OutdatedError, UserError
from bot.messages.waves import weekly as messages
from bot.messages.waves.weekly import ANSWER, DONT_KNOW, HOW, ToAnswer, ToWeekly
from bot.model.blocks import WeeklySurvey
from bot.model.rights import Right
from bot.records import blocks
from bot.reports.weekly import find_picture
from bot.slack.admission import check_team
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on

BEGIN, END = "weekly", "weekly off"


def choose_weekly(request: Request, survey: Survey, rest: str) -> Shown:
    """Have check-ins ask one factor from now on, or no more; by whoever leads."""
    team = request.require_team()
    check_team(replace(request, right=Right.LEAD), team)
    if rest.lower() == BEGIN:
        weekly = actions.begin_weekly(request.context, team, survey, request.actor.user)
        return show_picture(request, weekly, survey)
    if not actions.end_weekly(request.context, team, request.actor.user):
        raise UserError(f"Nothing is asked one a week. /align {survey.word} weekly begins it.")
    return Replace(messages.show_ended(survey))


def answer(request: Request, pressed: ToAnswer) -> Shown:
    """Keep an answer, and thank for it."""
    if not DONT_KNOW <= pressed.level <= 5:
        raise OutdatedError
    actor, level = request.actor, pressed.level or None
    actions.answer_factor(request.context, pressed.checkin, level, actor.user, actor.response_url)
    return None


def show_picture(request: Request, weekly: WeeklySurvey, survey: Survey) -> Shown:
    """Show what is known by now of a survey that is asked one a week."""
    return Replace(messages.show_picture(find_picture(request.context.db, weekly, survey)))


def explain(request: Request, to: ToWeekly) -> Shown:
    """Say what is kept, who sees what, and when."""
    weekly = blocks.find_weekly(request.context.db, to.team)
    survey = Survey.of(request.context.library.get(weekly.playbook)) if weekly else None
    if weekly is None or survey is None:
        raise UserError("Nothing is asked one a week by now. What is shown stays.")
    return Open(messages.explain_confidence(survey, weekly))


STORY = Story(presses=(on(ANSWER, answer, Right.TAKE_PART), on(HOW, explain, Right.SEE)))
