"""The one way errors reach people: words they can act on, or a reference to give to whoever runs Align."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import UserError
from bot.messages import front
from bot.model.outbox import Address, Kind, Whisper
from bot.records import outbox
from bot.records.database import new_id
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach
from bot.slack.request import Body

log = logging.getLogger(__name__)

# A trigger_id opens one window within three seconds of the press (docs.slack.dev, Interactivity).
LATE = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id")


def explain_error(error: Exception, body: Body, client: WebClient, context: BoltContext) -> BoltResponse:
    """Return what tells the person who acted, or Slack where nobody waits: behind an event or a closed window."""
    # First of all, since it logs what nobody foresaw, also where no person reads it.
    user_error = _explain_to_person(error)
    if body.get("type") in ("event_callback", "view_closed"):
        # After a 500 Slack sends an event again, which helps against a fault; a UserError would only come up again.
        return BoltResponse(status=200 if isinstance(error, UserError) else 500)
    if body.get("type") == "view_submission":
        return _json_response(_answer_submission(user_error, body))
    if "command" in body:
        return _json_response({"response_type": "ephemeral", **front.compose_notice(user_error.text)})
    _show_text(user_error.text, body, client, context.get("coach"))
    return BoltResponse(status=200)


def _explain_to_person(error: Exception) -> UserError:
    """Return the error in words for the person; log anything unforeseen under a reference that they see."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, SlackApiError) and error.response.get("error") in LATE:
        return UserError("That took too long, and Slack would not open the window any more. Please try once more.")
    reference = new_id()[:8]
    log.error("reference %s", reference, exc_info=error)
    return UserError(
        "Something went wrong on my side. What you have answered so far is kept; please try once more. "
        f"If it happens again, tell whoever runs Align this reference: {reference}"
    )


def _answer_submission(error: UserError, body: Body) -> dict[str, Any]:
    """Return the words at the input that they are about, otherwise a window on top, so that nothing typed is lost."""
    # Slack takes errors at input blocks only.
    inputs = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
    if error.field in inputs:
        return {"response_action": "errors", "errors": {error.field: error.text}}
    return {"response_action": "push", "view": front.notice_window(error.text)}


def _show_text(text: str, body: Body, client: WebClient, coach: Coach | None) -> None:
    """Open a small window, on top of the one that is open; write a message where Slack opens none any more."""
    inside = (body.get("view") or {}).get("type") == "modal"
    show = client.views_push if inside else client.views_open
    try:
        show(trigger_id=body.get("trigger_id", ""), view=front.notice_window(text))
    except (SlackApiError, OSError) as error:
        log.warning("no window any more for: %s (%s)", text, error)
        if coach:  # there is none yet when a middleware before the one that attaches it has failed
            _write_text(text, from_interaction(body), coach)


def _write_text(text: str, asker: Actor, coach: Coach) -> None:
    """Write to this person alone: beside what they pressed, or in a direct message when that was in a window."""
    detail = {"text": text}
    if asker.channel:
        at = Address(asker.workspace, asker.channel)
        coach.whisper(Whisper(Kind.NOTICE, asker.user, at, asker.user, asker.response_url, detail))
        return
    outbox.say(
        coach.db, Kind.NOTICE, asker.user, Address.to_person(asker.workspace, asker.user), coach.now(), detail=detail
    )
    coach.deliver()


def _json_response(answer: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
