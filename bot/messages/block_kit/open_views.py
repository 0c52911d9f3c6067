"""A window that somebody has open, with a part of it changed: what they have put into its fields stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.messages.block_kit.blocks import Block, View

# The parts of a view that Slack takes back; it sends others, such as the id, which no update may name.
_PARTS = (
    "type",
    "callback_id",
    "private_metadata",
    "title",
    "submit",
    "close",
    "notify_on_close",
    "clear_on_close",
    "external_id",
)


def redraw_view(view: View, blocks: Iterable[Block]) -> View:
    """Return the window with these blocks, each field filled in as it is now."""
    # Slack keeps what was typed where block and action stay the same; filled in, it need not be relied upon.
    values = (view.get("state") or {}).get("values") or {}
    filled = [_fill_in(block, values.get(block["block_id"], {})) for block in blocks]
    return {**{part: view[part] for part in _PARTS if view.get(part)}, "blocks": filled}


def _fill_in(block: Block, state: Mapping[str, Mapping[str, Any]]) -> Block:
    if block["type"] != "input":
        return block
    element = {key: value for key, value in block["element"].items() if not key.startswith("initial_")}
    held = state.get(element["action_id"])
    # Another kind of field by now, such as everybody in Slack in place of a menu, begins anew.
    if held is None or held["type"] != element["type"]:
        return block
    # `value` stands in `initial_value`, `selected_option` in `initial_option`, and so on.
    given = {f"initial_{name.removeprefix('selected_')}": value for name, value in held.items() if name != "type"}
    return {**block, "element": {**element, **{name: value for name, value in given.items() if value}}}
