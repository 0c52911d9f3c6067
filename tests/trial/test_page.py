"""What the bot makes for real Slack, as the local page can show it, and what the page sends, as real Slack would."""

from typing import Any

import pytest

from bot.trial import page
from bot.trial.company import user_names

PEOPLE = user_names()


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(value: str, text: str, **more: Any) -> dict[str, Any]:
    return {"text": plain(text), "value": value, **more}


def asks(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": "q",
        "label": plain("Question"),
        "element": {"action_id": "a", **element},
    } | more


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Page"), "submit": plain("Next"), "blocks": list(blocks), **more}


def submission(view: dict[str, Any], **state: Any) -> dict[str, Any]:
    """A submission as the page sends it: of the fitted view, with its state by block id."""
    shown = {**page.fit_view(view, PEOPLE), "id": "V1", "state": {"values": state}}
    return {
        "type": "view_submission",
        "user": {"id": "U0MAYA"},
        "team": {"id": "T0"},
        "trigger_id": "1.2.x",
        "view": shown,
        "response_urls": [],
    }


LEVELS = [option("1", "1 · a little"), option("4", "4 · a lot")]
NOTHING = {"type": "static_select", "selected_option": None}


def shown(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    block: dict[str, Any] = page.fit_view(modal(asks(element, **more)), PEOPLE)["blocks"][0]
    return block


def test_radio_buttons_of_a_message_are_a_menu_that_sends_the_same() -> None:
    chosen = {"type": "radio_buttons", "options": LEVELS, "initial_option": LEVELS[1]}
    other, fitted = page.fit_message([{"type": "divider"}, asks(chosen)])
    assert other == {"type": "divider"} and fitted["text"] == {"type": "mrkdwn", "text": "*Question*"}
    menu = fitted["accessory"]
    assert (menu["type"], menu["action_id"], menu["options"]) == ("static_select", "a", LEVELS)
    assert menu["placeholder"]["text"] == "Now: 4 · a lot"


def said(element: dict[str, Any], given: dict[str, Any], **more: Any) -> Any:
    body = page.restore_body(submission(modal(asks(element, **more)), q={"a": given}))
    return body["view"]["state"]["values"]["q"]["a"]


def test_a_choice_of_a_person_is_a_list_of_names() -> None:
    block = shown({"type": "users_select", "initial_user": "U0BEN"})
    assert block["element"]["type"] == "static_select"
    assert block["element"]["placeholder"] == plain("Now: Ben Larsen")
    assert block["element"]["options"][1] == option("U0BEN", "Ben Larsen")


def test_a_choice_of_people_is_a_row_of_boxes() -> None:
    block = shown({"type": "multi_users_select", "initial_users": ["U0MAYA", "U0BEN"]}, optional=True)
    assert block["element"]["type"] == "checkboxes"
    assert [each["text"]["text"] for each in block["element"]["options"]] == [*PEOPLE.values(), "None of these"]
    assert block["hint"] == plain("Now: Maya Ortiz, Ben Larsen. Tick nothing to keep that.")
    assert block["label"] == plain("Question (optional)")


def test_what_was_chosen_before_is_written_where_the_page_shows_it() -> None:
    assert shown({"type": "static_select", "options": LEVELS, "initial_option": LEVELS[1]})["element"] == {
        "type": "static_select",
        "action_id": "a",
        "options": LEVELS,
        "placeholder": plain("Now: 4 · a lot"),
    }
    radio = shown({"type": "radio_buttons", "options": LEVELS, "initial_option": LEVELS[1]}, hint=plain("Be honest."))
    assert radio["hint"] == plain("Be honest. Now: 4 · a lot. Tick nothing to keep that.")


def test_a_hint_ends_before_what_the_page_adds() -> None:
    block = shown({"type": "radio_buttons", "options": LEVELS, "initial_option": LEVELS[1]}, hint=plain("By Friday"))
    assert block["hint"] == plain("By Friday. Now: 4 · a lot. Tick nothing to keep that.")


def test_people_have_the_names_by_which_the_page_calls_them() -> None:
    told = {"id": "U0BEN", "real_name": "Ben Larsen", "profile": {"display_name": "ben", "email": "ben@northwind"}}
    profile = page.restore_answer({"ok": True, "user": told})["user"]["profile"]
    assert profile == {"display_name": "Ben Larsen", "email": "ben@northwind"}


def test_a_placeholder_without_an_initial_choice_stays() -> None:
    element = {"type": "static_select", "options": LEVELS, "placeholder": plain("How much")}
    assert shown(element)["element"]["placeholder"] == plain("How much")


ONE = {"type": "static_select", "options": LEVELS, "initial_option": LEVELS[1]}
GROUPS = {"type": "static_select", "option_groups": [{"label": plain("All"), "options": LEVELS}]}
SOME = {"type": "checkboxes", "options": LEVELS, "initial_options": [LEVELS[0]]}
TEAM = {"type": "multi_users_select", "initial_users": ["U0BEN"]}
DAY = {"type": "datepicker", "initial_date": "2026-11-30"}
TEXT = {"type": "plain_text_input", "initial_value": "as before"}
TIME = {"type": "timepicker", "initial_time": "09:15"}


def test_lines_are_typed_with_a_bar_between_them() -> None:
    element = {"type": "plain_text_input", "multiline": True, "initial_value": "one\ntwo"}
    assert shown(element)["element"]["initial_value"] == "one | two"
    assert shown(element)["hint"] == plain("In this page, write | for a new line.")
    assert said(element, {"value": "one | three"})["value"] == "one\nthree"
    assert said(element, {"value": None})["value"] == "one\ntwo"


@pytest.mark.parametrize(
    ("element", "given", "expected"),
    [
        (TEXT, {"value": None}, "as before"),
        (TEXT, {"value": ""}, None),
        (TEXT, {"value": "new"}, "new"),
        (DAY, {"selected_date": None}, "2026-11-30"),
        (DAY, {"selected_date": "2026-12-01"}, "2026-12-01"),
        (DAY, {"selected_date": ""}, None),
        (ONE, NOTHING, LEVELS[1]),
        (ONE, {}, LEVELS[1]),
        (ONE, {"selected_option": LEVELS[0]}, LEVELS[0]),
        (GROUPS, {"selected_option": LEVELS[0]}, LEVELS[0]),
        (GROUPS, NOTHING, None),
        (SOME, {"selected_options": []}, [LEVELS[0]]),
        (SOME, {"selected_options": [LEVELS[1]]}, [LEVELS[1]]),
        (SOME, {"selected_options": [option("page:nothing", "None of these")]}, []),
        (TEAM, {"selected_options": []}, ["U0BEN"]),
        (TEAM, {"selected_options": [option("U0LEO", "Leo Fontaine")]}, ["U0LEO"]),
        (TIME, {"selected_option": option("10:30", "10:30")}, "10:30"),
        (TIME, {"selected_option": None}, "09:15"),
        ({"type": "users_select"}, {"selected_option": option("U0LEO", "Leo Fontaine")}, "U0LEO"),
        ({"type": "number_input", "initial_value": "3"}, {"value": None}, "3"),
    ],
)
def test_what_the_page_sends_is_what_slack_would_have_sent(element: Any, given: Any, expected: Any) -> None:
    state = said(element, given, optional=True)
    assert state["type"] == element["type"]
    assert [value for key, value in state.items() if key != "type"] == [expected]


def test_the_value_is_where_slack_puts_it() -> None:
    assert said(TEAM, {}) == {"type": "multi_users_select", "selected_users": ["U0BEN"]}
    assert said(ONE, {}) == {"type": "static_select", "selected_option": LEVELS[1]}
    assert said(DAY, {}) == {"type": "datepicker", "selected_date": "2026-11-30"}


def test_a_described_option_comes_back_as_it_was_given() -> None:
    described = option("4", "4", description=plain("a lot"))
    element = {"type": "radio_buttons", "options": [described]}
    assert shown(element)["element"]["options"] == [option("4", "4 (a lot)")]
    assert said(element, {"selected_option": option("4", "4 (a lot)")})["selected_option"] == described


def test_the_bot_gets_its_own_view_back() -> None:
    view = modal(asks(ONE), {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "R&amp;D"}})
    back = page.restore_body(submission(view))["view"]
    assert {key: back[key] for key in view} == view
    assert "real" not in back


