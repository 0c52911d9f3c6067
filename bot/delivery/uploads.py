"""A file that Slack is to keep, in its three steps (docs.slack.dev, working with files): ask where to, put it there,
say whose it is.
"""

import json
from dataclasses import dataclass

from bot.delivery.answers import Accepted, Answer, NotSent, Unclear
from bot.delivery.api import SlackApi


@dataclass(frozen=True)
class Upload:
    """A file. `alt` says what a picture shows; `picture`: Slack may show it before it has looked through it."""

    name: str
    title: str
    content: bytes
    alt: str = ""
    picture: str = ""


def upload_file(api: SlackApi, token: str, file: Upload, channel: str = "") -> Answer:
    """Return Accepted with the `file_id`, any other answer as Slack gave it. Without `channel` nobody sees it yet."""
    wanted = {"filename": file.name, "length": len(file.content), **({"alt_txt": file.alt} if file.alt else {})}
    place = make_repeatable(api.read("files.getUploadURLExternal", token, wanted))
    if not isinstance(place, Accepted):
        return place
    put = make_repeatable(api.upload(place.body["upload_url"], file.content))
    if not isinstance(put, Accepted):
        return put
    shared = {"channel_id": channel} if channel else {}
    done = api.read("files.completeUploadExternal", token, {"files": _name_file(place.body["file_id"], file), **shared})
    if isinstance(done, Accepted):
        return Accepted({"file_id": place.body["file_id"]})
    return done if channel else make_repeatable(done)


def make_repeatable(answer: Answer) -> Answer:
    """Return it for a step of which nobody sees anything: what is unclear may simply be done again."""
    return NotSent(answer.why) if isinstance(answer, Unclear) else answer


def _name_file(file_id: str, file: Upload) -> str:
    kind = {"highlight_type": file.picture} if file.picture else {}
    return json.dumps([{"id": file_id, "title": file.title, **kind}])
