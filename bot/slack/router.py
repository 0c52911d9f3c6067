"""The one door for presses, submissions, closed windows, shortcuts and events: each finds its listener by name."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic

from markupsafe import Markup
from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.actions import deliveries
from bot.actions.context import Context
from bot.errors import OutdatedError, UserError
from bot.messages import front
from bot.messages.blocks import View
from bot.messages.controls import MENU
from bot.messages.payloads import Act, Carrier, P
from bot.model.rights import Right
from bot.records import events
from bot.slack import admission
from bot.slack.actor import Actor, from_interaction
from bot.slack.client import GONE, LATE, SPENT, is_outage
from bot.slack.coach import Coach
from bot.slack.posted import find_posted
from bot.slack.request import Body, Close, Event, Invalid, Notice, Open, Replace, Reply, Request, Shown
from bot.slack.shapes import EVENT, MalformedError, check_shape

log = logging.getLogger(__name__)

# Events that Slack sends once for a whole organisation, without a workspace.
ORGANISATIONAL = frozenset({"app_uninstalled", "tokens_revoked"})


@dataclass(frozen=True)
class Listener(Generic[P]):
    """An act, the right that it needs, and the function that is called with what it carries."""

    act: Act[P]
    run: Callable[[Request, P], Shown]
    right: Right
    within: Carrier[Any] | None = None


def on(
    act: Act[P], run: Callable[[Request, P], Shown], right: Right, within: Carrier[Any] | None = None
) -> Listener[P]:
    """Return the listener of an act: `presses=(on(DONE, mark_done, Right.CHANGE), …)` in a story.

    `right` is what the act needs on its target: what its payload says, or the window `within` which it is done.
    """
    return Listener(act, run, right, within)


@dataclass(frozen=True)
class Story:
    """The listeners of one story, by the way in which Slack reports what they wait for."""

    presses: tuple[Listener[Any], ...] = ()
    submissions: tuple[Listener[Any], ...] = ()
    closings: tuple[Listener[Any], ...] = ()
    shortcuts: tuple[Listener[Any], ...] = ()
    events: Mapping[str, Callable[[Event], None]] = field(default_factory=dict)


class Router:
    """The way from Slack's payload to a listener and back: run it, show what it returns, wake delivery.

    Nothing in a listener may wait: it reads the payload, calls one action and returns what Slack shows.
    ValueError for two listeners of one act.
    """

    # Bolt sends the acknowledgement when a method below has returned (process_before_response in bot/app.py). So what
    # fails in it can still be answered, see bot/slack/errors.py, and all of it has Slack's three seconds. Delivery is
    # woken last, after the action's transaction: before, it would find no row.

    def __init__(self, stories: Iterable[Story]) -> None:
        listed = list(stories)
        self._presses = _by_name(each for story in listed for each in story.presses)
        self._submissions = _by_name(each for story in listed for each in story.submissions)
        self._closings = _by_name(each for story in listed for each in story.closings)
        self._shortcuts = _by_name(each for story in listed for each in story.shortcuts)
        self._events = {name: run for story in listed for name, run in story.events.items()}

    @property
    def names(self) -> frozenset[str]:
        """The names of all acts that have a listener."""
        return frozenset().union(self._presses, self._submissions, self._closings, self._shortcuts)

    @property
    def rights(self) -> frozenset[tuple[str, str, Right]]:
        """Every act by its way in and its name, with the right that it needs."""
        ways = {
            "press": self._presses,
            "submission": self._submissions,
            "closing": self._closings,
            "shortcut": self._shortcuts,
        }
        return frozenset((way, name, each.right) for way, acts in ways.items() for name, each in acts.items())

    def register(self, app: App) -> None:
        """Listen to all of it."""
        # Bolt runs the first listener that matches, and these match everything: what is registered later never runs.
        everything = re.compile("")
        app.action(everything)(self.press)
        app.view_submission(everything)(self.submit)
        app.view_closed(everything)(self.close)
        app.shortcut(everything)(self.choose)
        app.event(everything)(self.hear)

    def press(self, ack: Ack, body: Body, client: WebClient, coach: Coach, context: BoltContext) -> None:
        """Answer a button, an entry of a … menu, or a change in a field of which Slack tells at once."""
        name, carried = _read_press(body["actions"][0])
        request = make_request(from_interaction(body), client, coach, body, context)
        _note_arrival(request)
        _show_result(request, _run_listener(self._presses, name, request, carried))
        ack()
        wake_delivery(request.context, coach)

    def submit(self, ack: Ack, body: Body, client: WebClient, coach: Coach, context: BoltContext) -> None:
        """Answer a window that was sent in."""
        view = body["view"]
        request = make_request(from_interaction(body), client, coach, body, context)
        shown = _run_listener(self._submissions, view["callback_id"], request, view.get("private_metadata", ""))
        _show_beneath(request, shown)
        ack(**_answer_submission(shown))
        wake_delivery(request.context, coach)

    def close(self, ack: Ack, body: Body, client: WebClient, coach: Coach, context: BoltContext) -> None:
        """Hear of a window that was closed unsent, where a story wants to know."""
        view = body["view"]
        if view["callback_id"] in self._closings:
            request = make_request(from_interaction(body), client, coach, body, context)
            _run_listener(self._closings, view["callback_id"], request, view.get("private_metadata", ""))
            ack()
            wake_delivery(request.context, coach)
            return
        ack()

    def choose(self, ack: Ack, body: Body, client: WebClient, coach: Coach, context: BoltContext) -> None:
        """Answer an entry in the menu of a message: `story:verb`, or `story:verb-word` for one of a playbook's."""
        name, _, carried = body["callback_id"].partition("-")
        request = make_request(from_interaction(body), client, coach, body, context)
        _note_arrival(request)
        _show_result(request, _run_listener(self._shortcuts, name, request, carried))
        ack()
        wake_delivery(request.context, coach)

    def hear(self, ack: Ack, event: Mapping[str, Any], body: Body, coach: Coach) -> None:
        """Hear an event, once however often Slack sends it; acknowledge also those that no story waits for."""
        run = self._events.get(event["type"])
        if run is None:
            ack()
            return
        check_shape(EVENT, event)
        context, workspace = make_context(coach), _find_workspace(body)
        # One transaction: when the action fails, the event is forgotten with it, and counts when Slack sends it again.
        with coach.db.atomic():
            if events.record(coach.db, body["event_id"], context.now):
                run(Event(context, coach, workspace, event))
        ack()
        wake_delivery(context, coach)


