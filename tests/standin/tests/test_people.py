"""What people can fill in, press and cause, proved one by one."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.standin import Channel, Colleague, Line
from tests.standin.people.forms import Field, filled, refusal
from tests.standin.people.presses import count_presses
from tests.standin.tests import small_app
from tests.standin.tests.small_app import plain

Json = dict[str, Any]
OPTIONS = [{"text": plain(name), "value": name.lower()} for name in ("Open", "Late")]
OPEN, LATE = OPTIONS


def field(kind: str, **more: Any) -> Field:
    element = {"type": kind, "action_id": "v", **more}
    return Field("It", {"type": "input", "block_id": "b", "label": plain("It"), "element": element}, element)


@pytest.mark.parametrize(
    ("kind", "given", "held"),
    [
        ("plain_text_input", "x", {"value": "x"}),
        ("plain_text_input", None, {"value": None}),
        ("number_input", 3, {"value": "3"}),
        ("datepicker", date(2026, 12, 1), {"selected_date": "2026-12-01"}),
        ("timepicker", time(9, 30), {"selected_time": "09:30"}),
        ("datetimepicker", datetime(2026, 11, 24, tzinfo=UTC), {"selected_date_time": 1795478400}),
        ("static_select", "Late", {"selected_option": LATE}),
        ("radio_buttons", "Open", {"selected_option": OPEN}),
        ("checkboxes", ["Open", "Late"], {"selected_options": OPTIONS}),
        ("checkboxes", None, {"selected_options": []}),
        ("multi_static_select", ["Late"], {"selected_options": [LATE]}),
        ("users_select", "U1", {"selected_user": "U1"}),
        ("multi_channels_select", ["C1"], {"selected_channels": ["C1"]}),
    ],
)
def test_values_are_held_as_slack_holds_them(kind: str, given: Any, held: Json) -> None:
    assert filled(field(kind, options=OPTIONS), given) == {"type": kind, **held}


@pytest.mark.parametrize(
    ("known", "given", "reason"),
    [
        (field("plain_text_input", min_length=3), "ab", "needs 3 to 3000 characters, has 2"),
        (field("number_input", is_decimal_allowed=False), "1.5", "must be a number"),
        (field("number_input", is_decimal_allowed=True, max_value="1"), "1.5", "must be -inf to 1.0"),
        (field("email_text_input"), "maya", "looks wrong"),
        (field("url_text_input"), "https://example.com", ""),
        (field("checkboxes", options=OPTIONS), [], "Please complete this required field."),
    ],
)
def test_the_client_looks_at_values(known: Field, given: Any, reason: str) -> None:
    assert refusal(known, filled(known, given)) == reason


@pytest.mark.parametrize(
    ("known", "given", "presses"),
    [
        (field("plain_text_input"), "a name", 1),
        (field("plain_text_input", focus_on_load=True), "a name", 0),
        (field("plain_text_input", initial_value="a name"), "a name", 0),
        (field("radio_buttons", options=OPTIONS), "Late", 1),
        (field("checkboxes", options=OPTIONS), ["Open", "Late"], 2),
        (field("checkboxes", options=OPTIONS, initial_options=OPTIONS), ["Open"], 1),
        (field("static_select", options=OPTIONS), "Late", 2),
        (field("static_select", options=OPTIONS, initial_option=LATE), "Late", 0),
        (field("datepicker"), date(2026, 12, 1), 2),
        (field("multi_users_select"), ["U1", "U2"], 3),
        (field("multi_users_select", initial_users=["U1", "U2"]), ["U1", "U3"], 3),
    ],
)
def test_presses_are_counted(known: Field, given: Any, presses: int) -> None:
    assert count_presses(known, known.initial, filled(known, given)) == presses


def row(name: str) -> Json:
    button = {"type": "button", "action_id": "pick", "text": plain("Pick"), "value": name}
    return {"type": "section", "text": {"type": "mrkdwn", "text": f"*{name}*"}, "accessory": button}


@pytest.fixture
def heard(line: Line) -> list[Json]:
    """What an app that says yes to everything hears."""
    app: App = small_app.bare(line.slack)
    bodies: list[Json] = []

    def hears(body: Json, ack: Ack) -> None:
        bodies.append(body)
        ack()

    for listen in (app.action, app.shortcut, app.event):
        listen(small_app.ANY)(hears)
    line.connect(app)
    return bodies


def test_equal_buttons_are_told_apart(
    heard: list[Json], client: WebClient, maya: Colleague, marketing: Channel
) -> None:
    client.chat_postMessage(channel=marketing.id, text="two", blocks=[row("Alpha"), row("Beta")])
    with pytest.raises(AssertionError, match=r"2 buttons 'Pick'"):
        maya.clicks("Pick", marketing)
    maya.clicks("Pick", marketing, beside="Beta")
    assert heard[-1]["actions"][0]["value"] == "Beta"
    with pytest.raises(AssertionError, match=r"no message has a button 'Drop'; there are \[\['Pick', 'Pick'\]\]"):
        maya.clicks("Drop", marketing)


def test_menus_in_messages_keep_what_was_chosen(
    heard: list[Json], client: WebClient, maya: Colleague, marketing: Channel
) -> None:
    select = {"type": "static_select", "action_id": "status", "placeholder": plain("Status"), "options": OPTIONS}
    owner = {"type": "users_select", "action_id": "owner", "placeholder": plain("Owner")}
    client.chat_postMessage(channel=marketing.id, text="s", blocks=[{"type": "actions", "elements": [select, owner]}])
    maya.chooses({"Status": "Late"}, marketing)
    maya.chooses({"Owner": maya}, marketing)
    (values,) = heard[-1]["state"]["values"].values()
    assert values["status"]["selected_option"]["value"] == "late"
    assert values["owner"]["selected_user"] == heard[-1]["actions"][0]["selected_user"] == maya.id


def test_shortcuts_and_what_happens_in_the_workspace(
    heard: list[Json], maya: Colleague, sam: Colleague, marketing: Channel, growth: Channel, no_bot: Channel
) -> None:
    maya.uses("commit", maya.says("Let us ship", marketing))
    assert (heard[-1]["type"], heard[-1]["message"]["text"]) == ("message_action", "Let us ship")
    maya.uses("start")
    assert heard[-1]["type"] == "shortcut"
    maya.renames(marketing, "sales")
    maya.archives(growth)
    sam.joins(growth)
    sam.leaves(growth)
    sam.joins(no_bot)  # unheard
    maya.invites_bot(no_bot)
    sam.becomes(tz="Asia/Tokyo", status_text="Out sick")
    maya.uninstalls()
    assert [each["event"]["type"] for each in heard[2:]] == [
        "channel_rename",
        "group_archive",
        "member_joined_channel",
        "member_left_channel",
        "member_joined_channel",
        "user_change",
        "tokens_revoked",
        "app_uninstalled",
    ]
    assert heard[7]["event"]["user"]["tz_offset"] == 9 * 3600
