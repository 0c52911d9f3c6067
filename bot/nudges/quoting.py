"""What a nudge says: the promise it is about as it stands now, or a welcome back."""

import json

from bot.messages import nudges as said
from bot.messages.away import welcome_back
from bot.messages.render import Message
from bot.records import commitments, nudges
from bot.records.database import Database, Row, moment
from bot.reports import presence


def nudge(db: Database, row: Row) -> Message:
    """The outbox row of a nudge, or of its redrawing, as a message."""
    told, detail = nudges.get(db, row["ref"]), json.loads(row["detail"])
    workspace, user = told["workspace"], told["user_id"]
    now = max(moment(told["at"]), moment(row["due_at"]))
    person = presence.person(db, workspace, user, now)
    if told["kind"] == "back":
        return welcome_back(commitments.of(db, workspace, user), person.today(now))
    one = commitments.get(db, told["ref"])
    snoozed = ""
    if told["ref"] in person.snoozed:
        until = person.snoozed[told["ref"]]
        snoozed = "never" if until is None else person.today(until).isoformat() if until > moment(told["at"]) else ""
    return said.nudge(
        told["id"],
        told["kind"],
        one,
        user=user,
        today=person.today(now),
        snoozed=snoozed,
        answered=one["state_at"] > told["at"],
        back=bool(detail.get("back")),
        slower=bool(detail.get("slower")),
    )
