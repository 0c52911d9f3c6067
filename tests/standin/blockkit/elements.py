"""Block Kit's elements: what each may hold, and where each may stand (docs.slack.dev, @slack/types 3.2.0)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from tests.standin.blockkit.shapes import (
    Shape,
    Spec,
    anything,
    every,
    flag,
    listed,
    need_just_one,
    number,
    one_of,
    plain,
    record,
    string,
    typed,
    url,
    words,
)

CHOICES = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"]
CHOICES += ["multi_" + name for name in CHOICES]
PICKED = ["checkboxes", "datepicker", "radio_buttons", "timepicker", *CHOICES]
TYPED = ["plain_text_input", "email_text_input", "url_text_input", "number_input"]
IN_SECTION = ["button", "image", "overflow", "workflow_button", *PICKED]
IN_ACTIONS = ["button", "overflow", "workflow_button", "datetimepicker", "rich_text_input", *PICKED]
IN_INPUT = ["datetimepicker", "file_input", "rich_text_input", *TYPED, *PICKED]


def option(text: Spec, **more: Spec) -> Spec:
    return record({"text*": text, "value*": string(0, 150), "description": plain(75), **more})


def bare(value: Any) -> Any:
    """The value without what Slack adds to or ignores in text objects."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if isinstance(value, dict):
        return {name: bare(item) for name, item in value.items() if name not in ("emoji", "verbatim")}
    return value


def every_option(element: dict[str, Any]) -> list[Any]:
    groups = element.get("option_groups") or []
    grouped = [each for group in groups if isinstance(group, dict) for each in group.get("options") or []]
    return [*(element.get("options") or []), *grouped]


def initial_among_options(element: dict[str, Any], at: str) -> Iterator[str]:
    known = [bare(each) for each in every_option(element)]
    if "initial_option" in element and bare(element["initial_option"]) not in known:
        yield f"{at}/initial_option: must be exactly one of the options"
    for index, each in enumerate(element.get("initial_options") or []):
        if bare(each) not in known:
            yield f"{at}/initial_options/{index}: must be exactly one of the options"


def lengths(element: dict[str, Any], at: str) -> Iterator[str]:
    low, high, value = element.get("min_length", 0), element.get("max_length", 3000), element.get("initial_value", "")
    if low > high:
        yield f"{at}/min_length: more than max_length"
    if value and not low <= len(value) <= high:
        yield f"{at}/initial_value: {len(value)} characters, must be {low} to {high}"


def bounds(element: dict[str, Any], at: str) -> Iterator[str]:
    low, value, high = (element.get(name) for name in ("min_value", "initial_value", "max_value"))
    try:
        numbers = [float(each) for each in (low, value, high) if each is not None]
    except ValueError:
        yield f"{at}: min_value, initial_value and max_value must be numbers in strings"
        return
    if numbers != sorted(numbers):
        yield f"{at}: must be min_value <= initial_value <= max_value"


def calendar_date(value: Any, at: str) -> Iterator[str]:
    yield from string(10, 10, r"\d{4}-\d{2}-\d{2}")(value, at)
    try:
        date.fromisoformat(str(value))
    except ValueError:
        yield f"{at}: {value!r} is no date, YYYY-MM-DD"


def zone(value: Any, at: str) -> Iterator[str]:
    if value not in available_timezones():
        yield f"{at}: {value!r} is no IANA zone"


