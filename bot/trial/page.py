"""Real Slack and the local page: views and messages made to fit the page, and what the page sends made real again.

The page cannot press a button or a menu inside a modal, knows few inputs, does not check them, and shows escaped
characters as they are written. The original blocks travel with the fitted view under `real`, so nothing has to be
remembered here.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.messages.block_kit.charts import CHART, describe_chart
from bot.messages.block_kit.tables import describe_table
from bot.trial import elements
from bot.trial.elements import plain_text

View = dict[str, Any]
Block = dict[str, Any]
Body = dict[str, Any]
People = Mapping[str, str]

PRESS = "page:press:"
FEW = 4  # buttons that stand as boxes under each other
STAY: Body = {"response_action": "errors", "errors": {}}  # no error, but the window stays open
NOT_A_LINK = "<\N{WORD JOINER}"  # shows nothing, and keeps the page from reading a mention or a link


def fit_view(view: View, people: People) -> View:
    """Return the view as the page can show it; `people` (id → name) stand in for a choice of people."""
    if view.get("type") != "modal":
        return {**view, "blocks": unescape_blocks(view["blocks"])}
    # Slack names the blocks that have no name of their own; so that a press can be found again, so do we.
    real = [{"block_id": f"page:{place}", **block} for place, block in enumerate(view["blocks"])]
    shown = [part for block in real for part in _fit_block(block, people)]
    # The page presses by submitting, so a window with buttons must be one that can be submitted.
    submit = {} if not any(map(list_buttons, real)) else {"submit": view.get("submit", plain_text("Go on"))}
    return {**view, **submit, "blocks": unescape_blocks(shown), "real": real, "real_submit": view.get("submit")}


def fit_message(blocks: list[Block]) -> list[Block]:
    """Return the blocks of a message as the page can show them."""
    fitted: list[Block] = unescape_blocks([_fit_choice(block) for block in blocks])
    return fitted


def _fit_choice(block: Block) -> Block:
    """Return radio buttons as a menu, which sends the same: in messages the page knows no others."""
    element = block.get("element", {})
    if element.get("type") != "radio_buttons":
        return block
    menu = elements.fit_element({**element, "type": "static_select"}, optional=False, people={})
    label = {"type": "mrkdwn", "text": f"*{escape_text(block['label']['text'])}*"}
    return {"type": "section", "block_id": block["block_id"], "text": label, "accessory": menu}


def _fit_block(block: Block, people: People) -> list[Block]:
    if block["type"] == "input":
        return [_fit_input(block, people)]
    if block["type"] == "alert":
        return [{"type": "section", "block_id": block["block_id"], "text": block["text"]}]
    pressed = list_buttons(block)
    if not pressed:
        return [block]
    rest = [element for element in block.get("elements", []) if not _split_pressable(element)]
    if block["type"] == "section":
        return [{key: value for key, value in block.items() if key != "accessory"}, _stand_in(block, pressed)]
    return [*([{**block, "elements": rest}] if rest else []), _stand_in(block, pressed)]


def _fit_input(block: Block, people: People) -> Block:
    element, optional = block["element"], block.get("optional", False)
    words = [block["hint"]["text"]] if "hint" in block else []
    if added := elements.describe_limits(element, people):
        words = [*(each if each.endswith((".", "?", "!")) else f"{each}." for each in words), added]
    label = f"{block['label']['text']} (optional)" if optional else block["label"]["text"]
    return {
        **block,
        "label": plain_text(label),
        "element": elements.fit_element(element, optional, people),
        **({"hint": plain_text(" ".join(words))} if words else {}),
    }


def list_buttons(block: Block) -> list[Block]:
    """Return the buttons and menu entries of a block that the page cannot press."""
    pressable = block["type"] in {"actions", "section"}
    inside = [*block.get("elements", []), block.get("accessory") or {}] if pressable else []
    return [each for element in inside for each in _split_pressable(element)]


def _split_pressable(element: Block) -> list[Block]:
    """Return a button as it is, each entry of an overflow menu as a button with the option that it chooses."""
    if element.get("type") == "overflow":
        bare = {"type": "overflow", "action_id": element["action_id"]}
        return [{**bare, "text": option["text"], "selected_option": option} for option in element["options"]]
    return [element] if element.get("type") == "button" else []


def _stand_in(block: Block, pressed: list[Block]) -> Block:
    """Return checkboxes for a few buttons, a menu for many: choose one, submit, and it counts as pressed."""
    options = [
        {"text": plain_text(_button_caption(button)), "value": str(place)} for place, button in enumerate(pressed)
    ]
    menu = {"type": "static_select", "placeholder": plain_text("Choose")}
    kind = {"type": "checkboxes"} if len(pressed) <= FEW else menu
    element = {**kind, "action_id": "press", "options": options}
    block_id = PRESS + block["block_id"]
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": plain_text("Or, instead:"),
        "element": element,
    }


def _button_caption(button: Block) -> str:
    text: str = button["text"]["text"]
    return "Go back one page" if button.get("action_id", "").endswith(":back") else text


def restore_body(body: Body) -> Body:
    """Return what real Slack would have sent for it: words, a submission, or the press of a ticked button."""
    if "command" in body:
        return {**body, "text": escape_text(body.get("text") or "")}
    if "text" in body.get("event", {}):
        return {**body, "event": {**body["event"], "text": escape_text(body["event"]["text"] or "")}}
    if body.get("type") == "block_actions" and not (body.get("channel") or {"id": "?"}).get("id"):
        return _restore_home_press(body)
    if "real" not in body.get("view", {}):
        return body
    given = body["view"].get("state", {}).get("values", {})
    view = {**restore_view(body["view"]), "state": {"values": _restore_state(body["view"]["real"], given)}}
    found = _find_ticked(body["view"]["real"], given) if body["type"] == "view_submission" else None
    return _make_press(body, view, *found) if found else {**body, "view": view}


def restore_view(view: View) -> View:
    """Return the view as the bot made it."""
    if "real" not in view:
        return view
    kept = {key: value for key, value in view.items() if key not in {"real", "real_submit", "submit"}}
    submit = {"submit": view["real_submit"]} if view.get("real_submit") else {}
    return {**kept, **submit, "blocks": view["real"]}


def restore_answer(answer: Body) -> Body:
    """Return what real Slack would have answered to a call: the view that the bot opened, people by their names."""
    if "view" in answer:
        return {**answer, "view": restore_view(answer["view"])}
    if "user" in answer:
        # The local Slack puts the handle there; its page, as real Slack, calls people by their names.
        profile = {**answer["user"]["profile"], "display_name": answer["user"]["real_name"]}
        return {**answer, "user": {**answer["user"], "profile": profile}}
    return answer


def _restore_state(blocks: list[Block], given: Body) -> Body:
    return {
        block["block_id"]: {
            action: elements.restore_state(block["element"], given.get(block["block_id"], {}).get(action, {}))
        }
        for block in blocks
        if block["type"] == "input" and (action := block["element"].get("action_id"))
    }


def _find_ticked(blocks: list[Block], given: Body) -> tuple[Block, Block] | None:
    """Return the block and the button behind the first stand-in that was ticked or chosen."""
    for block in blocks:
        press = given.get(PRESS + block["block_id"], {}).get("press", {})
        chosen = next(iter(press.get("selected_options") or []), press.get("selected_option"))
        if chosen:
            return block, list_buttons(block)[int(chosen["value"])]
    return None


def _make_press(body: Body, view: View, block: Block, button: Block) -> Body:
    action = {"type": button["type"], "block_id": block["block_id"], "action_ts": body["trigger_id"].split(".")[0]}
    sent = ("action_id", "selected_option") if button["type"] == "overflow" else ("action_id", "value", "text")
    action |= {key: button[key] for key in sent if key in button}
    kept = {key: value for key, value in body.items() if key not in {"type", "view", "response_urls"}}
    place = {"type": "view", "view_id": view["id"]}
    return {"type": "block_actions", **kept, "container": place, "view": view, "actions": [action]}


def _restore_home_press(body: Body) -> Body:
    """Return a press on the Home tab, which the page sends as if from a message in no channel."""
    gone = {"channel", "message", "response_url", "container"}
    return {**{key: value for key, value in body.items() if key not in gone}, "container": {"type": "view"}}


def find_faults(body: Body) -> dict[str, str]:
    """Return what Slack's own window would have refused to submit, by block id; `body` as `restore_body` returns it."""
    if body.get("type") != "view_submission" or "view" not in body:
        return {}
    if not body["view"].get("submit"):
        return {"Nothing is ticked": "tick what you want, or close this window."}
    values = body["view"].get("state", {}).get("values", {})
    inputs = [block for block in body["view"]["blocks"] if block["type"] == "input"]
    found = {block["block_id"]: _find_fault(block, values.get(block["block_id"], {})) for block in inputs}
    return {block_id: fault for block_id, fault in found.items() if fault}


