"""A group of commands that tells people what is wrong."""

import sys
from typing import Any

import click

from bot.errors import UnavailableError, UserError


class Commands(click.Group):
    """The commands; a UserError ends one with its words on stderr, no traceback, and exit status 2; a database that
    does not answer with 1, after which whoever looks after processes starts it again.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(error.text, err=True)
            sys.exit(2)
        except UnavailableError as error:
            mend = "Nothing was done. Look at DATABASE_URL and at who else uses the database, then start again."
            click.echo(f"The database does not answer: {error}. {mend}", err=True)
            sys.exit(1)
