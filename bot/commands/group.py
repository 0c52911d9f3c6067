"""A group of commands that tells people what is wrong."""

import sys
from typing import Any

import click

from bot.errors import UserError


class Commands(click.Group):
    """The commands; a UserError ends one with its words on stderr, no traceback, and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(error.text, err=True)
            sys.exit(2)
