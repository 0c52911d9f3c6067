"""Fields and buttons of a window or a message, as somebody's client holds them."""

from collections.abc import Iterator
from typing import Any

from bot.simulation.workspace import Payload
from bot.trial.elements import MANY, TEXTS, value_key
from bot.trial.page import list_buttons

Pressed = tuple[Payload, Payload]  # a block, and what is pressed in it


class SceneError(Exception):
    """A scene asks for something that is not to be seen where somebody looks."""


def list_fields(blocks: list[Payload]) -> Iterator[tuple[str, Payload, Payload]]:
    """Yield everything that holds a value: its label, its block, and itself."""
    for block in blocks:
        elements = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
        for element in filter(None, elements):
            if str(element.get("type")) in HOLDING:
                beside = block.get("label") or element.get("placeholder") or block.get("text") or {}
                yield str(beside.get("text", "")), block, element


HOLDING = {*TEXTS, *MANY, "static_select", "radio_buttons", "users_select", "timepicker", "datepicker"}


def fill(element: Payload, given: Any) -> Payload:
    """Return what the client holds when somebody gives `given`: words, an option's text or place, a person's id."""
    kind = str(element["type"])
    if given is not None and "option" in value_key(kind):
        options = _real_options(element)
        known = {each["text"]["text"]: each for each in options} | {each["value"]: each for each in options}
        known |= {str(place): each for place, each in enumerate(options, 1)}
        missing = [each for each in (given if kind in MANY else [given]) if each not in known]
        if missing:
            raise SceneError(f"no option {missing} in {list(known)}")
        given = [known[each] for each in given] if kind in MANY else known[given]
    return {"type": kind, value_key(kind): given}


def start(element: Payload) -> Payload:
    """Return what the client holds before anybody has touched the field."""
    key = value_key(str(element["type"]))
    names = {"value": "initial_value"}
    empty: Any = [] if element["type"] in MANY else None
    return {"type": element["type"], key: element.get(names.get(key, key.replace("selected", "initial")), empty)}


def _real_options(element: Payload) -> list[Payload]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group["options"])]


def find_pressed(blocks: list[Payload], label: str, beside: str = "") -> Pressed | None:
    """Return the button of these words that stands by such words: in its own block or in the one before."""
    for place, block in enumerate(blocks):
        for button in list_buttons(block):
            near = str(blocks[max(0, place - 1) : place + 1])
            if button["text"]["text"] == label and beside in near:
                return block, button
    return None
