"""Documents: begun, changed part by part, published version by version, shown, pinned and exported."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.interviews import Interview, get_charter, load_interview, load_own, lock_interview, start_run
from bot.actions.publishing import Clash, find_clash, publish
from bot.coaching.shapes.charter import prefill
from bot.coaching.shapes.charter.clashes import Key
from bot.coaching.shapes.charter.shape import Charter
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.runs import Run
from bot.model.subjects import fold_subject
from bot.records import commitments, outbox, run_answers, runs, teams, versions
from bot.reports import earlier_answers

IMPATIENT = timedelta(seconds=10)  # pressed again within this, it is the same wish


@dataclass(frozen=True)
class Reader:
    """Somebody who wants to see a document: in the channel where they asked, for them alone (`response_url` may show
    it there); without a channel in their direct messages.
    """

    workspace: str
    user: str
    channel: str = ""
    response_url: str = ""


def begin(context: Context, team_id: str, user: str, charter: Charter, subject: str = "") -> Interview:
    """Return the draft of a new document that this person has left, or a new one. `subject` begins one about that, with
    what the team has answered about it elsewhere.
    """
    with context.db.atomic():
        # Before anything is read: of several at once the first begins it, and the others find its draft.
        teams.lock_row(context.db, team_id)
        draft = _find_draft(context, team_id, user, charter, subject)
        if draft:
            return load_interview(context, draft)
        known = _earlier_answers(context, team_id, charter, subject)
        run = _start(context, team_id, user, charter, subject=subject)
        run_answers.begin_with(context.db, run.id, known, context.now)
    return Interview(run, charter, known, new=True)


def change(context: Context, version_id: str, user: str) -> Interview:
    """Return the change to a document that this person has left, or a new one with what the current version says."""
    version = runs.get(context.db, version_id)
    with context.db.atomic():
        teams.lock_row(context.db, version.team_id)
        changed = versions.get_document(context.db, version)
        # A draft may have been begun at an earlier version: `publish` brings it up to date.
        draft = versions.find_change(context.db, user, changed)
        return load_interview(context, draft or _start_change(context, changed[-1], user))


def restart_change(context: Context, run_id: str, user: str) -> Interview:
    """Return a change with what the current version says instead; a new one where it was published meanwhile."""
    interview, db = load_own(context, run_id, user), context.db
    with db.atomic():
        teams.lock_row(db, interview.run.team_id)
        run = lock_interview(context, interview).run
        if run.finished_at or run.replaces is None:
            return change(context, run.id, user)
        current = versions.get_document(db, runs.get(db, run.replaces))[-1]
        if runs.start_over(db, run.id, version=run.version, press=context.press, replaces=current.id):
            run_answers.begin_with(db, run.id, run_answers.get(db, current.id), context.now)
        return load_interview(context, runs.get(db, run.id))


def finish_change(context: Context, run_id: str, user: str) -> Interview | Clash:
    """Publish a change as it stands, once however often it is submitted. Where somebody else has changed the same
    meanwhile nothing is published: return what differs.
    """
    own = load_own(context, run_id, user)
    with context.db.atomic():
        teams.lock_row(context.db, own.run.team_id)
        interview = lock_interview(context, own)
        charter = get_charter(context, interview.run.playbook)
        return interview if interview.run.finished_at else publish(context, interview, charter) or interview


def find_clash_of(context: Context, run_id: str, user: str) -> Clash | None:
    """Return what this change and the current version have both changed; None where nothing is to be chosen."""
    interview = load_own(context, run_id, user)
    if interview.run.finished_at:
        return None
    return find_clash(context, interview, get_charter(context, interview.run.playbook))


def choose(context: Context, run_id: str, user: str, current_id: str, theirs: Container[Key]) -> Interview | Clash:
    """Publish a change whose author has chosen, where it differs from the version `current_id`: those of `theirs` are
    as that says, the others as the author wrote them. Return what differs where there is a newer version by now.
    """
    own = load_own(context, run_id, user)
    with context.db.atomic():
        teams.lock_row(context.db, own.run.team_id)
        interview = lock_interview(context, own)
        if interview.run.finished_at:
            return interview
        charter = get_charter(context, interview.run.playbook)
        clash = find_clash(context, interview, charter)
        if clash and clash.current.id == current_id:
            taken = {each.key: each.theirs for each in clash.points if each.key in theirs}
            run_answers.save(context.db, run_id, taken, user, context.now)
            interview = interview.with_answers(taken)
        return publish(context, interview, charter, known=current_id) or interview


def pin(context: Context, run_id: str, user: str) -> None:
    """Pin the document in the channel, whatever version somebody saw."""
    run = runs.get(context.db, run_id)
    with context.db.atomic():
        teams.lock_row(context.db, run.team_id)
        document_id = versions.get_document(context.db, run)[0].id
        if versions.pin(context.db, document_id, context.now):
            context.say(Kind.DOCUMENT, document_id, run.address, op=Operation.PIN, notify_on_failure=user)


def export(context: Context, run_id: str, user: str) -> None:
    """Send a version as a Markdown file to the one who asked, once however often they press."""
    with context.db.atomic():
        run = runs.lock_row(context.db, run_id)
        if not outbox.was_said(context.db, Kind.DOCUMENT_FILE, run.id, user, context.now - IMPATIENT):
            note_act(context, AuditEvent.EXPORTED, actor=user, team_id=run.team_id, detail={"run": run.id})
            at = Address(run.workspace, user, run.team_id)
            context.say(Kind.DOCUMENT_FILE, run.id, at, op=Operation.FILE, notify_on_failure=user)


def show(context: Context, version_id: str, reader: Reader) -> None:
    """Show the current version of a document to one person, once however often they press."""
    with context.db.atomic():
        run = runs.lock_row(context.db, version_id)
        current = versions.get_document(context.db, run)[-1]
        if not outbox.was_said(context.db, Kind.DOCUMENT, current.id, reader.user, context.now - IMPATIENT):
            whisper(context, Kind.DOCUMENT, current.id, run.team_id, reader)


def whisper(context: Context, kind: Kind, ref: str, team_id: str, reader: Reader) -> None:
    """Say something to one person alone, where they asked for it: at most once in a channel, see `Whisper`."""
    at, detail = Address(reader.workspace, reader.channel or reader.user, team_id), {"user": reader.user}
    if reader.channel:
        context.whisper(kind, ref, at, reader.user, response_url=reader.response_url, detail=detail)
    else:
        context.say(kind, ref, at, detail=detail)


def _find_draft(context: Context, team_id: str, user: str, charter: Charter, subject: str) -> Run | None:
    """Return the draft of a new document that this person has left, about this subject if there is one."""
    for draft in versions.list_new_drafts(context.db, team_id, user, charter.word):
        about = charter.evaluate(run_answers.get(context.db, draft.id)).subject if subject else ""
        if fold_subject(about) == fold_subject(subject):
            return draft
        runs.mark_renamed(context.db, draft.id)
    return None


def _earlier_answers(context: Context, team_id: str, charter: Charter, subject: str) -> dict[tuple[str, str], Any]:
    """Return what a new document about this begins with."""
    if not subject or not charter.subject:
        return {}
    sources = prefill.list_sources(charter)
    earlier = earlier_answers.find_answers(context.db, team_id, context.library, sources, subject)
    return {(charter.subject, ""): subject, **prefill.prefill_answers(charter, earlier)}


def _start(
    context: Context, team_id: str, user: str, charter: Charter, *, subject: str = "", replaces: str | None = None
) -> Run:
    commitments.cue(context.db, team_id, charter.word, user, context.now)
    return start_run(context, team_id, user, charter, subject=subject, replaces=replaces)


def _start_change(context: Context, current: Run, user: str) -> Run:
    charter = get_charter(context, current.playbook)
    run = _start(context, current.team_id, user, charter, replaces=current.id)
    run_answers.begin_with(context.db, run.id, run_answers.get(context.db, current.id), context.now)
    return run
