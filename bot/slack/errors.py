"""The one way errors reach people: words they can act on, or a reference to give to whoever runs Align."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import deadline
from bot.counting import Counted, ErrorKind, count
from bot.errors import MissingError, OutdatedError, UnavailableError, UserError
from bot.messages.block_kit.markup import escape_text
from bot.messages.front import front
from bot.model.outbox import Address, Kind, Whisper
from bot.records import events, outbox
from bot.records.database import new_id
from bot.slack.actor import Actor, from_interaction
from bot.slack.client import LATE, SPENT, is_outage
from bot.slack.coach import Coach
from bot.slack.front.events import speaks_to_us
from bot.slack.request import Body
from bot.slack.shapes import MalformedError

log = logging.getLogger(__name__)

FOR_WORDS = 0.6  # seconds to tell somebody that something went wrong, on top of what the listener has left of its time
TOO_LATE = UserError("That took too long, and Slack would not open the window any more. Please try once more.")
TOO_MANY_WINDOWS = UserError("Slack shows three windows at once. Please close one of them, then try once more.")
DATABASE_BUSY = UserError(
    "I am busy: my database does not answer just now, so this is not recorded. "
    "Nothing from before is lost; please try again in a minute."
)
HEARD = (
    "I heard you, but my database does not answer just now. I answer as soon as it does; "
    "if nothing has come in ten minutes, please say it once more."
)
SLACK_BUSY = UserError(
    "Slack does not answer me just now, so I cannot show you what comes next. "
    "What you have answered so far is kept; please try again in a minute."
)


def explain_error(
    error: Exception, body: Body, client: WebClient, context: BoltContext, request: BoltRequest
) -> BoltResponse:
    """Return what tells the person who acted, or Slack where nobody waits: behind an event or a closed window."""
    if isinstance(error, MalformedError):
        log.warning("refused, for it has not the shape of Slack's payloads: %s", error)
        count(Counted.ERROR, ErrorKind.MALFORMED)
        return BoltResponse(status=400)
    with deadline.longer(FOR_WORDS):
        if body.get("type") == "event_callback":
            return _answer_event(error, request, context["coach"])
        return _explain(error, body, client, context)


def _explain(error: Exception, body: Body, client: WebClient, context: BoltContext) -> BoltResponse:
    # First of all, since it logs what nobody foresaw, also where no person reads it.
    user_error = _explain_to_person(error)
    if body.get("type") == "view_closed":
        return BoltResponse(status=200 if isinstance(error, UserError) else 500)
    if body.get("type") == "view_submission":
        return _json_response(_answer_submission(user_error, body))
    if "command" in body:
        return _json_response({"response_type": "ephemeral", **front.compose_notice(user_error.text)})
    repeated = error is user_error  # a press that arrives again was told the same in a window
    told = _tell(user_error.text, body, None if user_error is SLACK_BUSY else client, context["coach"], repeated)
    return BoltResponse(status=200 if told else 503)


def _answer_event(error: Exception, request: BoltRequest, coach: Coach) -> BoltResponse:
    """Return 500, after which Slack sends it again, until that has helped no more than twice."""
    if isinstance(error, UserError):
        return BoltResponse(status=200)  # it would only come up again
    again = request.headers.get("x-slack-retry-num", ["0"])[0]
    if isinstance(error, UnavailableError):
        log.error("Not recorded, and Slack will send it again: %s", error)
        count(Counted.ERROR, ErrorKind.DATABASE)
        if again == "0":
            _ask_for_patience(request.body, coach)
        return BoltResponse(status=500)
    event = request.body["event_id"]
    tries = int(again) + 1 if again in ("1", "2", "3") else 1
    # Nothing is given up that could not even be counted.
    if events.record_failure(coach.db, event, tries, coach.now()):
        _explain_to_person(error)
        log.error("event %s is given up", event)
        return BoltResponse(status=200)
    log.warning("event %s failed, and Slack will send it again: %r", event, error)
    return BoltResponse(status=500)


def _ask_for_patience(body: Body, coach: Coach) -> None:
    """Tell whoever spoke to the bot, to them alone and without the database, that an answer takes a while."""
    event = body["event"]
    if speaks_to_us(event):
        place = {"thread_ts": event["thread_ts"]} if event.get("thread_ts") else {}
        at = Address(body["team_id"], event["channel"])
        coach.whisper(Whisper(Kind.NOTICE, event["user"], at, event["user"], detail={"text": HEARD, **place}))


def _explain_to_person(error: Exception) -> UserError:
    """Return the error in words for the person; log anything unforeseen under a reference that they see."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, MissingError):
        return OutdatedError()
    if isinstance(error, SlackApiError) and error.response.get("error") in LATE:
        return TOO_LATE
    if isinstance(error, SlackApiError) and error.response.get("error") == "push_limit_reached":
        return TOO_MANY_WINDOWS
    if isinstance(error, UnavailableError):
        log.error("Not recorded: %s", error)
        count(Counted.ERROR, ErrorKind.DATABASE)
        return DATABASE_BUSY
    if is_outage(error):
        log.warning("Slack does not answer: %s", error)
        count(Counted.ERROR, ErrorKind.SLACK)
        return SLACK_BUSY
    reference = new_id()[:8]
    log.error("reference %s", reference, exc_info=error)
    count(Counted.ERROR, ErrorKind.BUG)
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


def _tell(text: str, body: Body, client: WebClient | None, coach: Coach, repeated: bool) -> bool:
    """Open a small window, or write a message where Slack opens none any more. Return False when neither can be done.

    Without a client no window is tried: Slack has just been waited for, and has not answered. `repeated`: a trigger
    that was spent by the same press has opened a window with these words.
    """
    if client and _show_text(text, body, client, repeated):
        return True
    try:
        _write_text(text, from_interaction(body), coach)
    except UnavailableError as error:
        log.error("nobody could be told: %s (%s)", text, error)
        return False
    return True


def _show_text(text: str, body: Body, client: WebClient, repeated: bool) -> bool:
    """Open a small window, on top of the one that is open. Return False when Slack does not."""
    inside = (body.get("view") or {}).get("type") == "modal"
    show = client.views_push if inside else client.views_open
    try:
        show(trigger_id=body.get("trigger_id", ""), view=front.notice_window(text))
    except (SlackApiError, OSError) as error:
        if repeated and _is_spent(error):
            return True
        log.warning("no window any more for: %s (%s)", text, error)
        return False
    return True


def _is_spent(failure: Exception) -> bool:
    return isinstance(failure, SlackApiError) and failure.response.get("error") == SPENT


def _write_text(text: str, asker: Actor, coach: Coach) -> None:
    """Write to this person alone: beside what they pressed, or in a direct message when that was in a window."""
    # Escaped here, since what is written down does not say whether it was.
    detail = {"text": text if isinstance(text, Markup) else escape_text(text)}
    if asker.channel:
        at = Address(asker.workspace, asker.channel)
        coach.whisper(Whisper(Kind.NOTICE, asker.user, at, asker.user, asker.response_url, detail))
        return
    at = Address.to_person(asker.workspace, asker.user)
    outbox.say(coach.db, Kind.NOTICE, asker.user, at, coach.now(), detail=detail)
    coach.deliver()


def _json_response(answer: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
