"""`align simulate` and `align demo`: quarters that nobody has had to wait for."""

import gc
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import click

from bot.environment import read_environment
from bot.settings import Settings

SECRET = "nothing in a simulation is secret"
SHOWN = 3  # workspaces of a demo that are named


@click.command()
@click.option("--weeks", type=click.IntRange(1, 52), default=13, show_default=True)
@click.option("--teams", type=click.IntRange(1, 20), default=2, show_default=True)
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), default="2027-02-01", show_default=True)
@click.option("--seed", default=1, show_default=True, help="The same number gives the same quarter.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with the look of Slack."
)
def simulate(weeks: int, teams: int, first: datetime, seed: int, page: Path | None) -> None:
    """Live a quarter in a minute and print what a channel would show: the bot is real, Slack and people are played."""
    from bot.simulation import page as pages
    from bot.simulation.stage import live
    from bot.simulation.transcript import write_transcript

    gc.freeze()  # what is imported stays
    with TemporaryDirectory() as folder:
        lived = live(f"sqlite:///{folder}/quarter.db", SECRET, teams, weeks, _read_day(first), seed)
    if page is None:
        click.echo(write_transcript(lived), nl=False)
    else:
        page.write_text(pages.write_page(lived, "A quarter at Northwind Outdoor"), encoding="utf-8")
        click.echo(f"{page}: {weeks} weeks of {teams} {'team' if teams == 1 else 'teams'}.")
    for fault in lived.faults:
        click.echo(f"Not played: {fault}", err=True)


@click.command()
@click.option("--teams", type=click.IntRange(1, 20000), default=20, show_default=True)
@click.option("--weeks", type=click.IntRange(1, 1040), default=13, show_default=True, help="Whole quarters after 13.")
@click.option("--workspaces", type=click.IntRange(1), help="One person leads all teams of one.  [default: one for 10]")
@click.option("--due", type=click.Choice(["now"]), help="The check-ins of all teams are due at once.")
@click.option("--until", type=click.DateTime(), metavar="MOMENT", help="UTC, like 2027-05-01T12:00:00.  [default: now]")
@click.option("--seed", default=1, show_default=True, help="The same number and moment give the same rows.")
@click.option("--anew", is_flag=True, help="Delete the demo that is in the database already.")
def demo(
    teams: int, weeks: int, workspaces: int | None, due: str | None, until: datetime | None, seed: int, anew: bool
) -> None:
    """Fill the database of DATABASE_URL with teams that have weeks behind them: to look at, to measure, to load.

    Everybody in it is made up, and Slack hears nothing of them: `align run` on it plans, and keeps what it would say.
    A database with real teams is refused.
    """
    from bot.coaching.library.loader import load_installed
    from bot.records.database import connect, migrate
    from bot.simulation.demo import Demo, fill, live_patterns, refuse_taken

    began, settings = monotonic(), Settings.read(read_environment())
    moment = until.replace(tzinfo=UTC) if until else datetime.now(UTC)
    wanted = Demo(teams, weeks, min(workspaces or -(-teams // 10), teams), moment, seed, due == "now")
    with closing(connect(settings.database_url)) as db:
        migrate(db)
        refuse_taken(db, anew=anew)  # before a minute has gone by
        patterns = live_patterns(load_installed(settings.playbooks), wanted)
        filled = fill(db, wanted, patterns, anew=anew)
    for fault in patterns.faults:
        click.echo(f"Not played: {fault}", err=True)
    size = f"{_count(teams, 'team')}, {_count(wanted.weeks_there, 'week')}"
    click.echo(f"{size}: {filled.rows:,} rows in {monotonic() - began:.0f} s.")
    for workspace, lead in [*filled.leads.items()][:SHOWN]:
        click.echo(f"In {workspace} {lead} leads all teams: align mcp --user {lead}")
    if (more := len(filled.leads) - SHOWN) > 0:
        click.echo(f"So it is in {more} more workspaces.")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _read_day(given: datetime) -> date:
    return given.date()
