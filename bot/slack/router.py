"""The one door for presses, submissions, closed windows, shortcuts and events: each finds its listener by name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.actions import deliveries
from bot.actions.context import Context
from bot.errors import OutdatedError
from bot.messages.block_kit.controls import MENU
from bot.messages.block_kit.payloads import Act, Carrier, P
from bot.model.rights import Right
from bot.records import events
from bot.slack import admission
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach
from bot.slack.posted import find_posted
from bot.slack.request import Body, Event, Request, Shown
from bot.slack.shapes import EVENT, MalformedError, check_shape
from bot.slack.windows import answer_submission, show_beneath, show_result

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
    """The listeners of one story, by the way in which Slack reports what they wait for.

    `shortcuts` stand in the menu of a message, `global_shortcuts` in Slack's own.
    """

    presses: tuple[Listener[Any], ...] = ()
    submissions: tuple[Listener[Any], ...] = ()
    closings: tuple[Listener[Any], ...] = ()
    shortcuts: tuple[Listener[Any], ...] = ()
    global_shortcuts: tuple[Listener[Any], ...] = ()
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
        self._global_shortcuts = _by_name(each for story in listed for each in story.global_shortcuts)
        self._events = {name: run for story in listed for name, run in story.events.items()}

    @property
    def names(self) -> frozenset[str]:
        """The names of all acts that have a listener."""
        ways = (self._presses, self._submissions, self._closings, self._shortcuts, self._global_shortcuts)
        return frozenset().union(*ways)

    @property
    def rights(self) -> frozenset[tuple[str, str, Right]]:
        """Every act by its way in and its name, with the right that it needs."""
        ways = {
            "press": self._presses,
            "submission": self._submissions,
            "closing": self._closings,
            "shortcut": self._shortcuts,
            "global": self._global_shortcuts,
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
        show_result(request, _run_listener(self._presses, name, request, carried))
        ack()
        wake_delivery(request.context, coach)

    def submit(self, ack: Ack, body: Body, client: WebClient, coach: Coach, context: BoltContext) -> None:
        """Answer a window that was sent in."""
        view = body["view"]
        request = make_request(from_interaction(body), client, coach, body, context)
        shown = _run_listener(self._submissions, view["callback_id"], request, view.get("private_metadata", ""))
        show_beneath(request, shown)
        ack(**answer_submission(shown))
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
        """Answer an entry in the menu of a message, or of Slack itself: `story:verb`, or `story:verb-word` for one that
        carries a word.
        """
        name, _, carried = body["callback_id"].partition("-")
        request = make_request(from_interaction(body), client, coach, body, context)
        listeners = self._shortcuts if "message" in body else self._global_shortcuts
        _note_arrival(request)
        show_result(request, _run_listener(listeners, name, request, carried))
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
    return Context(coach.db, coach.library, coach.secret, coach.now(), coach.questions, press)


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


def wake_delivery(context: Context, coach: Coach) -> None:
    """Have delivered what was said, if anything was."""
    for whisper in context.whispers:
        coach.whisper(whisper)
    if context.spoken:
        coach.deliver()
