"""Slack's markup as words for somebody outside Slack: names for ids, addresses beside their words."""

import re

from bot.messages.block_kit.markup import strip_dates, unescape_text
from bot.model.people import SOMEBODY_GONE, is_forgotten
from bot.records import people
from bot.records.database import Database

_PERSON = re.compile(r"<@([A-Z0-9]+)>")
_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]*)>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+>")
NAMELESS = "somebody whose name I don't know yet"


def name_person(db: Database, workspace: str, user: str) -> str:
    """Return what somebody is called, never their id; "" for nobody."""
    if is_forgotten(user):
        return SOMEBODY_GONE
    return people.get(db, workspace, user).name or NAMELESS if user else ""


def plain_words(db: Database, workspace: str, text: str) -> str:
    """Return a message's text without Slack's markup."""
    named = _PERSON.sub(lambda match: name_person(db, workspace, match[1]), strip_dates(text))
    linked = _LINK.sub(r"\2 (\1)", named)
    return unescape_text(_CHANNEL.sub("the channel", linked))
