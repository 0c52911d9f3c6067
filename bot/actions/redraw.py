"""What is drawn anew when something changes: decided here, never remembered by whoever changes it."""

from bot.actions.context import Context
from bot.model.checkins import Checkin
from bot.model.outbox import Address, Kind, Operation
from bot.records import checkins


def changed_checkin(context: Context, checkin: Checkin) -> None:
    """Draw its card and its result card anew, from what is recorded when they are sent."""
    at = Address(checkin.workspace, checkin.channel, checkin.team_id)
    context.say(Kind.CHECKIN, checkin.id, at, op=Operation.UPDATE)
    if checkin.closed_at or checkins.has_result_card(context.db, checkin.id):
        context.say(Kind.CLOSING, checkin.id, at, op=Operation.UPDATE)


def changed_commitments_of(context: Context, team_id: str) -> None:
    """Draw the team's newest check-in anew, because a commitment on it has changed."""
    latest = checkins.find_latest(context.db, team_id)
    if latest:
        changed_checkin(context, latest)


def changed_home(context: Context, workspace: str, *users: str | None) -> None:
    """Draw the Home tab of these people anew."""
    for user in dict.fromkeys(filter(None, users)):
        context.say(Kind.HOME, user, Address.to_person(workspace, user), op=Operation.HOME)
