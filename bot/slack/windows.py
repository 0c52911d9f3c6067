"""Windows after an act: what a listener returned, shown by a call of the Web API or by an acknowledgement."""

import logging
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from slack_sdk.errors import SlackApiError

from bot.errors import UserError
from bot.messages.block_kit.blocks import View
from bot.messages.front import front
from bot.slack.actor import Actor
from bot.slack.client import GONE, LATE, SPENT, is_outage
from bot.slack.request import Close, Invalid, Notice, Open, Replace, Reply, Request, Shown

log = logging.getLogger(__name__)


def show_result(request: Request, shown: Shown) -> None:
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
    show_beneath(request, shown)


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


def show_beneath(request: Request, shown: Shown) -> None:
    """Draw anew what stands at the bottom of the stack of windows, where the listener says what that shows now."""
    if isinstance(shown, Open | Replace | Close | Notice) and shown.beneath and request.in_modal:
        try:
            request.client.views_update(view_id=request.view["root_view_id"], view=shown.beneath)
        except (SlackApiError, OSError) as error:
            # What was asked for is done, and told on top: what stands beneath is drawn anew when it is next opened.
            if not (isinstance(error, SlackApiError) and error.response.get("error") in GONE):
                log.warning("The window beneath could not be drawn: %s", error, exc_info=not is_outage(error))


def answer_submission(shown: Shown) -> dict[str, Any]:
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
