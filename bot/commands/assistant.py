"""`align mcp`: somebody's assistant asks how their teams are doing."""

import logging
from importlib.util import find_spec

import click

from bot.commands.installed import read_settings
from bot.errors import UserError

MISSING = "`align mcp` needs the extra mcp: pip install 'align-coach[mcp]'."


@click.command()
@click.option("--user", required=True, metavar="U…", help="Whose rights the assistant has, by Slack's member ID.")
@click.option("--workspace", metavar="T…", help="Slack's id of the workspace; the newest one, if not said.")
def mcp(user: str, workspace: str | None) -> None:
    """Answer one person's assistant over standard input and output (docs/assistant.md); it can only read."""
    if find_spec("mcp") is None:
        raise UserError(MISSING)
    settings = read_settings()
    # It logs what a tool refuses, with the names of teams.
    logging.getLogger("mcp").setLevel(logging.WARNING)
    from bot.app import utc_now
    from bot.assistant.answers import Asker
    from bot.assistant.server import build_server
    from bot.coaching.library import loader
    from bot.records import installations
    from bot.records.database import connect
    from bot.records.health import refuse_outdated

    db = connect(settings.database_url)
    refuse_outdated(db)
    latest = installations.find_latest(db)
    where = workspace or (latest.workspace if latest else "")
    library = loader.load_installed(settings.playbooks)
    build_server(Asker(db, library, settings.secret, where, user, utc_now)).run()
