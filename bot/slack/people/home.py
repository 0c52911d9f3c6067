"""The Home tab: opened, and the windows in which somebody looks at their teams."""

from bot.actions import homes
from bot.messages.front import home_teams as messages
from bot.messages.front.home_teams import OwnTeam, ToOwnTeam, ToTeams
from bot.model.rights import Right
from bot.records import invitations, members, teams
from bot.slack.request import Event, Open, Replace, Request, Shown
from bot.slack.router import Story, on


def hear_opened(event: Event) -> None:
    """Draw the Home tab of whoever opened it."""
    # Slack sends the same event when somebody opens the Messages tab beside it.
    if event.fields.get("tab", "home") == "home":
        homes.open_home(event.context, event.workspace, event.user)


def show_teams(request: Request, to: ToTeams) -> Shown:
    """Show a page of the person's teams."""
    db, actor = request.context.db, request.actor
    memberships = members.list_memberships(db, actor.workspace, actor.user)
    listed = [
        (team, memberships[team.id])
        for team in teams.list_for_person(db, actor.workspace, actor.user)
        if team.id in memberships
    ]
    view = messages.teams_window(listed, max(to.page, 0))
    return Replace(view) if request.view.get("callback_id") == messages.LISTED else Open(view)


def open_team(request: Request, to: ToOwnTeam) -> Shown:
    """Open a team in place of the list that it stands in: Slack stacks three windows at most."""
    db, actor = request.context.db, request.actor
    team, membership = teams.get(db, to.team), members.list_memberships(db, actor.workspace, actor.user)[to.team]
    own = OwnTeam(team, membership, teams.list_members(db, team.id), invitations.list_of_team(db, team.id))
    return Replace(messages.team_window(own, request.context.library, request.context.now))


STORY = Story(
    presses=(on(messages.TEAMS, show_teams, Right.NOTHING), on(messages.TEAM, open_team, Right.READ)),
)
