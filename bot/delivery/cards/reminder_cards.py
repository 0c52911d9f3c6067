"""What a nudge says: what it is about as that stands now, or a welcome back."""

from collections.abc import Mapping
from dataclasses import replace

from bot.coaching.shapes.charter.model import Charter
from bot.delivery.cards import run_cards
from bot.delivery.cards.run_cards import Library
from bot.messages import reminders as said
from bot.messages.away import welcome_back
from bot.messages.front import Line
from bot.messages.reminders import Standing
from bot.messages.render import Message
from bot.model.commitments import Commitment
from bot.model.outbox import OutboxRow
from bot.records import approvals, commitments, followups, reminders, runs, teams
from bot.records.database import Database, Row, moment
from bot.reports import availability, documents


def nudge(db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow) -> Message | None:
    """The outbox row of a nudge, or of its redrawing, as a message."""
    told = reminders.get(db, row.ref)
    if told["kind"] == "key":
        return _key(db, library, row, told)
    if told["kind"] == "followup":
        return _followup(db, library, lines, row, told)
    return _promise(db, row, told)


def _promise(db: Database, row: OutboxRow, told: Row) -> Message:
    workspace, user = told["workspace"], told["user_id"]
    now = max(moment(told["at"]), row.due_at)
    person = availability.person(db, workspace, user, now)
    if told["kind"] == "back":
        return welcome_back(
            [Commitment.from_row(row) for row in commitments.of(db, workspace, user)], person.today(now)
        )
    one = commitments.get(db, told["ref"])
    return said.nudge(
        told["id"],
        told["kind"],
        one,
        _standing(db, row, told),
        user=user,
        today=person.today(now),
        answered=one["state_at"] > told["at"],
    )


def _key(db: Database, library: Library, row: OutboxRow, told: Row) -> Message | None:
    run = runs.get(db, told["ref"])
    charter = library.get(run["playbook"])
    if not isinstance(charter, Charter):
        return None
    side = teams.side(db, run["team_id"], told["user_id"]) if approvals.owes(db, run["id"], told["user_id"]) else ""
    version = documents.version(db, run["id"])
    return said.key(told["id"], charter, version, _standing(db, row, told), side=side, channel=run["channel"])


def _followup(db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow, told: Row) -> Message | None:
    card = run_cards.followup(db, library, lines, replace(row, ref=told["ref"]))
    answered = told["user_id"] in followups.answers(db, told["ref"])
    return said.followup(told["id"], card, _standing(db, row, told), closed=answered) if card else None


def _standing(db: Database, row: OutboxRow, told: Row) -> Standing:
    detail, snoozed = row.detail, ""
    person = availability.person(db, told["workspace"], told["user_id"], max(moment(told["at"]), row.due_at))
    if told["ref"] in person.snoozed:
        until = person.snoozed[told["ref"]]
        snoozed = "never" if until is None else person.today(until).isoformat() if until > moment(told["at"]) else ""
    return Standing(snoozed, bool(detail.get("back")), bool(detail.get("slower")))