def make_context(coach: Coach, press: str = "") -> Context:
    """Return the context of one action, at this moment."""
    return Context(coach.db, coach.library, coach.secret, coach.now(), press)


def make_request(actor: Actor, client: WebClient, coach: Coach, body: Body, bolt: BoltContext) -> Request:
    """Return the request with the context of its action: one moment for all that follows from it.

    UserError for people of another company.
    """
    request = Request(actor, make_context(coach, actor.trigger), coach, client, body)
    admission.check_company(request, bolt.authorize_result.team_id if bolt.authorize_result else None)
    return request


def _find_workspace(body: Body) -> str:
    """Return the workspace of an event; "" for all of an organisation. MalformedError where it can be neither."""
    workspace = body.get("team_id") or ""
    if not workspace and not (body.get("enterprise_id") and body["event"]["type"] in ORGANISATIONAL):
        raise MalformedError("team_id: missing")
    return str(workspace)


def _by_name(listeners: Iterable[Listener[Any]]) -> dict[str, Listener[Any]]:
    by_name: dict[str, Listener[Any]] = {}
    for listener in listeners:
        if by_name.setdefault(listener.act.name, listener) is not listener:
            raise ValueError(f"two listeners for {listener.act.name}")
    return by_name


def _run_listener(listeners: Mapping[str, Listener[Any]], name: str, request: Request, carried: str) -> Shown:
    listener = listeners.get(name)
    if listener is None:
        raise OutdatedError
    payload, declared = listener.act.payload.decode(carried), replace(request, right=listener.right)
    subject = request.inside(listener.within) if listener.within else payload
    return admission.check_target(declared, subject.target) or listener.run(declared, payload)


