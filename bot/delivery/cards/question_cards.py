"""Outbox rows about the questions that a result leaves open: what comes before the mail, and the mail."""

from collections.abc import Mapping

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.finished import FinishedRun
from bot.messages.block_kit.render import Message
from bot.messages.playbooks import questions
from bot.model.outbox import OutboxRow
from bot.records import runs
from bot.records.database import Database
from bot.reports.results import find_finished

Library = Mapping[str, Playbook]


def compose_questions(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return what comes before the mail; None where the result asks nothing any more, or was taken down."""
    finished = _find_asking(db, library, row)
    if finished is None or finished.result.mail is None:
        return None
    subject, channel = finished.result.headline.subject, runs.get(db, row.ref).channel
    checklist = Checklist.of(finished.playbook)
    reads = checklist is not None and bool(checklist.in_writing)
    return questions.compose_questions(finished.result.mail, subject, channel, reads=reads)


def compose_mail(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the mail; None as above."""
    finished = _find_asking(db, library, row)
    mail = finished.result.mail if finished else None
    return questions.compose_mail(mail) if mail else None


def _find_asking(db: Database, library: Library, row: OutboxRow) -> FinishedRun | None:
    finished = find_finished(db, library, row.ref)
    return None if finished is None or finished.is_taken_down else finished
