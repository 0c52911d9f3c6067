"""`align try`, `run`, `web` and `clock`: what stays until it is stopped. `align check`: whether that will work."""

import gc
import logging
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.installed import read_settings
from bot.environment import read_environment
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Align


@click.command(name="try")
@click.option("--port", default=8100, show_default=True, help="Where the local Slack's page opens.")
@click.option("--empty", is_flag=True, help="Begin with nothing, instead of a team's last thirteen weeks.")
def try_(port: int, empty: bool) -> None:
    """Play with the bot in a Slack of its own, on this machine."""
    from bot.app import build_align, utc_now
    from bot.coaching.library.loader import load_installed
    from bot.records.database import migrate
    from bot.simulation.recent import live_until
    from bot.trial import session

    playbooks = cache(load_installed)

    def live(environ: Mapping[str, str]) -> None:
        live_until(environ, utc_now(), playbooks(Settings.read(environ).playbooks))

    def bot(environ: Mapping[str, str]) -> "Align":
        settings = Settings.read(environ)
        align = build_align(settings, playbooks(settings.playbooks))
        gc.freeze()  # it stays until the end, which would take seconds if all of it was looked through for garbage
        migrate(align.db)
        return align

    session.run_trial(port, Path(".try"), bot, None if empty else live)


@click.command()
def run() -> None:
    """Run everything in one process, connected to Slack by Socket Mode."""
    settings = read_settings("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
    from bot import processes

    processes.run_all(settings)


@click.command()
def web() -> None:
    """Answer Slack over HTTP at /slack/events, on PORT."""
    settings = read_settings("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
    from bot import processes

    processes.run_web(settings)


@click.command()
def clock() -> None:
    """Plan and deliver what is due, beside `align web`."""
    settings = read_settings("SLACK_BOT_TOKEN")
    from bot import processes

    processes.run_clock(settings)


@click.command()
def check() -> None:
    """Look at settings, tokens, scopes, database, playbooks, templates, charts; exit 1 when something is wrong."""
    from bot.installation_check import check_installation

    # The SDK logs what Slack refuses by itself, which would stand between the lines of the report.
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    wrong = 0
    for name, faults in check_installation(read_environment()):
        click.echo(f"{'✗' if faults else '✓'} {name}")
        for fault in faults:
            click.echo(f"    {fault}")
        wrong += len(faults)
    sys.exit(1 if wrong else 0)
