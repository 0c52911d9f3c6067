"""A file for one person, by Slack's external upload: ask where to, put it there, say whose it is."""

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.delivery.api import Accepted, Answer, NotSent, Refused, Unclear, Wire

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)>")


def send(wire: Wire, token: str, person: str, words: Mapping[str, Any]) -> Answer:
    """The file of `words` in the person's direct messages; its text instead where Slack allows the bot no files."""
    opened = _certain(wire.tell("conversations.open", token, {"users": person}))
    if not isinstance(opened, Accepted):
        return opened
    content = _named(wire, token, words["file"]["content"]).encode()
    channel = opened.body["channel"]["id"]
    wanted = {"filename": words["file"]["name"], "length": len(content)}
    place = _certain(wire.ask("files.getUploadURLExternal", token, wanted))
    if place == Refused("missing_scope"):
        said = {name: words[name] for name in ("text", "blocks")}
        return wire.tell("chat.postMessage", token, {"channel": channel, **said})
    if not isinstance(place, Accepted):
        return place
    put = _certain(wire.upload(place.body["upload_url"], content))
    if not isinstance(put, Accepted):
        return put
    files = json.dumps([{"id": place.body["file_id"], "title": words["file"]["title"]}])
    done = wire.ask("files.completeUploadExternal", token, {"files": files, "channel_id": channel})
    return Accepted({"channel": channel}) if isinstance(done, Accepted) else done


def _certain(answer: Answer) -> Answer:
    """Before the last step nobody sees anything: what is unclear may simply be done again."""
    return NotSent(answer.why) if isinstance(answer, Unclear) else answer


def _named(wire: Wire, token: str, content: str) -> str:
    """People by name, for readers outside Slack."""
    names = {user: _name(wire, token, user) for user in set(_PERSON.findall(content))}
    return _PERSON.sub(lambda found: names[found[1]], content)


def _name(wire: Wire, token: str, user: str) -> str:
    told = wire.ask("users.info", token, {"user": user})
    profile = told.body["user"].get("profile", {}) if isinstance(told, Accepted) else {}
    return str(profile.get("real_name") or user)