def _find_fault(block: Block, state: Body) -> str:
    element = block["element"]
    value = state.get(element.get("action_id"), {}).get(elements.value_key(element["type"]))
    if not value:
        return "" if block.get("optional") else "Please complete this required field."
    return _text_fault(element, value) if element["type"] in elements.TEXTS else ""


def _text_fault(element: Block, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    if len(value) > most:
        return f"Please enter at most {most} characters."
    if element["type"] == "number_input" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return "Please enter a number."
    return ""


def label_errors(errors: Mapping[str, str], view: View) -> dict[str, str]:
    """Return errors by the label of their input, since the page prints the key before the text."""
    inputs = [block for block in view.get("blocks", []) if block["type"] == "input"]
    labels = {block["block_id"]: block["label"]["text"] for block in inputs}
    labelled: dict[str, str] = {}
    for block_id, text in errors.items():
        label = labels.get(block_id, block_id)
        labelled[f"{label} ({block_id})" if label in labelled else label] = text
    return labelled


def unescape_blocks(node: Any) -> Any:
    """Return the same blocks or message with every mrkdwn text written as the page reads it."""
    if isinstance(node, list):
        return [unescape_blocks(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "table":
        # The page knows neither tables nor charts: it shows the lines that Slack's text has for them.
        return {"type": "section", "text": {"type": "mrkdwn", "text": unescape_text(describe_table(node))}}
    if node.get("type") == CHART:
        return {"type": "section", "text": {"type": "mrkdwn", "text": unescape_text(describe_chart(node))}}
    if node.get("type") == "mrkdwn":
        return {**node, "text": unescape_text(node["text"])}
    return {key: unescape_blocks(value) for key, value in node.items()}


def unescape_text(text: str) -> str:
    """Undo Slack's escapes, which the page would show, without letting what they guarded become a link or a name."""
    text = re.sub(r"<!date\^[^>|]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"&lt;(?=[@#]|https?:)", NOT_A_LINK, text)
    # The ampersand last, or &amp;lt; would be undone twice.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape_text(text: str) -> str:
    """Return typed words as Slack hands them on: its escapes made, except where a mention or a link stands."""
    parts = enumerate(_MARKED.split(text))
    return "".join(
        part if number % 2 else part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for number, part in parts
    )


_MARKED = re.compile(r"(<(?:[@#!]|https?:)[^<>]*>)")
