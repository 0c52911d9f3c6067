"""`align peers`: files that organisations hand each other."""

from datetime import UTC, datetime
from typing import BinaryIO

import click

from bot.commands.group import Commands
from bot.commands.installed import open_records


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
