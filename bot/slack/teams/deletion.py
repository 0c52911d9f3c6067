"""A team is deleted, by whoever leads it or by an admin: they read what goes, and type its name."""

from bot.actions import deletions as actions
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.teams import admins, setup
from bot.messages.teams import deletion as messages
from bot.messages.teams.deletion import ADMIN_DELETE, ADMIN_DELETE_SURE, DELETE, DELETE_SURE, DeleteTeam
from bot.model.rights import Right
from bot.model.subjects import fold_subject
from bot.model.teams import Team
from bot.records import teams
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on


def ask_lead(request: Request, _: Nothing) -> Shown:
    """Open the window for whoever leads the team."""
    team = teams.find(request.context.db, request.actor.workspace, request.inside(setup.SAVE).channel)
    if team is None:
        raise OutdatedError
    return _ask(request, team, DELETE_SURE)


def ask_admin(request: Request, _: Nothing) -> Shown:
    """Open the window for an admin of the workspace."""
    team = teams.get(request.context.db, request.inside(admins.SAVE_TEAM).team)
    return _ask(request, team, ADMIN_DELETE_SURE)


def delete(request: Request, chosen: DeleteTeam) -> Shown:
    """Delete the team whose name was typed. UserError at the field for another one."""
    actor, context = request.actor, request.context
    team = teams.find(context.db, actor.workspace, chosen.channel)
    if team and team.id == chosen.team and fold_subject(request.fields.text("name")) != fold_subject(team.name):
        raise UserError(f"This is not its name. Type {team.name}, or keep it.", "name")
    actions.delete_team(context, actor.workspace, chosen.channel, chosen.team, actor.user)
    # Beneath as well: what is sent in from there would make a team anew.
    return Replace(messages.deleted_window(), beneath=messages.deleted_window())


def _ask(request: Request, team: Team, act: Act[DeleteTeam]) -> Shown:
    return Open(messages.delete_window(team, teams.count_contents(request.context.db, team.id), act))


STORY = Story(
    presses=(
        on(DELETE, ask_lead, Right.LEAD, setup.SAVE),
        on(ADMIN_DELETE, ask_admin, Right.ADMIN, admins.SAVE_TEAM),
    ),
    submissions=(
        on(DELETE_SURE, delete, Right.LEAD),
        on(ADMIN_DELETE_SURE, delete, Right.ADMIN),
    ),
)
