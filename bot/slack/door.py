"""Bolt, behind a door: what has not Slack's shape is refused, what is not ours put aside; no listener sees either."""

import json
import logging
import time
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

from bot import deadline
from bot.counting import Counted, ErrorKind, count
from bot.slack.shapes import COMMAND, EVENT_CALLBACK, INTERACTIONS, MalformedError, check_shape

OUTDATED = {"response_type": "ephemeral", "replace_original": False, "text": "This is not mine any more. Type /align."}
OURS, OTHER_COMMAND = "/align", "This command is not mine. Mine is /align; type /align help."
PATIENCE = 2.0  # seconds for all that a listener waits for: Slack waits three, and words take some time as well
HANDSHAKE = "url_verification"  # Bolt's own
KNOWN = frozenset({"command", "event_callback", HANDSHAKE, *INTERACTIONS})  # what else a body says may be anybody's
OTHER = "other"
PAYLOADS = (*sorted(KNOWN), OTHER)

logger = logging.getLogger(__name__)


class Door(App):
    """Bolt's app, which hears only payloads that have the shape of Slack's and that Align knows."""

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Answer one request: 400 for what Slack never sends, 200 for what it sends and we do not know."""
        began = time.monotonic()
        response = self._answer(req)
        # Neither who nor what: of an answer that is confidential, no log may say whose it was.
        kind, seconds = _name_kind(req.body), time.monotonic() - began
        logger.info("answered %s with %s in %.0f ms", kind, response.status, seconds * 1000)
        count(Counted.ANSWER, kind, seconds)
        return response

    def _answer(self, req: BoltRequest) -> BoltResponse:
        try:
            with deadline.within(PATIENCE):
                return answer_at_door(req.body) or super().dispatch(req)
        except MalformedError as error:
            logger.warning("refused, for it has not the shape of Slack's payloads: %s", error)
            count(Counted.ERROR, ErrorKind.MALFORMED)
            return BoltResponse(status=400, body=json.dumps({"error": "not a payload of Slack's"}))
        except Exception:
            # Where not even the words about an error could be recorded: Slack sends an event again, and shows a person
            # a warning of its own.
            logger.exception("the database is down, or explaining an error failed")
            count(Counted.ERROR, ErrorKind.BUG)
            return BoltResponse(status=500)


def _name_kind(body: Mapping[str, Any]) -> str:
    """Return what a payload is, as Slack calls it, for the log and the metrics."""
    kind = body.get("type", "command" if "command" in body else "")
    return kind if isinstance(kind, str) and kind in KNOWN else OTHER


def answer_at_door(body: Mapping[str, Any]) -> BoltResponse | None:
    """Return the answer to what no listener is to see; None for the rest. MalformedError for a wrong shape."""
    kind = body.get("type")
    if "command" in body and kind is None:
        check_shape(COMMAND, body)
        if body["command"] != OURS:
            return _answer_json({"response_type": "ephemeral", "text": OTHER_COMMAND})
    elif kind == "event_callback":
        check_shape(EVENT_CALLBACK, body)
    elif isinstance(kind, str) and kind in INTERACTIONS:
        check_shape(INTERACTIONS[kind], body)
        find_workspace(body)
    elif isinstance(kind, str) and kind != HANDSHAKE:
        return _put_aside(kind)
    elif kind != HANDSHAKE:
        raise MalformedError("type: neither a command nor an event nor an interaction")
    return None


def find_workspace(body: Mapping[str, Any]) -> str:
    """Return the workspace in which somebody acted. MalformedError where the payload names none."""
    # Without a team the app is installed for an organisation: then the person's own workspace is named.
    workspace = (body.get("team") or {}).get("id") or body["user"].get("team_id")
    if not workspace:
        raise MalformedError("team: nobody says where this was done")
    return str(workspace)


def _put_aside(kind: str) -> BoltResponse:
    """Answer a kind of payload that Slack has and Align does not use, in words where a person waits."""
    answers: dict[str, Mapping[str, object]] = {
        "interactive_message": OUTDATED,
        "block_suggestion": {"options": []},
        "dialog_suggestion": {"options": []},
    }
    if kind not in answers:
        return BoltResponse(status=200, body="")
    return _answer_json(answers[kind])


def _answer_json(answer: Mapping[str, object]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
