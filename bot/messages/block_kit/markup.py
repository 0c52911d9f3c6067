"""Slack's markup: people's words escaped, persons and channels mentioned (docs.slack.dev, formatting message text)."""

import re
from datetime import datetime

from markupsafe import Markup

from bot.model.people import SOMEBODY_GONE, is_forgotten

_DATE = re.compile(r"<!date\^[^>|]*\|([^>]*)>")
_ID = re.compile(r"^[A-Z][A-Z0-9]+$")


def escape_text(text: str) -> str:
    """Escape what Slack escapes, and nothing more."""
    # The ampersand first, or those of the other two would be escaped again.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_text(text: str) -> str:
    """Return it as plain_text objects take it."""
    # The ampersand last, or &amp;lt; would be undone twice.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link(url: str, words: str) -> Markup:
    """Return words as a link."""
    # A bar or a closing bracket would end the label.
    return Markup(f"<{escape_text(url)}|{escape_text(words.replace('|', '/'))}>")


def mention_user(user: str) -> Markup:
    """Mention a person by id; anything else is shown as the words it is, and who was forgotten by none of theirs."""
    if is_forgotten(user):
        return Markup(SOMEBODY_GONE)
    return Markup(f"<@{user}>" if _ID.match(user) else escape_text(user))


def tell_date(moment: datetime, form: str, fallback: str) -> Markup:
    """Return a moment (UTC) as Slack shows it in its reader's language and zone; `fallback` where Slack does not.

    `form` has Slack's tokens, such as `{date_short_pretty} at {time}`.
    """
    return Markup(f"<!date^{int(moment.timestamp())}^{form}|{fallback}>")


def strip_dates(text: str) -> str:
    """Return mrkdwn as plain_text objects take it: each date as its fallback."""
    return _DATE.sub(r"\1", text)


def mention_channel(channel_id: str) -> Markup:
    """Mention a channel by id; anything else is shown as the words it is."""
    return Markup(f"<#{channel_id}>" if _ID.match(channel_id) else escape_text(channel_id))
