"""The consequences of a message that cannot be delivered, and sending one once more."""

from collections.abc import Mapping
from datetime import datetime

from bot.actions import canvases
from bot.actions.context import Context
from bot.errors import UserError
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.model.reminders import Reason
from bot.model.teams import PauseReason
from bot.records import outbox, reminders, team_schedule, teams, versions
from bot.records.database import Database
from bot.records.posts import CHANGING

# Slack's codes after which nothing can be said in a channel until somebody mends it.
PAUSE_REASONS: Mapping[str, PauseReason] = {
    "is_archived": PauseReason.ARCHIVED,
    "channel_not_found": PauseReason.BOT_REMOVED,
    "not_in_channel": PauseReason.BOT_REMOVED,
}


def give_up(db: Database, row: OutboxRow, code: str, now: datetime) -> None:
    """Record what Slack's error `code` means for what the row was about: it will not be delivered.

    A team whose channel cannot be reached is paused; a message to one person says nothing about the channel.
    """
    # By the channel, not by the row's team: a row to one person may stand for a team as well.
    team = teams.find(db, row.workspace, row.channel)
    if team and code in PAUSE_REASONS:
        team_schedule.pause(db, team.id, PAUSE_REASONS[code], now)
    if row.kind is Kind.REMINDER:
        reminders.drop(db, row.ref, Reason.UNREACHABLE)
    if row.op is Operation.PIN:
        versions.unpin(db, row.ref)
    if row.op is Operation.CANVAS:
        canvases.give_up(db, row, code, now)
    if row.op is Operation.DELETE:
        # Where Slack deletes nothing, the message says at least that it does not count any more.
        outbox.say(db, row.kind, row.ref, row.address, now, op=Operation.UPDATE)


def arrive(context: Context, row_id: str, workspace: str, channel: str, ts: str) -> None:
    """Record where a post stands, because somebody has it before them; if that was in doubt, draw what may be stale."""
    with context.db.atomic():
        row = outbox.arrive(context.db, row_id, workspace, context.now, channel, ts)
        if row is None:
            return
        if row.kind in CHANGING:
            # What was to be deleted while nobody knew where it stands can be now.
            gone = outbox.is_deleted(context.db, row)
            context.say(row.kind, row.ref, row.address, op=Operation.DELETE if gone else Operation.UPDATE)
        # Whoever was told that it may not have arrived need not look any more.
        if row.notify_on_failure and outbox.is_posted(context.db, Kind.UNDELIVERED, row.id):
            person = Address(row.workspace, row.notify_on_failure, row.team_id)
            context.say(Kind.UNDELIVERED, row.id, person, op=Operation.UPDATE)


def send_again(context: Context, row_id: str) -> None:
    """Send what failed, or perhaps did, once more: whoever asks says that its channel can be reached again.

    UserError when it is neither; if the channel cannot be reached after all, the team is paused once more.
    """
    row = outbox.get(context.db, row_id)
    with context.db.atomic():
        if not outbox.send_again(context.db, row.id, context.now):
            raise UserError("It is posted, or on its way. Have a look in the channel.")
        team_schedule.resume_channel(context.db, row.workspace, row.channel)
        # Nothing new was said, but delivery has to be woken all the same.
        context.spoken = True