BACK = {"type": "button", "action_id": "run:back", "text": plain("Back"), "value": "run 7"}
HELP = {"type": "button", "action_id": "run:how", "text": plain("How this works")}
MOVES = {"type": "actions", "block_id": "moves", "elements": [BACK, HELP]}


def test_a_button_in_a_modal_is_a_box_to_tick() -> None:
    [stand_in] = page.fit_view(modal(MOVES), PEOPLE)["blocks"]
    assert stand_in["optional"] is True
    assert stand_in["element"]["type"] == "checkboxes"
    assert [each["text"]["text"] for each in stand_in["element"]["options"]] == ["Go back one page", "How this works"]


def test_a_ticked_box_presses_its_button() -> None:
    sent = submission(
        modal(asks(TEXT), MOVES), **{page.PRESS + "moves": {"press": {"selected_options": [option("0", "")]}}}
    )
    body = page.restore_body(sent)
    action = {key: body["actions"][0][key] for key in ("type", "action_id", "block_id", "value")}
    assert body["type"] == "block_actions"
    assert action == {"type": "button", "action_id": "run:back", "block_id": "moves", "value": "run 7"}
    assert body["container"] == {"type": "view", "view_id": "V1"}
    assert body["view"]["state"]["values"] == {"q": {"a": {"type": "plain_text_input", "value": "as before"}}}
    assert (body["user"], body["team"], body["trigger_id"]) == ({"id": "U0MAYA"}, {"id": "T0"}, "1.2.x")


