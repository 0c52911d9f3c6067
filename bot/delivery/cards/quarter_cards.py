"""The outbox row of a quarterly page: it is made when it is sent, so that nobody waits for it."""

from collections.abc import Mapping

from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.quarter import Quarter
from bot.messages.block_kit.render import Message
from bot.messages.pages import report_files
from bot.model.outbox import OutboxRow
from bot.model.teams import Role
from bot.records import teams
from bot.records.database import Database
from bot.reports.quarter import report_quarter


def compose_report(db: Database, library: Mapping[str, Playbook], row: OutboxRow) -> Message | None:
    """Return the page of team and quarter `row.ref` as a file; None for who does not lead the team any more."""
    team_id, _, key = row.ref.partition("/")
    team = teams.get(db, team_id)
    if teams.get_role(db, team_id, row.detail["user"]) is not Role.MANAGER:
        return None
    report = report_quarter(db, library, [team], Quarter.from_key(key), row.due_at)
    return report_files.compose_report(report, team)
