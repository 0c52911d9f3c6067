"""Who leads a team: handed over, or taken where nobody does."""

from bot.actions import redraw
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind
from bot.records import members, teams


def hand_over(context: Context, team_id: str, user: str, by: str) -> None:
    """Have this member lead the team, and whoever led it take part; once."""
    before = teams.list_managers(context.db, team_id)
    if before != [user]:
        members.hand_over(context.db, team_id, user)
        redraw.homes(context, teams.get(context.db, team_id).workspace, user, *before)
        detail = {"from": before, "to": user}
        note_act(context, AuditEvent.LEAD_CHANGED, actor=by, team_id=team_id, detail=detail)


def take_lead(context: Context, team_id: str, user: str) -> list[str]:
    """Have a member lead a team that nobody leads, and say so in its channel. Return who leads it, the first who asked.

    The guests among its members never do: whoever calls this has asked Slack.
    """
    with context.db.atomic():
        team = teams.lock_row(context.db, team_id)
        if not teams.list_managers(context.db, team_id):
            hand_over(context, team_id, user, user)
            at = Address(team.workspace, team.channel, team.id)
            context.say(Kind.CHANNEL, team.id, at, detail={"what": "led", "user": user, "channel": team.channel})
            redraw.introduction(context, team)
        return teams.list_managers(context.db, team_id)
