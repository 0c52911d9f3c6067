"""The words that people wrote, out of what Slack sends: its escaping is undone here, once, and nowhere else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

_MARKUP = re.compile(r"<([^<>\s][^<>]*)>")
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>")
# Commands name the people they mention; messages carry ids only, so that names have to be looked up.
_NAMELESS = re.compile(r"<@([UW][A-Z0-9]+)\|?>")


def unescape_text(text: str, name_of: Callable[[str], str] = lambda user: "") -> str:
    """Return the plain words of a text that Slack escaped: `<url|label>` as its label, `<#C1|name>` as `#name`.

    A person is `@name`: by the label, else by `name_of(user id)`; nothing where neither has a name.
    """

    def name_target(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target[0] in "@#":
            name = label or (name_of(target[1:]) if target[0] == "@" else "")
            return f"{target[0]}{name}" if name else ""
        return label or target.lstrip("!").removeprefix("mailto:")

    # Entities last: a `&lt;@U1&gt;` that somebody typed is no mention. Of those &amp; last: `&amp;lt;` was `&lt;`.
    plain = _MARKUP.sub(name_target, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def command_text(command: Mapping[str, str]) -> str:
    """Return what stands behind the slash command."""
    return unescape_text(command.get("text") or "")


def event_text(event: Mapping[str, Any]) -> str:
    """Return what was said to the bot, without anybody's mention: the first of them is the bot's own."""
    return unescape_text(_MENTION.sub(" ", event.get("text") or ""))


def message_text(message: Mapping[str, Any], name_of: Callable[[str], str] = lambda user: "") -> str:
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
