"""What an outbox row says, decided at the moment it is sent: a row's kind and ref → a message."""

import json
from collections.abc import Callable, Mapping

from bot.coaching.shapes.table import Playbook
from bot.delivery.cards import checkin_cards, home_card, reminder_cards, run_cards
from bot.messages import commitment_windows, document_files, front, home, undelivered
from bot.messages import commitments as commitment_words
from bot.messages import documents as charter_words
from bot.messages import teams as team_words
from bot.messages.front import Line
from bot.messages.render import Message, compose
from bot.records import commitments, offers, outbox, progress, teams
from bot.records.database import Database, Row, moment

Compose = Callable[[Row], Message | None]


def composer(db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], secret: bytes) -> Compose:
    """Row → message, or None when there is nothing to say any more. `lines` are the words of /align."""
    plays = {word: lines[word] for word in library}
    said: dict[str, Compose] = {
        "outcome": lambda row: run_cards.outcome(db, library, row),
        "commitment": lambda row: _commitment(db, row),
        "handover": lambda row: _handover(db, row),
        "checkin": lambda row: checkin_cards.card(db, secret, row),
        "closing": lambda row: checkin_cards.closing(db, secret, row),
        "pulse": lambda row: checkin_cards.pulse(db, secret, row),
        "nudge": lambda row: reminder_cards.reminder(db, library, lines, row),
        "charter": lambda row: run_cards.document(db, library, row),
        "charter_agreed": lambda row: run_cards.charter(db, library, row, charter_words.agreed),
        "charter_file": lambda row: run_cards.charter(db, library, row, document_files.file),
        "followup": lambda row: run_cards.followup(db, library, lines, row),
        "whole": lambda row: run_cards.whole(db, library, row),
        "charter_list": lambda row: run_cards.documents(db, library, row),
        "offer": lambda row: _offer(db, plays, lines, row),
        "hello": lambda row: front.hello(plays),
        "channel": lambda row: compose("channel", {"user": "", "promises": 0, **json.loads(row["detail"])}),
        "notice": lambda row: front.alone(json.loads(row["detail"])["text"]),
        "home": lambda row: home_card.on_top(db, row, _home(db, library, plays, row)),
        "undelivered": lambda row: _undelivered(db, said, row),
    }
    return lambda row: said[row["kind"]](row)


def _commitment(db: Database, row: Row) -> Message:
    return commitment_words.card(commitments.get(db, row["ref"]), offers.previous_owner(db, row["ref"]))


def _handover(db: Database, row: Row) -> Message:
    offer = offers.get(db, row["ref"])
    return commitment_windows.offer_card(offer, commitments.get(db, offer.commitment_id))


def _offer(db: Database, plays: Mapping[str, Line], lines: Mapping[str, Line], row: Row) -> Message:
    """In a direct message of somebody in several teams, a playbook first wants to know which team it is for."""
    detail, word = json.loads(row["detail"]), row["ref"]
    mine = teams.of(db, row["workspace"], detail["user"]) if row["channel"].startswith("D") else []
    if len(mine) > 1 and word.partition(" ")[0] in plays:
        return team_words.choose(mine, word)
    return front.offer(word, detail["found"], lines)


def _home(db: Database, library: Mapping[str, Playbook], plays: Mapping[str, Line], row: Row) -> Message:
    user, workspace, now = row["ref"], row["workspace"], moment(row["due_at"])
    mine, theirs = progress.of_person(db, workspace, user, now), teams.of(db, workspace, user)
    return home.home(mine, theirs, plays, now, run_cards.waiting(db, library, workspace, user))


def _undelivered(db: Database, said: Mapping[str, Compose], row: Row) -> Message | None:
    """The trouble, what mends it, and the message itself, so that nothing is lost meanwhile."""
    lost = outbox.get(db, row["ref"])
    if lost["op"] == "pin":
        return undelivered.unpinned(lost["channel"])
    message = said[lost["kind"]](lost)
    return undelivered.undelivered(lost["id"], lost["channel"], lost["error"] or "", message) if message else None
