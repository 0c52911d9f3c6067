"""`align forget`: everything of a workspace, for whoever runs the bot."""

import click

from bot.environment import read_environment
from bot.errors import UserError
from bot.settings import Settings


@click.command()
@click.argument("workspace")
@click.option("--yes", is_flag=True, help="Delete it. Without this, only say what there is.")
def forget(workspace: str, yes: bool) -> None:
    """Delete everything that is kept of WORKSPACE, by Slack's id (T…), at once and for good."""
    settings = Settings.read(read_environment())
    from bot.records import database, erasure
    from bot.records.cleanup import delete_workspace, fold_log
    from bot.records.health import refuse_outdated

    db = database.connect(settings.database_url)
    refuse_outdated(db)
    kept = erasure.count_workspace(db, workspace)
    if not any(kept.values()):
        raise UserError(f"Nothing is kept of {workspace}. The id of a workspace begins with T; `align check` names it.")
    said = ", ".join(f"{number} {what}" for what, number in kept.items() if number)
    if not yes:
        raise UserError(f"{workspace}: {said}. Nothing is deleted yet. `align forget {workspace} --yes` does it.")
    delete_workspace(db, workspace)
    fold_log(db)
    db.close()
    click.echo(f"{workspace}: {said}. All of it is deleted. Backups that you have made are yours to delete.")
