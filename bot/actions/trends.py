"""The trend of a team's check-ins, sent to whoever leads it: a chart is for messages alone."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.teams import note_summaries_read
from bot.model.outbox import Address, Kind
from bot.records import outbox, teams

IMPATIENT = timedelta(seconds=10)  # pressed again within this, it is the same wish


def send_trend(context: Context, team_id: str, since: str, user: str) -> None:
    """Send the trend since a day (ISO) by private message, once however often they press; the team sees who looked."""
    with context.db.atomic():
        team = teams.lock_row(context.db, team_id)
        if not outbox.was_said(context.db, Kind.TREND, team.id, user, context.now - IMPATIENT):
            at = Address.to_person(team.workspace, user)
            context.say(Kind.TREND, team.id, at, detail={"since": since}, notify_on_failure=user)
            note_summaries_read(context, [team], user)
