"""`align audit`: who did what, for whoever runs Align."""

from datetime import UTC, datetime

import click

from bot.environment import read_environment
from bot.settings import Settings


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From this day on, like 2027-01-01.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def audit(since: datetime | None, as_json: bool) -> None:
    """Print the audit log as CSV: settings, roles, exports, deletions, and who looked at what."""
    settings = Settings.read(read_environment())
    from bot.records import audit as records
    from bot.records.database import connect
    from bot.records.health import refuse_outdated
    from bot.reports import audit_log

    db = connect(settings.database_url)
    refuse_outdated(db)
    entries = records.list_since(db, since.replace(tzinfo=UTC) if since else None)
    click.echo(audit_log.write_json(entries) if as_json else audit_log.write_sheet(entries), nl=as_json)
