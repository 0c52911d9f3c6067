"""What a nudge says: the promise or the document it is about as it stands now, or a welcome back."""

import json
from collections.abc import Mapping
from typing import Any

from bot.coaching import wording
from bot.coaching.nudging import Person
from bot.coaching.shapes import Playbook
from bot.messages import nudges as said
from bot.messages.away import welcome_back
from bot.messages.charters import SIDES
from bot.messages.render import Message
from bot.records import commitments, keys, nudges, runs, teams
from bot.records.database import Database, Row, moment
from bot.reports import documents, presence


def nudge(db: Database, library: Mapping[str, Playbook], row: Row) -> Message:
    """The outbox row of a nudge, or of its redrawing, as a message."""
    told, detail = nudges.get(db, row["ref"]), json.loads(row["detail"])
    workspace, user = told["workspace"], told["user_id"]
    now = max(moment(told["at"]), moment(row["due_at"]))
    person = presence.person(db, workspace, user, now)
    if told["kind"] == "back":
        return welcome_back(commitments.of(db, workspace, user), person.today(now))
    snoozed = _snoozed(person, told)
    how = {"back": bool(detail.get("back")), "slower": bool(detail.get("slower"))}
    if told["kind"] == "key":
        return said.owed(told["id"], _document(db, library, told), closed=_closed(db, told), snoozed=snoozed, **how)
    one = commitments.get(db, told["ref"])
    return said.nudge(
        told["id"],
        told["kind"],
        one,
        user=user,
        today=person.today(now),
        snoozed=snoozed,
        answered=one["state_at"] > told["at"],
        **how,
    )


def _snoozed(person: Person, told: Row) -> str:
    """Until which day they do not want to hear of it: ISO, `never`, or "" when they do."""
    if told["ref"] not in person.snoozed:
        return ""
    until = person.snoozed[told["ref"]]
    if until is None:
        return "never"
    return person.today(until).isoformat() if until > moment(told["at"]) else ""


def _document(db: Database, library: Mapping[str, Playbook], told: Row) -> dict[str, Any]:
    run, version = runs.get(db, told["ref"]), documents.version(db, told["ref"])
    playbook = library.get(run["playbook"])
    return {
        "run_id": run["id"],
        "word": run["playbook"],
        "title": playbook.title if playbook else run["playbook"],
        "subject": version.subject,
        "number": version.number,
        "by": version.by,
        "side": SIDES.get(teams.side(db, run["team_id"], told["user_id"]), "your side"),
        "others": [wording.Person(user) for user in version.voices.agreed],
        "channel": run["channel"],
    }


def _closed(db: Database, told: Row) -> str:
    if keys.awaits(db, told["ref"], told["user_id"]):
        return ""
    return "replaced" if documents.version(db, told["ref"]).replaced else "turned"
