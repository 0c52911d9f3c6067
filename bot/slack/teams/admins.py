"""`/align workspace`: its admins name each other, and settle who leads a team, its name, and when it is asked."""

from collections.abc import Collection

from bot import deadline
from bot.actions import admins as actions
from bot.actions.retention import keep_years
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Nothing
from bot.messages.front.front import TEAM
from bot.messages.teams import admins as messages
from bot.messages.teams import setup
from bot.messages.teams.admins import LedTeam, ToLedTeam, ToTeams
from bot.messages.teams.setup import SetUp
from bot.model.rights import Right
from bot.model.teams import Team
from bot.records import admins, installations, teams
from bot.records.installations import KEPT_YEARS
from bot.slack.people.colleagues import make_roster
from bot.slack.request import Close, Notice, Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.rights import check_can_lead, check_can_look_after
from bot.slack.teams.setup_form import list_shown, read_name, read_rule
from bot.slack.words import Word

PATIENCE = 0.8  # seconds for what Slack says of those who are named


def open_word(request: Request, _rest: str) -> Shown:
    """Open the settings of the workspace."""
    db, workspace = request.context.db, request.actor.workspace
    years = installations.get_kept_years(db, workspace)
    return Replace(messages.workspace_window(admins.list_named(db, workspace), years))


def save(request: Request, _: Nothing) -> Shown:
    """Name and remove admins, as far as the window that was sent in says something else than it showed."""
    chosen, shown = frozenset(request.fields.users("admins")), list_shown(request.view, "admins")
    _check_named(request, chosen - shown)
    actor = request.actor
    keep_years(request.context, actor.workspace, int(request.fields.option("years") or KEPT_YEARS), actor.user)
    actions.change_admins(request.context, actor.workspace, chosen - shown, shown - chosen, actor.user)
    return Close()


def export(request: Request, _: Nothing) -> Shown:
    """Send the audit log to whoever asks."""
    actions.export_audit(request.context, request.actor.workspace, request.actor.user)
    return Notice("It is on its way to you, as a direct message from me.")


def show_teams(request: Request, to: ToTeams) -> Shown:
    """Show a page of the workspace's teams."""
    db, workspace = request.context.db, request.actor.workspace
    count, page = teams.count_in(db, workspace), max(to.page, 0)
    listed = teams.list_in(db, workspace, messages.PAGE, page * messages.PAGE)
    view = messages.teams_window([_read_led(request, team) for team in listed], page, count)
    return Replace(view) if request.view.get("callback_id") == "workspace:listed" else Open(view)


def open_team(request: Request, to: ToLedTeam) -> Shown:
    """Open a team in place of the list that it stands in: Slack stacks three windows at most."""
    return Replace(_show_team(request, teams.get(request.context.db, to.team)))


def save_team(request: Request, to: ToLedTeam) -> Shown:
    """Name the team, and hand its lead over."""
    name, lead = read_name(request.fields), request.fields.person("manager") or ""
    if lead:
        check_can_lead(request, lead)
    actions.change_team(request.context, teams.get(request.context.db, to.team), name, lead, request.actor.user)
    return Close()


def open_rhythm(request: Request, _: Nothing) -> Shown:
    """Open the window that says when the team is asked."""
    team = teams.get(request.context.db, request.inside(messages.SAVE_TEAM).team)
    return Open(setup.rhythm_window(SetUp(team.channel), team, request.context.now, messages.SAVE_RHYTHM))


def save_rhythm(request: Request, place: SetUp) -> Shown:
    """Change when the team is asked."""
    rule, team = read_rule(request.fields, request.context.now), _find_team(request, place)
    saved = actions.change_team_rhythm(request.context, team, rule, request.actor.user)
    return Replace(setup.saved_window(saved, request.context.now))


def _find_team(request: Request, place: SetUp) -> Team:
    team = teams.find(request.context.db, request.actor.workspace, place.channel)
    assert team is not None  # the door has looked
    return team


def _show_team(request: Request, team: Team) -> View:
    return messages.team_window(_read_led(request, team), make_roster(request, team.id))


def _read_led(request: Request, team: Team) -> LedTeam:
    return LedTeam(team, teams.list_members(request.context.db, team.id))


def _check_named(request: Request, users: Collection[str]) -> None:
    """Raise UserError at the field for who cannot be an admin, and while Slack does not tell who somebody is."""
    with deadline.within(deadline.left(PATIENCE)):
        for user in sorted(users):
            check_can_look_after(request, user, "admins")


SUMMARY = "For the admins of this workspace: who else is one, and every team’s lead."
WORDS = {"workspace": Word(SUMMARY, open_word, TEAM, Right.ADMIN, window=True, button="This workspace")}
STORY = Story(
    presses=(
        on(messages.TEAMS, show_teams, Right.ADMIN),
        on(messages.AUDIT, export, Right.ADMIN),
        on(messages.TEAM, open_team, Right.ADMIN),
        on(messages.RHYTHM, open_rhythm, Right.ADMIN, messages.SAVE_TEAM),
    ),
    submissions=(
        on(messages.SAVE, save, Right.ADMIN),
        on(messages.SAVE_TEAM, save_team, Right.ADMIN),
        on(messages.SAVE_RHYTHM, save_rhythm, Right.ADMIN),
    ),
)
