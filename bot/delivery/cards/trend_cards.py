"""The trend of a team's check-ins, as it is when it is sent."""

from datetime import date

from bot.coaching.schedule.dates import today_in
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import Period
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.front.trends import compose_trend
from bot.model.outbox import OutboxRow
from bot.model.teams import Role
from bot.records import teams
from bot.records.database import Database
from bot.reports.team_figures import summarize_teams


def compose_card(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return it; None for who leads the team no more."""
    team, user = teams.get(db, row.ref), row.channel
    if teams.get_role(db, team.id, user) is not Role.MANAGER:
        return None
    period = Period(date.fromisoformat(row.detail["since"]), today_in(team.zone, row.due_at))
    (figures,) = summarize_teams(db, library, [team], period, row.due_at, Reader(user, frozenset([team.id])))
    return compose_trend(figures)
