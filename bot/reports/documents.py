"""Versions of documents, each with its approvals and the answers of the version before it."""

from dataclasses import replace
from datetime import datetime

from bot.coaching.interview.route import Answers
from bot.coaching.shapes.charter.parts import carry_confirmed
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.voices import Voices
from bot.model.runs import Approval, Run
from bot.model.subjects import fold_subject
from bot.records import approvals, confirmations, run_answers, runs, teams, versions
from bot.records.database import Database
from bot.records.versions import Document
from bot.records.written import list_written


def get_version(db: Database, run_id: str) -> Version:
    """Return one version. KeyError when there is no such run."""
    run = runs.get(db, run_id)
    return _version(db, run, versions.get_document(db, run))


def compare(db: Database, charter: Charter, version: Version) -> Version:
    """Return the version with what the team has written down in the playbooks that it is compared with."""
    if not charter.compared:
        return version
    written = list_written(db, runs.get(db, version.run_id).team_id, charter.compared)
    return replace(version, voices=replace(version.voices, written=written))


def draft_version(db: Database, run: Run, charter: Charter, answers: Answers, now: datetime) -> Version:
    """Return the version that a draft with these answers would become now."""
    subject = charter.evaluate(answers).subject
    document = versions.find_by_subject(db, run.team_id, charter.word, subject)
    version = Version(
        run_id=run.id,
        document_id=document[0].id if document else run.id,
        number=len(document) + 1,
        subject=subject,
        by=run.started_by,
        on=now.date().isoformat(),
        answers=dict(answers),
        before=run_answers.get(db, document[-1].id) if document else None,
        voices=_voices(db, run, []),
        approvals=(),
        confirmed=tuple(list_still_confirmed(db, charter, document[-1] if document else None, answers, run.started_by)),
        replaced=0,
        pinned=False,
    )
    return compare(db, charter, version)


def list_still_confirmed(
    db: Database, charter: Charter, earlier: Run | None, answers: Answers, author: str
) -> list[str]:
    """Return whom a version with these answers need not ask about their part; `earlier` is the one before."""
    before = charter.evaluate(run_answers.get(db, earlier.id)).parts if earlier else {}
    confirmed = confirmations.list_confirmed(db, earlier.id) if earlier else ()
    return carry_confirmed(before, charter.evaluate(answers).parts, confirmed, author)


def get_current(db: Database, run_id: str) -> Version:
    """Return the current version of the document that this one belongs to. KeyError when there is no such run."""
    document = versions.get_document(db, runs.get(db, run_id))
    return _version(db, document[-1], document)


def list_current(db: Database, team_id: str, playbook: str) -> list[Version]:
    """Return every document that a team has of this playbook, as it stands, by subject."""
    documents = versions.list_documents(db, team_id, playbook)
    current = [_version(db, document[-1], document) for document in documents]
    return sorted(current, key=lambda each: fold_subject(each.subject))


def list_versions(db: Database, run_id: str) -> list[Version]:
    """Return every version of the document that this one belongs to, the newest first."""
    document = versions.get_document(db, runs.get(db, run_id))
    return [_version(db, each, document) for each in reversed(document)]


def _voices(db: Database, run: Run, given: list[Approval]) -> Voices:
    return Voices(teams.get_sides(db, run.team_id), {each.user_id: each.side for each in given})


def _version(db: Database, run: Run, document: Document) -> Version:
    place = [each.id for each in document].index(run.id)
    given = approvals.list_given(db, run.id)
    return Version(
        run_id=run.id,
        document_id=document[0].id,
        number=place + 1,
        subject=run.subject,
        by=run.started_by,
        on=run.end.date().isoformat(),
        answers=run_answers.get(db, run.id),
        before=run_answers.get(db, document[place - 1].id) if place else None,
        voices=_voices(db, run, given),
        approvals=tuple((each.side, each.user_id) for each in given),
        confirmed=tuple(confirmations.list_confirmed(db, run.id)),
        replaced=len(document) if place + 1 < len(document) else 0,
        pinned=document[0].pinned_at is not None,
    )
