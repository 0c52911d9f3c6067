"""Fields about a commitment, read once for all windows. UserError at the field to mend."""

from datetime import date

from bot.errors import UserError
from bot.slack.fields import Fields
from bot.slack.people.owners import explain_owners
from bot.slack.request import Request


def read_words(fields: Fields, name: str) -> str:
    """Return what was typed, without the full stop behind it: messages put it into a sentence of theirs."""
    return fields.text(name).rstrip(".")


def read_day(fields: Fields, name: str) -> date:
    """Return the date that was chosen. UserError for none."""
    day = fields.day(name)
    if day is None:
        raise UserError("Please choose a date.", name)
    return day


def read_person(fields: Fields, name: str) -> str:
    """Return the person who was chosen. UserError for none."""
    user = fields.person(name)
    if user is None:
        raise UserError("Please choose a person.", name)
    return user


def check_can_own(request: Request, workspace: str, **people: str | None) -> None:
    """Raise UserError at the field of a bot, of somebody who is gone or of another company; `people` are user ids by
    field.
    """
    for field, user in people.items():
        if user and (fault := explain_owners(request, workspace, [user])):
            raise UserError(fault, field)
