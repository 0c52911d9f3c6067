"""`align export`: what there is of teams, for whoever runs Align. Each of them can see that it was taken."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from bot.actions.audit import note_looked
from bot.actions.context import Context
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import Period
from bot.delivery.cards.export_cards import write_portions
from bot.errors import UserError
from bot.model.audit import OPERATOR, AuditEvent
from bot.model.exports import ExportForm
from bot.records import teams
from bot.records.database import Database
from bot.reports.team_choice import choose_teams
from bot.slack.teams.exports import LONGEST

Library = Mapping[str, Playbook]


def export_teams(
    db: Database, library: Library, form: str, chosen: Collection[str], since: date | None, now: datetime
) -> Iterator[str]:
    """Return the file in pieces: of all teams, or of those `chosen` by name or id. UserError where there is none."""
    ids = choose_teams(db, chosen)
    listed = [team for team in teams.list_all(db) if not chosen or team.id in ids]
    if not listed:
        raise UserError("There is no team yet, so there is nothing to export.")
    period = Period(since or now.date() - LONGEST, now.date())
    if period.start > period.end:
        raise UserError(f"{period.start.isoformat()} is still to come. Write a day that is over.")
    note_looked(
        Context(db, library, b"", now),
        listed,
        OPERATOR,
        AuditEvent.EXPORTED,
        f"{form} since {period.start.isoformat()}",
    )
    reader = Reader(OPERATOR, frozenset(team.id for team in listed))
    return write_portions(db, library, ExportForm(form), listed, period, now, reader)
