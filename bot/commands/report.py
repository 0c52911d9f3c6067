"""`align report`: the quarterly page of teams, as a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.installed import open_records
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.model.teams import Team
    from bot.records.database import Database


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--quarter", default="", help="Like 2026-Q4, Q3 or last; the one that runs, if not said.")
@click.option("--team", "wanted", metavar="NAME|ID", help="Its page. It may be left out where there is only one team.")
@click.option("--all", "every", is_flag=True, help="All teams on one page.")
@click.option("--force", is_flag=True, help="Write over FILE where it is there already.")
def report(file: Path, quarter: str, wanted: str | None, every: bool, force: bool) -> None:
    """Write a quarter as one HTML page to FILE, or to standard output for -; it prints on two sheets of A4."""
    if str(file) != "-" and file.exists() and not force:
        raise UserError(f"{file} is there already. Write another name, or --force to write over it.")
    db, library = open_records()
    from bot.coaching.summary.quarter import read_quarter
    from bot.messages.pages.pages import name_people
    from bot.messages.pages.quarter_page import compose_quarter
    from bot.records import members
    from bot.reports.quarter import report_quarter

    now, teams = datetime.now(UTC), _choose_teams(db, wanted, every=every)
    made = report_quarter(db, library, teams, read_quarter(quarter, now.date()), now)
    known = {each.user_id: each.name for team in teams for each in members.list_colleagues(db, team.id)}
    page = name_people(compose_quarter(made), known)
    if str(file) == "-":
        click.echo(page)
    else:
        file.write_text(page, encoding="utf-8")


def _choose_teams(db: "Database", wanted: str | None, *, every: bool) -> "list[Team]":
    from bot.records import peers, teams
    from bot.reports.team_choice import choose_team

    listed = peers.list_teams(db)
    if wanted and every:
        raise UserError("--team is for one team, --all for all of them: write one of the two.")
    if wanted:
        return [teams.get(db, choose_team(listed, wanted))]
    if not listed:
        raise UserError("There is no team yet, so there is nothing to report.")
    if len(listed) > 1 and not every:
        names = ", ".join(name for _, name, _ in listed[:10])
        raise UserError(f"There are {len(listed)} teams: {names}. Write --team with one of them, or --all.")
    return [teams.get(db, team) for team, _, _ in listed]
