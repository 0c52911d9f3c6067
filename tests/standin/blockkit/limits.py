"""Faults of a message or view for which Slack refuses it, each with its JSON pointer.

Lengths are code points. Where sources disagree the stricter one counts: a chart has at most 6 series or segments, a
data table 100 rows and 10,000 characters.
"""

from collections.abc import Iterator
from typing import Any

from tests.standin.blockkit.blocks import block
from tests.standin.blockkit.shapes import Shape, anything, flag, listed, one_of, plain, record, string, url

Payload = dict[str, Any]
BLOCK = {surface: block(surface) for surface in ("message", "modal", "home")}
MOST = {"message": 50, "modal": 100, "home": 100}
SCALAR = (str, int, float, bool, type(None))

VIEW: Shape = {
    "type*": one_of("modal", "home"),
    "blocks*": anything,
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}
MODAL: Shape = {
    **VIEW,
    "title*": plain(24),
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}
ATTACHMENT: Shape = {
    **dict.fromkeys(["color", "fallback", "pretext", "title", "text", "footer", "author_name"], string()),
    **dict.fromkeys(["title_link", "author_link", "author_icon", "image_url", "thumb_url", "footer_icon"], url()),
    **dict.fromkeys(["fields", "mrkdwn_in", "ts", "actions", "callback_id"], anything),
    "blocks": listed(BLOCK["message"], 0, 50),
}
MESSAGE: Shape = {
    "text": anything,
    "markdown_text": string(1, 12000),
    "blocks": anything,
    "attachments": listed(record(ATTACHMENT), 0, 100),
    "metadata": anything,
    **dict.fromkeys(["channel", "ts", "thread_ts", "user", "token", "username", "icon_emoji", "icon_url"], anything),
    **dict.fromkeys(["unfurl_links", "unfurl_media", "mrkdwn", "reply_broadcast", "link_names", "parse"], anything),
    **dict.fromkeys(["replace_original", "delete_original"], flag),
    **dict.fromkeys(["team_id", "as_user", "post_at", "client_msg_id"], anything),
    "response_type": one_of("ephemeral", "in_channel"),
}


def check_message(payload: Payload) -> list[str]:
    """The faults of chat.postMessage's arguments, of an ack's body or of a post to a response_url."""
    return list(_message(payload))


def check_view(view: Payload) -> list[str]:
    """The faults of a modal or home view."""
    return list(_view(view))


def _message(payload: Payload) -> Iterator[str]:
    yield from record(MESSAGE)(payload, "")
    spoken = any(payload.get(name) for name in ("text", "blocks", "attachments", "markdown_text", "delete_original"))
    if not spoken:
        yield "/: no_text: neither text, blocks nor attachments"
    if "text" in payload:
        yield from string(0, 40000)(payload["text"], "/text")
    if "markdown_text" in payload and ("text" in payload or "blocks" in payload):
        yield "/markdown_text: cannot go with text or blocks"
    if "metadata" in payload:
        yield from check_metadata(payload["metadata"])
    yield from _blocks(payload.get("blocks", []), "message", 0)


def check_metadata(metadata: Any) -> Iterator[str]:
    """event_type and event_payload, whose values are scalars, lists of them, or one level of objects."""
    yield from record({"event_type*": string(1, 255), "event_payload*": record_of_anything})(metadata, "/metadata")
    values = metadata.get("event_payload") if isinstance(metadata, dict) else None
    for name, value in values.items() if isinstance(values, dict) else []:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        if not all(isinstance(each, SCALAR) for each in inner):
            yield f"/metadata/event_payload/{name}: nested too deep"


def record_of_anything(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at}: must be an object"


def _view(view: Payload) -> Iterator[str]:
    surface = view.get("type") if isinstance(view, dict) else None
    if surface not in ("modal", "home"):
        yield "/type: must be modal or home"
        return
    yield from record(MODAL if surface == "modal" else VIEW)(view, "")
    blocks = view.get("blocks")
    yield from _blocks(blocks, surface, 1)
    inputs = [each for each in blocks or [] if isinstance(each, dict) and each.get("type") == "input"]
    if surface == "modal" and inputs and "submit" not in view:
        yield "/submit: a modal with input blocks needs submit"


def _blocks(blocks: Any, surface: str, low: int) -> Iterator[str]:
    faults = list(listed(BLOCK[surface], low, MOST[surface])(blocks, "/blocks"))
    yield from faults or _together(blocks, surface)


def _together(blocks: list[Payload], surface: str) -> Iterator[str]:
    """Find the faults that no block has alone."""
    ids = [each["block_id"] for each in blocks if "block_id" in each]
    for twice in sorted({str(each) for each in ids if ids.count(each) > 1}):
        yield f"/blocks: block_id {twice!r} is used twice"
    parts = [part for each in blocks for part in objects_in(each)]
    if sum(part.get("focus_on_load") is True for part in parts) > 1:
        yield "/blocks: only one element may have focus_on_load"
    if surface != "modal" and any(part.get("type") == "file_input" for part in parts):
        yield f"/blocks: file_input is not allowed on a {surface}"
    if sum(len(str(each.get("text"))) for each in blocks if each.get("type") == "markdown") > 12000:
        yield "/blocks: more than 12000 characters in all markdown blocks"
    if sum(each.get("type") in ("table", "data_table") for each in blocks) > 1 and surface == "message":
        yield "/blocks: only_one_table_allowed"
    if sum(each.get("type") == "data_visualization" for each in blocks) > 2:
        yield "/blocks: more than 2 charts"
    cells = [cell for each in blocks for row in each.get("rows") or [] for cell in row]
    if sum(len(str(cell.get("text", ""))) for cell in cells) > 10000:
        yield "/blocks: more than 10000 characters in table cells"


def objects_in(value: Any) -> Iterator[Payload]:
    """Every object in a JSON value, itself included."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from objects_in(inner)
