"""A bot of a few lines that proves the way: `python -m tests.e2e.tiny PORT` runs it as `align try` does."""

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.errors import UserError
from bot.trial import session

Body = dict[str, Any]


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


def option(value: str, text: str) -> Body:
    return {"text": plain(text), "value": value}


LEVELS = [option(str(level), f"{level} of 3") for level in (1, 2, 3)]


def ask(name: str, label: str, element: Body, **more: Any) -> Body:
    return {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": name, **element}, **more}


def first(subject: str | None = None) -> Body:
    earlier = {"initial_value": subject} if subject else {}
    return {
        "type": "modal",
        "callback_id": "tiny:first",
        "title": plain("Tiny"),
        "submit": plain("Next"),
        "close": plain("Close"),
        "blocks": [
            ask("subject", "What is it about?", {"type": "plain_text_input", **earlier}),
            ask("owner", "Who owns it?", {"type": "users_select", "initial_user": "U0BEN"}),
        ],
    }


def second(answers: Body) -> Body:
    return {
        "type": "modal",
        "callback_id": "tiny:second",
        "title": plain("Tiny"),
        "submit": plain("Finish"),
        "private_metadata": f"{answers['subject']['subject']['value']}|{answers['owner']['owner']['selected_user']}",
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": "R&amp;D &lt;3"}},
            ask("level", "How much?", {"type": "static_select", "options": LEVELS, "initial_option": LEVELS[1]}),
            ask("team", "Who helps?", {"type": "multi_users_select"}, optional=True),
            {"type": "actions", "block_id": "moves", "elements": [_button("tiny:back", "Back")]},
        ],
    }


def _button(action: str, text: str) -> Body:
    return {"type": "button", "action_id": action, "text": plain(text), "value": "1"}


def command(ack: Ack, body: Body, client: WebClient) -> None:
    if body["text"] == "help":
        ack("tiny: try /align go")
    elif body["text"] == "go":
        client.views_open(trigger_id=body["trigger_id"], view=first())
        ack()
    elif body["text"] == "fail":
        raise UserError("on purpose")
    else:
        ack(
            response_type="in_channel",
            text="press",
            blocks=[{"type": "actions", "elements": [_button("tiny:press", "Press")]}],
        )


def go_on(ack: Ack, body: Body) -> None:
    ack(response_action="update", view=second(body["view"]["state"]["values"]))


def go_back(ack: Ack, body: Body, client: WebClient) -> None:
    subject = body["view"]["private_metadata"].split("|")[0]
    client.views_update(view_id=body["view"]["id"], view=first(subject))
    ack()


def finish(ack: Ack, body: Body, client: WebClient) -> None:
    subject, owner = body["view"]["private_metadata"].split("|")
    values = body["view"]["state"]["values"]
    if subject == "bad":
        ack(response_action="errors", errors={"level": "Not for a bad one."})
        return
    level = values["level"]["level"]["selected_option"]["value"]
    team = ",".join(values["team"]["team"]["selected_users"])
    ack()
    client.chat_postMessage(channel="C0MARKETINGOPS", text=f"{subject} is {owner}'s: {level}, with {team or 'nobody'}")


def press(ack: Ack, body: Body, client: WebClient) -> None:
    ack()
    client.chat_postMessage(channel=body["channel"]["id"], text=f"pressed by {body['user']['id']}")


class Tiny:
    """As much of a bot as a trial needs."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        token = environ["SLACK_BOT_TOKEN"]
        me = AuthorizeResult(enterprise_id=None, team_id="T0NORTHWIND", bot_user_id="U0ALIGN", bot_token=token)
        self.bolt = App(
            client=WebClient(token, base_url=environ["SLACK_API_URL"]),
            authorize=lambda: me,
            request_verification_enabled=False,
            process_before_response=True,
        )
        self.bolt.command("/align")(command)
        self.bolt.view("tiny:first")(go_on)
        self.bolt.view("tiny:second")(finish)
        self.bolt.action("tiny:back")(go_back)
        self.bolt.action("tiny:press")(press)
        self.bolt.event("message")(ignore)

    def working(self) -> AbstractContextManager[None]:
        """Nothing works beside the listeners."""
        return nullcontext()


def ignore(body: BoltRequest) -> BoltResponse:
    return BoltResponse(status=200)


if __name__ == "__main__":
    try:
        session.run_trial(int(sys.argv[1]), Path(".try"), Tiny)
    except UserError as problem:
        sys.exit(problem.text)
