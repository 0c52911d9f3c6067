"""`align export` and `align peers`: files that organisations hand each other."""

from datetime import UTC, datetime
from typing import IO, BinaryIO

import click

from bot.commands.group import Commands
from bot.commands.installed import open_records


@click.command()
@click.argument("playbook")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True, atomic=True), default="-")
@click.option("--as", "organisation", required=True, help="The name under which others know your organisation.")
@click.option("--team", "teams", multiple=True, metavar="NAME|ID", help="Only this team; several times for several.")
def export(playbook: str, file: IO[str], organisation: str, teams: tuple[str, ...]) -> None:
    """Write what your teams came to, as averages without names or texts, to hand to others (docs/peers.md)."""
    from bot import peers

    db, library = open_records()
    text = peers.export_waves(db, library, playbook, organisation, teams, datetime.now(UTC))
    file.write(text)


@click.group(name="peers", cls=Commands)
def peers_() -> None:
    """What teams of other organisations came to, from the files that they hand you (docs/peers.md)."""


@peers_.command()
@click.argument("file", type=click.File("rb"))
def add(file: BinaryIO) -> None:
    """Read a file that somebody has made with `align export`."""
    from bot import peers

    db, library = open_records()
    click.echo(peers.add_file(db, library, file.read(peers.LARGEST + 1), datetime.now(UTC).date()))


@peers_.command(name="list")
def list_() -> None:
    """Say whose files there are, and whether teams see them."""
    from bot import peers

    click.echo(peers.list_files(open_records()[0]))


@peers_.command()
@click.argument("organisation", metavar="NAME")
def remove(organisation: str) -> None:
    """Forget the files of an organisation."""
    from bot import peers

    click.echo(peers.remove_organisation(open_records()[0], organisation))
