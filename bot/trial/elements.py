"""Input elements: what the local page can show for each, and what real Slack would have sent for what it sends.

The page knows a text of one line, a select, checkboxes, radio buttons and a date. It shows no initial choice, and
submits nothing for what was not touched.
"""

from collections.abc import Mapping
from typing import Any

Element = dict[str, Any]
Option = dict[str, Any]
Given = Mapping[str, Any]

TEXTS = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
MANY = {"checkboxes", "multi_static_select", "multi_users_select"}
VALUE_KEYS = {
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "timepicker": "selected_time",
    "datepicker": "selected_date",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_users_select": "selected_users",
}
NOTHING = "page:nothing"  # the option that stands for "none", since no tick means that nothing was touched
NEW_LINE = " | "  # what is typed for a line break, in a field of one line
HALF_HOURS = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]


def value_key(kind: str) -> str:
    """Return where an element of this kind keeps its value in a view's state: `value`, `selected_option`, …"""
    return VALUE_KEYS.get(kind, "value")


def plain_text(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def fit_element(element: Element, optional: bool, people: Mapping[str, str]) -> Element:
    """Return the element that the page shows in place of `element`."""
    kind = element["type"]
    if kind in TEXTS:
        before = {"initial_value": initial_value(element).replace("\n", NEW_LINE)} if initial_value(element) else {}
        return {**element, **before, "type": "plain_text_input"}
    if kind in MANY:
        nobody = [_make_option(NOTHING, "None of these")] if optional and initial_value(element) else []
        return {
            **_without_initials(element),
            "type": "checkboxes",
            "options": [*list_options(element, people), *nobody],
        }
    if kind == "radio_buttons":
        return {**_without_initials(element), "options": list_options(element, people)}
    if kind in VALUE_KEYS and kind != "datepicker":
        now = describe_choice(element, people)
        asks = {"placeholder": plain_text(now)} if now else {}
        return {**_without_initials(element), **asks, "type": "static_select", "options": list_options(element, people)}
    return element


def describe_limits(element: Element, people: Mapping[str, str]) -> str:
    """Return what to add under an element that the page cannot show whole; "" where nothing need be said."""
    if element.get("multiline"):
        return f"In this page, write{NEW_LINE}for a new line."
    if element["type"] not in MANY | {"radio_buttons"}:
        return ""
    now = describe_choice(element, people)
    return f"{now}. Tick nothing to keep that." if now else ""


def describe_choice(element: Element, people: Mapping[str, str]) -> str:
    """Return the initial choice in words, `Now: 4 · a lot`; "" when there is none."""
    words = {option["value"]: option["text"]["text"] for option in list_options(element, people)}
    chosen = [words.get(value, value) for value in _initial_values(element)]
    return f"Now: {', '.join(chosen)}" if chosen else ""


def list_options(element: Element, people: Mapping[str, str]) -> list[Option]:
    """Return what can be chosen, as the page's options: people for a choice of people, half hours for a time."""
    kind = element["type"]
    if kind.endswith("users_select"):
        return [_make_option(user, name) for user, name in people.items()]
    if kind == "timepicker":
        return [_make_option(time, time) for time in sorted({*HALF_HOURS, *_initial_values(element)})]
    return [_make_option(option["value"], _option_label(option)) for option in _listed_options(element)]


def initial_value(element: Element) -> Any:
    """Return the element's initial value in the shape of its state; None (or an empty list) when it has none."""
    kind = element["type"]
    empty: list[str] | None = [] if kind in MANY else None
    # The two names differ in their first word only: initial_users, selected_users.
    return element.get(f"initial_{value_key(kind).removeprefix('selected_')}", empty)


def restore_state(element: Element, given: Given) -> dict[str, Any]:
    """Return the state that real Slack would have sent, from what the page sent for the element shown."""
    kind = element["type"]
    if kind in TEXTS | {"datepicker"}:
        value = given.get(value_key(kind))
        lines = value.replace(NEW_LINE, "\n") if value and element.get("multiline") else value
        return {"type": kind, value_key(kind): initial_value(element) if value is None else lines or None}
    chosen = [option["value"] for option in given.get("selected_options") or [given.get("selected_option")] if option]
    return {"type": kind, value_key(kind): _restore_choice(element, chosen) if chosen else initial_value(element)}


def _restore_choice(element: Element, values: list[str]) -> Any:
    kind = element["type"]
    real = {option["value"]: option for option in _listed_options(element)}
    picked = [real.get(value, value) for value in values if value != NOTHING]
    if NOTHING in values:
        picked = []
    return picked if kind in MANY else picked[0]


def _listed_options(element: Element) -> list[Option]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def _initial_values(element: Element) -> list[str]:
    now = initial_value(element)
    several = now if isinstance(now, list) else [now] if now else []
    return [each["value"] if isinstance(each, dict) else each for each in several]


def _option_label(option: Option) -> str:
    text: str = option["text"]["text"]
    return f"{text} ({option['description']['text']})" if "description" in option else text


def _make_option(value: str, text: str) -> Option:
    return {"text": plain_text(text), "value": value}


def _without_initials(element: Element) -> Element:
    """Return the element without what only the real one understands."""
    gone = {"initial_option", "initial_options", "initial_user", "initial_users", "initial_time", "option_groups"}
    return {key: value for key, value in element.items() if key not in gone}
