"""The line between Slack and the bot: acts go out as signed requests, answers are taken as Slack takes them."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

from tests.standin.blockkit.limits import Payload, check_message
from tests.standin.clock import until_nothing
from tests.standin.methods import chat, views
from tests.standin.slack import Slack
from tests.standin.wire.payloads import encoded, signed
from tests.standin.workspace import Modal, Refused, Room

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
Act = Callable[[], object]
Once = Callable[[str, Sequence[Any], Act], None]
PATIENCE = timedelta(seconds=3)  # how long Slack waits for an answer


def do_it(name: str, people: Sequence[Any], act: Act) -> None:
    act()


class Line:
    def __init__(self, slack: Slack, secret: str = SECRET) -> None:
        self.slack = slack
        self.secret = secret
        self._app: App | None = None
        self._deliver: Callable[[], int] = lambda: 0
        self.sent: list[tuple[str, str]] = []  # (body, content type) of every request
        self.asked: set[str] = set()  # methods called before the bot had answered a request
        self.once: Once = do_it  # what many tests begin with: its name, who acts, what they do

    def connect(self, app: App, deliver: Callable[[], int] = lambda: 0) -> None:
        """From now on this app hears; `deliver` sends what it recorded and says how many it sent."""
        self._app, self._deliver = app, deliver

    def send(self, payload: Payload, expect: int = 200, retry: int = 0) -> BoltResponse:
        """The app's answer to one request, whose status must be as expected."""
        self.sent.append(encoded(payload))
        response = self.post(*self.sent[-1], retry)
        if response.status != expect:
            raise AssertionError(
                f"{payload.get('type', 'command')}: HTTP {response.status}, not {expect}: {response.body}"
            )
        return response

    def sends_again(self, times: int = 1, at_once: bool = False) -> list[int]:
        """Slack sends the last request again, as it does when an answer was late; the statuses it gets."""
        body, content_type = self.sent[-1]
        with ThreadPoolExecutor(times if at_once else 1) as pool:
            return [each.status for each in pool.map(lambda n: self.post(body, content_type, n + 1), range(times))]

    def post(self, body: str, content_type: str, retry: int = 0) -> BoltResponse:
        """The answer to a body as it is: Slack sends it for the first time, or again."""
        if self._app is None:
            raise AssertionError("no bot listens: ask for the `align` fixture")
        before, sent_at = len(self.slack.calls), self.slack.workspace.now()
        headers = {**signed(self.secret, body, content_type, retry)}
        response = self._app.dispatch(BoltRequest(body=body, headers=headers))
        self.asked |= {call.method for call in self.slack.calls[before:]}
        took = self.slack.workspace.now() - sent_at
        if took > PATIENCE:
            raise AssertionError(f"acknowledged after {took.total_seconds():g} seconds; Slack gives up after three")
        return response

    def speak(self) -> None:
        """Say what was recorded, and what that recorded in turn."""
        until_nothing(lambda: 0, self._deliver)


def content(response: BoltResponse) -> Payload:
    """The JSON of an answer; plain text is a message's text, nothing is nothing."""
    if not response.body:
        return {}
    kind = response.headers.get("content-type", [""])[0]
    body: Payload = json.loads(response.body) if "json" in kind else {"text": response.body}
    return body


def take_command(slack: Slack, user: str, room: Room, response: BoltResponse) -> None:
    """An acknowledged command says its text to the person, or to the channel."""
    said = content(response)
    faults = check_message(said) if said else []
    if faults:
        raise AssertionError(f"Slack would refuse the acknowledgement: {faults}")
    if said:
        chat.answer(slack.workspace, user, room.id, said)


def take_nothing(response: BoltResponse) -> None:
    if response.body:
        raise AssertionError(f"Slack ignores what acknowledges an action: {response.body}")


def take_submission(slack: Slack, user: str, modal: Modal, response: BoltResponse) -> None:
    """An acknowledged submission closes the view, or shows errors, another view, or none at all."""
    said = content(response)
    stack = slack.workspace.modals[user]
    action = said.get("response_action", "" if said else "close")
    try:
        if action == "errors":
            show_errors(modal, said["errors"])
        elif action == "update":
            views.change(slack.workspace, modal, said["view"])
        elif action == "push":
            views.put_on_top(slack.workspace, user, said["view"])
        elif action == "clear":
            stack.clear()
        elif action == "close":
            stack.remove(modal)
        else:
            raise AssertionError(f"Slack takes no such answer to a submission: {response.body}")
    except Refused as refused:
        raise AssertionError(f"Slack would refuse the acknowledgement: {refused.body}") from refused


def show_errors(modal: Modal, errors: dict[str, str]) -> None:
    inputs = [block["block_id"] for block in modal.view["blocks"] if block["type"] == "input"]
    strange = [name for name in errors if name not in inputs]
    if strange or not errors:
        raise AssertionError(f"errors must name input blocks: {strange or 'none named'}; there are {inputs}")
    modal.errors = dict(errors)
