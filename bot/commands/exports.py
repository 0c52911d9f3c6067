"""`align export`: what there is of teams, as a file; and averages without names, for other organisations."""

from collections.abc import Iterable
from datetime import UTC, datetime

import click

from bot.commands.installed import open_records


@click.command()
@click.argument("names", nargs=-1, metavar="[PLAYBOOK --as NAME] [FILE]")
@click.option("--format", "form", type=click.Choice(["json", "csv", "md"]), default="json", show_default=True)
@click.option("--team", "teams", multiple=True, metavar="NAME|ID", help="Only this team; several times for several.")
@click.option("--all", "every", is_flag=True, help="All teams, which it is without --team, too.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From this day on, like 2027-01-01.")
@click.option("--as", "organisation", metavar="NAME", help="The name under which other organisations know yours.")
def export(
    names: tuple[str, ...],
    form: str,
    teams: tuple[str, ...],
    every: bool,
    since: datetime | None,
    organisation: str | None,
) -> None:
    """Write what there is of teams to FILE, or print it: promises, results, figures (docs/export.md).

    With --as NAME: what your teams came to in PLAYBOOK, as averages without names or texts, to hand to others
    (docs/peers.md).
    """
    if every and teams:
        raise click.UsageError("--all and --team do not go together.")
    if organisation is None:
        file = _take_names(names, 1, "FILE")
        _write(_make_export(form, teams, since, *file), *file)
        return
    playbook, *file = _take_names(names, 2, "PLAYBOOK and FILE") or [""]
    if not playbook:
        raise click.UsageError("Missing argument 'PLAYBOOK': --as NAME is for one, like benchmark.")
    _write([_make_peers(playbook, organisation, teams)], *file)


def _take_names(names: tuple[str, ...], most: int, what: str) -> list[str]:
    if len(names) > most:
        raise click.UsageError(f"Only {what} may stand there, not {' '.join(names)}. A playbook needs --as NAME.")
    return [*names]


def _write(pieces: Iterable[str], file: str = "-") -> None:
    with click.open_file(file, "w", encoding="utf-8", atomic=file != "-") as opened:
        for piece in pieces:
            opened.write(piece)


def _make_peers(playbook: str, organisation: str, teams: tuple[str, ...]) -> str:
    from bot import peers

    return peers.export_waves(*open_records(), playbook, organisation, teams, datetime.now(UTC))


def _make_export(form: str, teams: tuple[str, ...], since: datetime | None, file: str = "") -> Iterable[str]:
    from bot import export_teams

    db, library = open_records()
    if file in library:
        raise click.UsageError(f"Missing option '--as': {file} is a playbook, and no name for a file.")
    return export_teams.export_teams(db, library, form, teams, since.date() if since else None, datetime.now(UTC))
