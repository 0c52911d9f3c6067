"""Handing a team over, in a window of its own: whoever leads it names who does from now on."""

from bot.actions.setup import Naming, change_people
from bot.messages.teams import leads as messages
from bot.messages.teams.leads import ToHandOver
from bot.model.rights import Right
from bot.records import teams
from bot.slack.people.colleagues import make_roster
from bot.slack.request import Close, Open, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.rights import check_can_lead


def ask(request: Request, to: ToHandOver) -> Shown:
    """Open the window that asks who leads from now on."""
    team = teams.get(request.context.db, to.team)
    return Open(messages.hand_over_window(team, make_roster(request, team.id), request.actor.user))


def save(request: Request, to: ToHandOver) -> Shown:
    """Hand the lead over: to a member at once, to others when they take it."""
    team, lead = teams.get(request.context.db, to.team), request.fields.person("manager")
    if lead:
        check_can_lead(request, lead)
        change_people(request.context, team, team.name, lead, Naming(()), request.actor.user)
    return Close()


STORY = Story(
    presses=(on(messages.HAND_OVER, ask, Right.LEAD),),
    submissions=(on(messages.SAVE, save, Right.LEAD),),
)
