"""Words that somebody types, as Slack passes them on: escaped, and people, channels and links marked up."""

import re
from collections.abc import Callable

from tests.standin.workspace import BOT_USER, Workspace

_SPOKEN = re.compile(
    r"\[(?P<label>[^\]\n]+)\]\((?P<linked>https?://[^\s()]+)\)|(?P<url>https?://[^\s<>|]+)"
    r"|(?P<mail>\w[\w.+-]*@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/])@(?P<person>\w(?:[\w.-]*\w)?)|(?<![\w/])#(?P<channel>\w[\w-]*)"
)
EVERYBODY = ("here", "channel", "everyone")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_command(text: str, workspace: Workspace) -> str:
    """The text behind a slash command: with `should_escape` in the manifest people come with their names."""
    if not workspace.should_escape:
        return text
    return _marked_up(text, workspace, lambda user: f"<@{user}|{workspace.users[user].name}>")


def in_message(text: str, workspace: Workspace) -> str:
    """The text of a message, people by id alone. `[label](https://…)` is a link that somebody has put on words."""
    return _marked_up(text, workspace, lambda user: f"<@{user}>")


def _marked_up(text: str, workspace: Workspace, mention: Callable[[str], str]) -> str:
    people = {each.name.lower(): each.id for each in workspace.users.values()}
    rooms = {each.name: each for each in workspace.rooms.values() if not each.person}

    def marked(found: re.Match[str]) -> str:
        person, channel = (found["person"] or "").lower(), found["channel"]
        if person in people:
            return mention(people[person])
        if person in EVERYBODY:
            return f"<!{person}>"
        if person in workspace.groups:
            return f"<!subteam^{workspace.groups[person]}|@{person}>"
        if channel in rooms:
            # Of a private channel that the bot is not in Slack tells no name.
            hidden = rooms[channel].is_private and BOT_USER not in rooms[channel].members
            return f"<#{rooms[channel].id}|{'' if hidden else channel}>"
        if found["mail"]:
            return f"<mailto:{found['mail']}|{found['mail']}>"
        if found["label"]:
            return f"<{escaped(found['linked'])}|{escaped(found['label'])}>"
        return f"<{escaped(found['url'])}>" if found["url"] else escaped(found[0])

    parts, end = [], 0
    for found in _SPOKEN.finditer(text):
        parts += [escaped(text[end : found.start()]), marked(found)]
        end = found.end()
    return "".join([*parts, escaped(text[end:])])
