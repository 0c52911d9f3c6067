"""Words that somebody types, as Slack passes them on: escaped, and people, channels and links marked up."""

import re
from collections.abc import Callable

from tests.standin.workspace import BOT_USER, Room, Workspace

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
    calls = {name: f"<!{name}>" for name in EVERYBODY}
    calls |= {name: f"<!subteam^{key}|@{name}>" for name, key in workspace.groups.items()}
    calls |= {name: mention(key) for name, key in people.items()}
    rooms = {each.name: in_room(each) for each in workspace.rooms.values() if not each.person}

    def marked(found: re.Match[str]) -> str:
        if (found["person"] or "").lower() in calls:
            return calls[found["person"].lower()]
        if found["channel"] in rooms:
            return rooms[found["channel"]]
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


def in_room(room: Room) -> str:
    """A channel; of a private one that the bot is not in Slack tells no name."""
    return f"<#{room.id}|{'' if room.is_private and BOT_USER not in room.members else room.name}>"