def _note_arrival(request: Request) -> None:
    """Record that a message of ours stands where somebody acts on it, whatever is known of it."""
    posted = find_posted(request.body)
    if posted:
        deliveries.arrive(request.context, posted.row, request.actor.workspace, posted.channel, posted.ts)


def _read_press(action: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name of the act and what it carries; a field carries nothing, its answer is in the window's state."""
    # In an overflow menu Slack gives every entry the same action_id, so that the act stands in the entry's value.
    if action["action_id"] == MENU:
        name, _, carried = (action.get("selected_option") or {"value": ""})["value"].partition(" ")
        return name, carried
    # Behind "-" stands what only tells equal buttons apart: an action_id may stand once in a block.
    return action["action_id"].partition("-")[0], (action.get("value") or "") if action["type"] == "button" else ""


def _show_result(request: Request, shown: Shown) -> None:
    """Show it by a call of the Web API: the acknowledgement of a press or a shortcut can show nothing.

    Nothing is reported where the window is gone, or comes too late for something that was done: it needs no window.
    UserError with the words that no window could show.
    """
    try:
        _open_window(request, shown)
    except SlackApiError as error:
        code = error.response.get("error")
        if code in GONE | LATE and isinstance(shown, Notice | Reply):
            raise UserError(shown.text if isinstance(shown, Notice) else Markup(shown.message["text"])) from None
        if code not in GONE and not (code in LATE and request.context.spoken):
            raise
    _show_beneath(request, shown)


def _open_window(request: Request, shown: Shown) -> None:
    match shown:
        case Replace(view) if request.in_modal:
            request.client.views_update(view_id=request.view["id"], view=view)
        case Open(view) if request.in_modal:
            open_window(request.client.views_push, request.actor, view)
        case Open(view) | Replace(view):
            open_window(request.client.views_open, request.actor, view)
        case Reply(message):
            _open_window(request, Open(front.message_window(message)))
        case Notice(text):
            _open_window(request, Open(front.notice_window(text)))
        case Invalid():
            raise TypeError("only a window that was sent in has fields to mend")


def open_window(open_view: Callable[..., object], actor: Actor, view: View) -> None:
    """Open a window; not another one for a press or command that arrives again."""
    try:
        open_view(trigger_id=actor.trigger, view=view)
    except SlackApiError as error:
        if error.response["error"] != SPENT:
            raise


def _show_beneath(request: Request, shown: Shown) -> None:
    if isinstance(shown, Open | Replace | Close | Notice) and shown.beneath and request.in_modal:
        try:
            request.client.views_update(view_id=request.view["root_view_id"], view=shown.beneath)
        except (SlackApiError, OSError) as error:
            # What was asked for is done, and told on top: what stands beneath is drawn anew when it is next opened.
            if not (isinstance(error, SlackApiError) and error.response.get("error") in GONE):
                log.warning("The window beneath could not be drawn: %s", error, exc_info=not is_outage(error))


def _answer_submission(shown: Shown) -> dict[str, Any]:
    """Return what the acknowledgement of a submission says."""
    match shown:
        case Replace(view):
            return {"response_action": "update", "view": view}
        case Open(view):
            return {"response_action": "push", "view": view}
        case Invalid(faults):
            return {"response_action": "errors", "errors": dict(faults)}
        case Reply(message):
            return {"response_action": "update", "view": front.message_window(message)}
        case Notice(text):
            return {"response_action": "push", "view": front.notice_window(text)}
    return {}


def wake_delivery(context: Context, coach: Coach) -> None:
    """Have delivered what was said, if anything was."""
    for whisper in context.whispers:
        coach.whisper(whisper)
    if context.spoken:
        coach.deliver()