STYLE = one_of("primary", "danger")
CONFIRM = record({"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30), "style": STYLE})
SIMPLE = option(plain(75))
RICH = option(words(75), description=words(75))
ACTION: Shape = {"action_id": string(1, 255)}
FIELD: Shape = {**ACTION, "focus_on_load": flag, "placeholder": plain(150)}
PICKER: Shape = {**FIELD, "confirm": CONFIRM}
MANY: Shape = {"max_selected_items": number(1)}
IDS = listed(string(1))
FILTER = record(
    {
        "include": listed(one_of("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    }
)
STATIC: Shape = {
    "options": listed(SIMPLE, 1, 100),
    "option_groups": listed(record({"label*": plain(75), "options*": listed(SIMPLE, 1, 100)}), 1, 100),
    "": every(need_just_one("options", "option_groups"), initial_among_options),
}
DISPATCH: Shape = {
    "dispatch_action_config": record(
        {"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
    )
}
RADIO: Shape = {
    **ACTION,
    "focus_on_load": flag,
    "confirm": CONFIRM,
    "options*": listed(RICH, 1, 10),
    "": initial_among_options,
}
IMAGE: Shape = {
    "image_url": url(),
    "slack_file": record({"id": string(1), "url": url()}),
    "alt_text*": string(1, 2000),
    "": need_just_one("image_url", "slack_file"),
}

ELEMENTS: dict[str, Shape] = {
    "button": {
        **ACTION,
        "text*": plain(75),
        "value": string(0, 2000),
        "url": url(),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(1, 75),
        "agent_prompt": string(1, 4000),
        "agent_prompt_display": anything,
        "visible_to_user_ids": IDS,
    },
    "workflow_button": {
        **ACTION,
        "text*": plain(75),
        "workflow*": anything,
        "style": STYLE,
        "accessibility_label": string(1, 75),
    },
    "image": IMAGE,
    "overflow": {**ACTION, "confirm": CONFIRM, "options*": listed(option(plain(75), url=url()), 1, 5)},
    "static_select": {**PICKER, **STATIC, "initial_option": SIMPLE},
    "multi_static_select": {**PICKER, **STATIC, **MANY, "initial_options": listed(SIMPLE, 1)},
    "external_select": {**PICKER, "initial_option": SIMPLE, "min_query_length": number(0)},
    "multi_external_select": {
        **PICKER,
        **MANY,
        "initial_options": listed(SIMPLE, 1),
        "min_query_length": number(0),
    },
    "users_select": {**PICKER, "initial_user": string(1)},
    "multi_users_select": {**PICKER, **MANY, "initial_users": IDS},
    "channels_select": {**PICKER, "initial_channel": string(1), "response_url_enabled": flag},
    "multi_channels_select": {**PICKER, **MANY, "initial_channels": IDS},
    "conversations_select": {
        **PICKER,
        "initial_conversation": string(1),
        "response_url_enabled": flag,
        "default_to_current_conversation": flag,
        "filter": FILTER,
    },
    "multi_conversations_select": {
        **PICKER,
        **MANY,
        "initial_conversations": IDS,
        "default_to_current_conversation": flag,
        "filter": FILTER,
    },
    "checkboxes": {**RADIO, "initial_options": listed(RICH, 1)},
    "radio_buttons": {**RADIO, "initial_option": RICH},
    "datepicker": {**PICKER, "initial_date": calendar_date},
    "timepicker": {**PICKER, "initial_time": string(5, 5, r"(?:[01]\d|2[0-3]):[0-5]\d"), "timezone": zone},
    "datetimepicker": {
        **ACTION,
        "focus_on_load": flag,
        "confirm": CONFIRM,
        "initial_date_time": number(10**9, 10**10 - 1),
    },
    "plain_text_input": {
        **FIELD,
        **DISPATCH,
        "initial_value": string(),
        "multiline": flag,
        "min_length": number(0, 3000),
        "max_length": number(1, 3000),
        "": lengths,
    },
    "email_text_input": {**FIELD, **DISPATCH, "initial_value": string()},
    "url_text_input": {**FIELD, **DISPATCH, "initial_value": string()},
    "number_input": {
        **FIELD,
        **DISPATCH,
        "is_decimal_allowed*": flag,
        "initial_value": string(),
        "min_value": string(),
        "max_value": string(),
        "": bounds,
    },
    "rich_text_input": {**FIELD, **DISPATCH, "initial_value": anything},
    "file_input": {**ACTION, "filetypes": listed(string(1)), "max_files": number(1, 10)},
    "feedback_buttons": {**ACTION, "positive_button*": anything, "negative_button*": anything},
    "icon_button": {
        **ACTION,
        "icon*": string(1),
        "text*": plain(75),
        "value": string(0, 2000),
        "accessibility_label": string(1, 75),
        "visible_to_user_ids": listed(string(1), 0, 10),
        "confirm": CONFIRM,
    },
}


def element(allowed: list[str], what: str) -> Spec:
    return typed(ELEMENTS, allowed, what)
