"""The windows of a workspace's admins: who else is one, and who leads which team."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.messages.block_kit.people_fields import Roster, compose_person_field
from bot.messages.block_kit.render import Message, compose_message, format_count
from bot.messages.teams.deletion import ADMIN_DELETE
from bot.messages.teams.setup import SetUp
from bot.model.admins import Admin
from bot.model.audit import AuditEvent
from bot.model.outbox import OutboxRow
from bot.model.rights import TargetKind
from bot.model.teams import Member, Role, Team

PAGE = 10  # teams in a window
YEARS = (1, 2, 3, 5, 10)


@dataclass(frozen=True)
class ToTeams(Payload):
    """A page of the list of teams, the first is 0."""

    page: int = 0


@dataclass(frozen=True)
class ToLedTeam(Payload, target_kind=TargetKind.TEAM):
    """A team whose lead an admin looks after."""

    team: str


SAVE = Act("workspace:save", Nothing)
TEAMS = Act("workspace:teams", ToTeams)
TEAM = Act("workspace:team", ToLedTeam)
SAVE_TEAM = Act("workspace:save_team", ToLedTeam)
AUDIT = Act("workspace:audit", Nothing)
RHYTHM = Act("workspace:rhythm", Nothing)
SAVE_RHYTHM = Act("workspace:save_rhythm", SetUp)


@dataclass(frozen=True)
class LedTeam:
    """A team, and the people in it."""

    team: Team
    members: Sequence[Member]

    @property
    def leads(self) -> list[str]:
        """The people who lead it."""
        return [each.user_id for each in self.members if each.role == Role.MANAGER]


def workspace_window(named: Sequence[Admin], years: int) -> View:
    """Return the window of the workspace's settings."""
    words = compose_message("workspace", {})["blocks"]
    people = blocks.people([each.user_id for each in named])
    hint = "They work here: no guests, nobody of another company."
    fields = [blocks.field("admins", "Who else is an admin of Align?", people, hint=hint, optional=True)]
    terms = [(str(each), format_count(each, "year")) for each in sorted({*YEARS, years})]
    older = "Documents in force and open promises stay. What is older goes within a day, for good."
    fields.append(blocks.field("years", "How long do I keep things?", blocks.menu(terms, str(years)), hint=older))
    buttons = blocks.actions(
        controls.button("All teams", TEAMS, ToTeams()), controls.button("Send me the audit log", AUDIT, Nothing())
    )
    return controls.modal("This workspace", [*words, *fields, buttons], SAVE, Nothing(), submit="Save")


def teams_window(listed: Sequence[LedTeam], page: int, count: int) -> View:
    """Return a page of the workspace's teams, `count` in all, each with a button that opens it."""
    pages = -(-count // PAGE)
    turns = [(-1, "Earlier teams", page > 0), (1, "More teams", page + 1 < pages)]
    buttons = [controls.button(text, TEAMS, ToTeams(page + step), place=step) for step, text, there in turns if there]
    parts = {
        "teams": [block for each in listed for block in _team_row(each)],
        "paging": [blocks.actions(*buttons)] if buttons else [],
    }
    words = compose_message("workspace_teams", {"count": count, "page": page + 1, "pages": pages}, parts)
    return blocks.modal("All teams", words["blocks"], callback="workspace:listed", metadata="")


def team_window(led: LedTeam, roster: Roster) -> View:
    """Return the window in which an admin settles a team's name and who leads it."""
    team, leads = led.team, led.leads
    fields = [
        blocks.field("name", "Team name", blocks.text_input(team.name, limit=80)),
        compose_person_field(
            "manager",
            "Who leads the team?",
            roster,
            None,
            leads[0] if leads else None,
            hint="A member leads at once; anybody else is asked first.",
            optional=True,
        ),
    ]
    buttons = blocks.actions(
        controls.button("When I ask", RHYTHM, Nothing()),
        controls.button("Delete this team …", ADMIN_DELETE, Nothing(), "danger"),
    )
    return controls.modal("A team", [*_describe(led), *fields, buttons], SAVE_TEAM, ToLedTeam(team.id), submit="Save")


def compose_admin(row: OutboxRow) -> Message:
    """Tell somebody that they are an admin now, or none any more."""
    named = row.detail["event"] == AuditEvent.ADMIN_NAMED
    return compose_message("admin", {"named": named, "user": row.detail["user"]})


def _team_row(led: LedTeam) -> list[Block]:
    button = controls.button("Open", TEAM, ToLedTeam(led.team.id), of=led.team.name)
    return blocks.attach_beside(_describe(led), button)


def _describe(led: LedTeam) -> list[Block]:
    values = {"name": led.team.name, "channel": led.team.channel, "leads": led.leads}
    return compose_message("workspace_team", values)["blocks"]
