"""Fields as Slack's client has them: values by element type, what it refuses, what it sends."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.workspace import elements_of

Values = dict[tuple[str, str], Payload]
TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
# type: (name in `state`, name of the initial value)
HELD = {
    **dict.fromkeys(TEXTS, ("value", "initial_value")),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "static_select": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    **{f"{each}s_select": (f"selected_{each}", f"initial_{each}") for each in ("user", "channel", "conversation")},
    **{
        f"multi_{each}s_select": (f"selected_{each}s", f"initial_{each}s")
        for each in ("user", "channel", "conversation")
    },
}


class ClientRefuses(AssertionError):
    """What Slack's own client says at the fields, before the bot hears anything: label → reason."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{label}: {reason}" for label, reason in faults.items()))
        self.faults = faults


@dataclass(frozen=True)
class Field:
    """One thing to fill in, with the words beside it."""

    label: str
    block: Payload
    element: Payload

    @property
    def key(self) -> tuple[str, str]:
        return self.block["block_id"], self.element["action_id"]

    @property
    def initial(self) -> Payload:
        name, start = HELD[self.element["type"]]
        empty: Any = [] if name.endswith("s") else None
        return {"type": self.element["type"], name: self.element.get(start, empty)}

    @property
    def dispatches(self) -> bool:
        """Return whether filling it tells the bot at once."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))


def fields(blocks: Iterable[Payload]) -> list[Field]:
    """Everything that holds a value: inputs by their label, the rest by placeholder, section text or action_id."""
    found = []
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in HELD:
                beside: Payload = block.get("label") or element.get("placeholder") or block.get("text") or {}
                found.append(Field(str(beside.get("text", element["action_id"])), block, element))
    return found


def field_called(label: str, blocks: Iterable[Payload]) -> Field:
    known = fields(blocks)
    named = [each for each in known if each.label == label] or [each for each in known if each.key[1] == label]
    if len(named) != 1:
        raise AssertionError(f"{len(named) or 'no'} fields {label!r}; there are {[each.label for each in known]}")
    return named[0]


def state(blocks: Iterable[Payload], typed: Values) -> Payload:
    """`state.values`: everything that holds a value, typed or initial."""
    values: Payload = {}
    for each in fields(blocks):
        block_id, action_id = each.key
        values.setdefault(block_id, {})[action_id] = held(each, typed)
    return values


def held(field: Field, typed: Values) -> Payload:
    """What the client holds for a field: typed, unless that was another kind of field, or initial."""
    value = typed.get(field.key)
    return value if value and value["type"] == field.element["type"] else field.initial


def filled(field: Field, given: Any) -> Payload:
    """Return what the client holds when the person gives `given`; None empties the field."""
    kind = field.element["type"]
    name, _ = HELD[kind]
    if given is None:
        return {"type": kind, name: [] if name.endswith("s") else None}
    if name == "selected_option":
        return {"type": kind, name: chosen(field, given)}
    if name == "selected_options":
        return {"type": kind, name: [chosen(field, each) for each in given]}
    if isinstance(given, list | tuple | set | frozenset):
        return {"type": kind, name: [identity(each) for each in given]}
    return {"type": kind, name: READ.get(kind, identity)(given)}


def options(element: Payload) -> list[Payload]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group["options"])]


def chosen(field: Field, text: Any) -> Payload:
    """Return the option with this text; of a person the one that stands for them."""
    known = options(field.element)
    for each in known:
        if each["text"]["text"] == text or each["value"] == identity(text):
            return each
    raise AssertionError(
        f"{field.label!r} has no option {text!r}; there are {[each['text']['text'] for each in known]}"
    )


def identity(given: Any) -> Any:
    """The id of a person or channel; anything else as it is."""
    return getattr(given, "id", given)


def as_text(given: Any) -> str:
    return str(given)


def as_date(given: date | str) -> str:
    return date.fromisoformat(str(given)).isoformat()


def as_time(given: time | str) -> str:
    return given.strftime("%H:%M") if isinstance(given, time) else given


def as_moment(given: datetime | int) -> int:
    return int(given.timestamp()) if isinstance(given, datetime) else given


def as_rich_text(given: str) -> Payload:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": given}]}
    return {"type": "rich_text", "elements": [section]}


READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(TEXTS, as_text),
    "datepicker": as_date,
    "timepicker": as_time,
    "datetimepicker": as_moment,
    "rich_text_input": as_rich_text,
}


def refusals(blocks: Iterable[Payload], typed: Values) -> dict[str, str]:
    """Return what Slack's client says on submitting: label → reason."""
    reasons = {}
    for field in fields(blocks):
        if field.block["type"] == "input":
            reason = refusal(field, typed.get(field.key, field.initial))
            if reason:
                reasons[field.label] = reason
    return reasons


def refusal(field: Field, held: Payload) -> str:
    element = field.element
    value = held[HELD[element["type"]][0]]
    if value in (None, "", []):
        return "" if field.block.get("optional") else "Please complete this required field."
    if element["type"] == "plain_text_input":
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        return "" if low <= len(value) <= high else f"needs {low} to {high} characters, has {len(value)}"
    if element["type"] == "number_input":
        return number_refusal(element, value)
    if isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
        return f"no more than {element['max_selected_items']} items"
    likely = {"email_text_input": r"[^@\s]+@[^@\s]+\.[^@\s]+", "url_text_input": r"https?://\S+"}.get(element["type"])
    return "looks wrong" if likely and not re.fullmatch(likely, value) else ""


def number_refusal(element: Payload, value: str) -> str:
    if not re.fullmatch(r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+", value):
        return "must be a number"
    low, high = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return "" if low <= float(value) <= high else f"must be {low} to {high}"