MORE = [option(f"{act}/7", act) for act in ("redate", "smaller", "drop", "story")]
MENU = {"type": "overflow", "action_id": "more", "options": MORE}


def test_many_buttons_and_a_menu_in_a_modal_are_one_choice() -> None:
    row = {"type": "actions", "block_id": "m", "elements": [HELP, MENU]}
    [stand_in] = page.fit_view(modal(row), PEOPLE)["blocks"]
    assert stand_in["element"]["type"] == "static_select"
    assert [each["text"]["text"] for each in stand_in["element"]["options"]][1:] == [
        "redate",
        "smaller",
        "drop",
        "story",
    ]
    body = page.restore_body(
        submission(modal(row), **{page.PRESS + "m": {"press": {"selected_option": option("3", "")}}})
    )
    action = {key: body["actions"][0][key] for key in ("type", "action_id", "block_id", "selected_option")}
    assert action == {"type": "overflow", "action_id": "more", "block_id": "m", "selected_option": MORE[2]}


def test_a_button_beside_a_text_leaves_the_text() -> None:
    section = {"type": "section", "block_id": "s", "text": plain("Mailchimp"), "accessory": HELP}
    text, stand_in = page.fit_view(modal(section), PEOPLE)["blocks"]
    assert text == {"type": "section", "block_id": "s", "text": plain("Mailchimp")}
    assert stand_in["block_id"] == page.PRESS + "s"


def test_a_modal_of_buttons_only_gets_a_way_to_send_the_tick() -> None:
    view = {key: value for key, value in modal(MOVES).items() if key != "submit"}
    assert page.fit_view(view, PEOPLE)["submit"] == plain("Go on")
    assert page.find_faults(page.restore_body(submission(view))) == {
        "Nothing is ticked": "tick what you want, or close this window."
    }
    assert "submit" not in page.restore_body(submission(view))["view"]


@pytest.mark.parametrize(
    ("element", "given", "fault"),
    [
        ({"type": "plain_text_input"}, {"value": None}, "Please complete this required field."),
        ({"type": "plain_text_input", "min_length": 3}, {"value": "ab"}, "Please enter at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, {"value": "abcd"}, "Please enter at most 3 characters."),
        ({"type": "number_input"}, {"value": "two"}, "Please enter a number."),
        ({"type": "checkboxes", "options": LEVELS}, {"selected_options": []}, "Please complete this required field."),
    ],
)
def test_what_slacks_window_refuses_never_reaches_the_bot(element: Any, given: Any, fault: str) -> None:
    body = page.restore_body(submission(modal(asks(element)), q={"a": given}))
    assert page.find_faults(body) == {"q": fault}
    assert page.label_errors(page.find_faults(body), body["view"]) == {"Question": fault}


def test_a_press_on_the_home_tab_comes_from_no_channel() -> None:
    sent = {"type": "block_actions", "channel": {"id": "", "name": ""}, "actions": [{"action_id": "x"}], "user": {}}
    assert page.restore_body(sent) == {
        "type": "block_actions",
        "actions": [{"action_id": "x"}],
        "user": {},
        "container": {"type": "view"},
    }


def test_a_press_in_a_message_passes_as_it_is() -> None:
    sent = {"type": "block_actions", "channel": {"id": "C1"}, "message": {"ts": "1.1"}, "actions": []}
    assert page.restore_body(sent) == sent


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("R&amp;D &lt;3 &gt; 2", "R&D <3 > 2"),
        ("&amp;lt;", "&lt;"),
        ("<!date^1763769600^{date_short}|22 Nov>", "22 Nov"),
        ("<@U0BEN> and &lt;@U0BEN&gt;", "<@U0BEN> and " + page.NOT_A_LINK + "@U0BEN>"),
    ],
)
def test_escapes_are_read_not_seen(text: str, seen: str) -> None:
    assert page.unescape_text(text) == seen


def test_typed_words_arrive_as_slack_escapes_them() -> None:
    typed, sent = "R&D <now> <@U0BEN> &lt;", "R&amp;D &lt;now&gt; <@U0BEN> &amp;lt;"
    assert page.restore_body({"command": "/align", "text": typed}) == {"command": "/align", "text": sent}
    said = {"type": "event_callback", "event": {"type": "message", "text": typed}}
    assert page.restore_body(said) == {"type": "event_callback", "event": {"type": "message", "text": sent}}
