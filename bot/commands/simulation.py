"""`align simulate` and `align demo`: quarters that nobody has had to wait for."""

import gc
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

SECRET = "nothing in a simulation is secret"


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


def _read_day(given: datetime) -> date:
    return given.date()
