"""The words that people wrote, out of what Slack sends: its escaping is undone here, once, and nowhere else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

# Only what Slack itself writes so: a bare < or > is somebody's own where a workspace's manifest does not escape.
_MARKUP = re.compile(r"<([@#!]|[a-zA-Z][a-zA-Z0-9+.-]*:)([^<>]*)>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
# Commands name the people they mention; messages carry ids only, so that names have to be looked up.
_NAMELESS = re.compile(r"<@([UW][A-Z0-9]+)\|?>")
_BARE = ("mailto:", "tel:")  # schemes that nobody typed
_NAMELESS_THINGS = {"subteam": "a group", "date": "a date"}

NameOf = Callable[[str], str]  # the id of a person or a channel → the name, "" where nobody knows it


def unescape_text(text: str, name_of: NameOf = lambda key: "") -> str:
    """Return the plain words of a text that Slack escaped: `<url|label>` as its label, `<#C1|name>` as `#name`.

    A person is `@name`, a channel `#name`: by the label, else by `name_of`; "somebody" and "a channel" where neither
    has one. What calls many people (`<!here>`) becomes words as well, which call nobody.
    """
    # Entities last: a `&lt;@U1&gt;` that somebody typed is no mention. Of those &amp; last: `&amp;lt;` was `&lt;`.
    plain = _MARKUP.sub(lambda match: _name_target(match[1], match[2], name_of), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _name_target(sign: str, rest: str, name_of: NameOf) -> str:
    """Return what a person reads for `<sign rest>`, where `rest` may end with `|label`."""
    target, _, label = (part.strip() for part in rest.partition("|"))
    if sign in ("@", "#"):
        name = (label or name_of(target)).removeprefix(sign)
        return f"{sign}{name}" if name else "somebody" if sign == "@" else "a channel"
    if sign == "!":
        call = target.partition("^")[0]
        # Labelled @here or here: with the @ it is what was typed.
        return label if label and label != call else _NAMELESS_THINGS.get(call, f"@{call}")
    return label or f"{'' if sign.lower() in _BARE else sign}{target}"


def command_text(command: Mapping[str, str]) -> str:
    """Return what stands behind the slash command."""
    return unescape_text(command.get("text") or "")


def event_text(event: Mapping[str, Any], bot: str | None = None) -> str:
    """Return what was said to the bot (its user id): without its own name, wherever that stands."""
    return unescape_text(_MENTION.sub(lambda match: "" if match[1] == bot else match[0], event.get("text") or ""))


def message_text(message: Mapping[str, Any], name_of: NameOf = lambda key: "") -> str:
    """Return the text of a message that somebody pointed at."""
    return unescape_text(message.get("text") or "", name_of).strip()


def posted_text(message: Mapping[str, Any]) -> str:
    """Return all that is to be read in a message: its text and its attachments', each once, a line each."""
    attached = [each.get(key) for each in message.get("attachments") or [] for key in ("pretext", "title", "text")]
    texts = dict.fromkeys(text for text in (message.get("text"), *attached) if text)
    return unescape_text("\n".join(texts)).strip()


def mentioned_people(message: Mapping[str, Any]) -> list[str]:
    """Return the ids of the people whom the message mentions without their names, in order, each once."""
    return list(dict.fromkeys(_NAMELESS.findall(message.get("text") or "")))
