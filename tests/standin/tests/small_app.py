"""A bot of three listeners, to prove the kit by."""

import re
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from tests.standin.slack import Slack
from tests.standin.wire.line import SECRET
from tests.standin.workspace import BOT_ID, BOT_TOKEN, BOT_USER

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def goal_modal(title: str, *more: Json) -> Json:
    goal = {"type": "plain_text_input", "action_id": "v", "max_length": 20}
    options = [{"text": plain(name), "value": name} for name in ("Open", "Late")]
    status = {"type": "static_select", "action_id": "v", "options": options, "initial_option": options[0]}
    owner = {"type": "multi_users_select", "action_id": "v", "max_selected_items": 2}
    due = {"type": "datepicker", "action_id": "v"}
    blocks = [
        {"type": "input", "block_id": "goal", "label": plain("Goal"), "element": goal},
        {"type": "input", "block_id": "status", "label": plain("Status"), "element": status, "dispatch_action": True},
        {"type": "input", "block_id": "owner", "label": plain("Owners"), "element": owner, "optional": True},
        {"type": "input", "block_id": "due", "label": plain("Due"), "element": due, "optional": True},
        *more,
    ]
    known = {"type": "modal", "callback_id": "goal", "notify_on_close": True, "private_metadata": "C0MARKETING"}
    return known | {"title": plain(title), "submit": plain("Save"), "blocks": blocks}


def goal_message(goal: str) -> Json:
    button = {"type": "button", "action_id": "done", "text": plain("Done"), "value": goal}
    menu = {"type": "overflow", "action_id": "menu", "options": [{"text": plain("Whisper"), "value": "w"}]}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": f"*{goal}*"}, "accessory": menu}
    return {"text": goal, "blocks": [section, {"type": "actions", "elements": [button]}]}


def types_goal(ack: Ack, command: Json, client: WebClient) -> None:
    if command["text"] == "help":
        ack(response_type="ephemeral", text="Type /goal")
        return
    client.views_open(trigger_id=command["trigger_id"], view=goal_modal("Goal"))
    ack()


def saves(ack: Ack, body: Json, client: WebClient) -> None:
    values = body["view"]["state"]["values"]
    goal = values["goal"]["v"]["value"]
    if goal == "Align":
        ack(response_action="errors", errors={"goal": "Say how much."})
    elif goal == "Sure?":
        ack(response_action="update", view=goal_modal("Sure?"))
    elif goal == "More":
        ack(response_action="push", view=goal_modal("More"))
    else:
        ack(response_action="clear")
        client.chat_postMessage(channel=body["view"]["private_metadata"], **goal_message(goal))


def late(ack: Ack, body: Json, client: WebClient, action: Json) -> None:
    note = {"type": "section", "text": {"type": "mrkdwn", "text": f"Now {action['selected_option']['value']}"}}
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=goal_modal("Goal", note))
    ack()


def done(ack: Ack, body: Json, client: WebClient) -> None:
    message = body["message"]
    client.chat_update(channel=body["channel"]["id"], ts=message["ts"], text="Done!", blocks=[])
    user = body["user"]["id"]
    client.chat_postEphemeral(channel=body["channel"]["id"], user=user, text=f"Well done, <@{user}>")
    ack()


def whispers(ack: Ack, respond: Respond) -> None:
    respond(text="Only you", response_type="ephemeral", replace_original=False)
    ack()


def closed(ack: Ack, body: Json, client: WebClient) -> None:
    assert body["view"]["state"]["values"] == {}
    client.chat_postMessage(channel=body["user"]["id"], text="Come back soon")
    ack()


def answers(event: Json, client: WebClient) -> None:
    client.chat_postMessage(channel=event["channel"], text=f"You said {event['text']}")


def greets(event: Json, client: WebClient) -> None:
    client.chat_postMessage(channel=event["channel"], text=f"Welcome, <@{event['user']}>")


def goes_home(event: Json, client: WebClient) -> None:
    button = {"type": "button", "action_id": "home", "text": plain("New goal")}
    client.views_publish(
        user_id=event["user"], view={"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    )


def opens_from_home(ack: Ack, body: Json, client: WebClient) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=goal_modal("From home"))
    ack()


ANY = re.compile(".*")


def bare(slack: Slack) -> App:
    """An app without listeners."""

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=None, bot_id=BOT_ID, bot_user_id=BOT_USER, bot_token=BOT_TOKEN
        )

    return App(
        signing_secret=SECRET,
        authorize=authorize,
        client=WebClient(base_url=slack.url),
        process_before_response=True,
    )


def build(slack: Slack) -> App:
    app = bare(slack)
    app.command("/goal")(types_goal)
    app.view("goal")(saves)
    app.view_closed("goal")(closed)
    app.action("v")(late)
    app.action("done")(done)
    app.action("menu")(whispers)
    app.action("home")(opens_from_home)
    app.event("message")(answers)
    app.event("app_mention")(answers)
    app.event("app_home_opened")(goes_home)
    app.event("member_joined_channel")(greets)
    return app
