"""Documents: begun, changed part by part, published version by version, shown, pinned and exported."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.actions import redraw
from bot.actions.context import Context
from bot.actions.interviews import Given, Interview, get_charter, load_interview, load_own
from bot.coaching.schedule.reminder_policy import UNAPPROVED_FOR
from bot.coaching.shapes.charter import prefill
from bot.coaching.shapes.charter.document import merge_answers
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from bot.model.outbox import Address, Kind, Operation
from bot.model.runs import Run, Visibility
from bot.model.subjects import fold_subject
from bot.records import approvals, commitments, people, runs, teams, versions
from bot.records.versions import Document
from bot.reports import earlier_answers


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
    draft = _find_draft(context, team_id, user, charter, subject)
    if draft:
        return load_interview(context, draft)
    known = _earlier_answers(context, team_id, charter, subject)
    with context.db.atomic():
        run = _start(context, team_id, user, charter)
        runs.save_answers(context.db, run.id, known, user, context.now)
    return Interview(run, charter, known, new=True)


def change(context: Context, version_id: str, user: str) -> Interview:
    """Return the change to a document that this person has left, or a new one with what the current version says."""
    changed = versions.get_document(context.db, runs.get(context.db, version_id))
    # A draft may have been begun at an earlier version: `publish` brings it up to date.
    draft = versions.find_change(context.db, user, changed)
    return load_interview(context, draft or _start_change(context, changed[-1], user))


def restart_change(context: Context, run_id: str, user: str) -> Interview:
    """Delete a change, and return a new one with what the current version says."""
    run = load_own(context, run_id, user).run
    assert run.replaces is not None
    with context.db.atomic():
        runs.delete_draft(context.db, run.id)
        return change(context, run.replaces, user)


def finish_change(context: Context, run_id: str, user: str) -> Interview:
    """Publish a change as it stands, once however often it is submitted."""
    interview = load_own(context, run_id, user)
    if not interview.run.finished_at:
        with context.db.atomic():
            publish(context, interview.run, get_charter(context, interview.run.playbook), interview.answers)
    return interview


def publish(context: Context, run: Run, charter: Charter, answers: Given) -> None:
    """Make a draft the current version, which requires an approval of each side. Call it in a transaction.

    What somebody else has changed meanwhile, and this draft has not, stays changed. UserError when two documents would
    be about the same.
    """
    earlier = _find_document(context, run, charter, answers)
    current = earlier[-1] if earlier else None
    # Somebody else has published meanwhile, or a new document is about the subject of one that is there.
    if current and current.id != run.replaces:
        answers = _rebase(context, run, answers, current)
    finished = runs.finish(
        context.db,
        run.id,
        version=charter.version,
        subject=charter.evaluate(answers).subject,
        headline=f"version {len(earlier) + 1}",
        visibility=Visibility.CHANNEL,
        now=context.now,
    )
    if finished:
        _post(context, run, charter)
        if current:
            _replace(context, current, run)


def pin(context: Context, run_id: str, user: str) -> None:
    """Pin a version in the channel; its message says that it is."""
    run = runs.get(context.db, run_id)
    with context.db.atomic():
        if versions.pin(context.db, run.id, context.now):
            context.say(Kind.DOCUMENT, run.id, run.address, op=Operation.PIN, notify_on_failure=user)
            redraw.changed_document(context, run)


def export(context: Context, run_id: str, user: str) -> None:
    """Send a version as a Markdown file to the one who asked."""
    run = runs.get(context.db, run_id)
    at = Address(run.workspace, user, run.team_id)
    context.say(Kind.DOCUMENT_FILE, run.id, at, op=Operation.FILE, notify_on_failure=user)


def show(context: Context, version_id: str, reader: Reader) -> None:
    """Show the current version of a document to one person."""
    run = runs.get(context.db, version_id)
    current = versions.get_document(context.db, run)[-1]
    whisper(context, Kind.DOCUMENT, current.id, run.team_id, reader)


def whisper(context: Context, kind: Kind, ref: str, team_id: str, reader: Reader) -> None:
    """Say something to one person alone, where they asked for it."""
    at = Address(reader.workspace, reader.channel or reader.user, team_id)
    op = Operation.EPHEMERAL if reader.channel else Operation.POST
    where = {"response_url": reader.response_url} if reader.channel else {}
    context.say(kind, ref, at, op=op, detail={"user": reader.user, **where})


def _find_draft(context: Context, team_id: str, user: str, charter: Charter, subject: str) -> Run | None:
    """Return the draft of a new document that this person has left, about this subject if there is one."""
    for draft in versions.list_new_drafts(context.db, team_id, user, charter.word):
        about = charter.evaluate(runs.get_answers(context.db, draft.id)).subject if subject else ""
        if fold_subject(about) == fold_subject(subject):
            return draft
    return None


def _earlier_answers(context: Context, team_id: str, charter: Charter, subject: str) -> dict[tuple[str, str], Any]:
    """Return what a new document about this begins with."""
    if not subject or not charter.subject:
        return {}
    sources = prefill.list_sources(charter)
    earlier = earlier_answers.find_answers(context.db, team_id, context.library, sources, subject)
    return {(charter.subject, ""): subject, **prefill.prefill_answers(charter, earlier)}


def _start(context: Context, team_id: str, user: str, charter: Charter, replaces: str | None = None) -> Run:
    commitments.cue(context.db, team_id, charter.word, user, context.now)
    return runs.start(
        context.db,
        team_id=team_id,
        playbook=charter.word,
        version=charter.version,
        user=user,
        now=context.now,
        replaces=replaces,
    )


def _start_change(context: Context, current: Run, user: str) -> Run:
    with context.db.atomic():
        charter = get_charter(context, current.playbook)
        run = _start(context, current.team_id, user, charter, replaces=current.id)
        runs.copy_answers(context.db, current.id, run.id)
    return run


def _find_document(context: Context, run: Run, charter: Charter, answers: Given) -> Document:
    """Return the document that this draft goes on, empty for a new one."""
    subject = charter.evaluate(answers).subject
    same_subject = versions.find_by_subject(context.db, run.team_id, charter.word, subject)
    if run.replaces is None:
        return same_subject
    changed = versions.get_document(context.db, runs.get(context.db, run.replaces))
    if same_subject and same_subject[-1].id != changed[-1].id:
        raise UserError(f"There is a document about {subject} already. Change that one, or choose another name.")
    return changed


def _rebase(context: Context, run: Run, answers: Given, current: Run) -> Given:
    """Return a draft's answers with what has changed in the current version since the draft was begun."""
    base = runs.get_answers(context.db, run.replaces) if run.replaces else {}
    merged = merge_answers(base, answers, runs.get_answers(context.db, current.id))
    runs.save_answers(context.db, run.id, merged, run.started_by, context.now)
    versions.rebase(context.db, run.id, current.id)
    return merged


def _post(context: Context, run: Run, charter: Charter) -> None:
    approvals.require(context.db, run.id, charter.sides)
    # Before its post, for the Home tabs alone: after it there would be an update of a message that is about to be new.
    redraw.changed_document(context, run)
    context.say(Kind.DOCUMENT, run.id, run.address, notify_on_failure=run.started_by)
    named = {run.started_by, *charter.evaluate(runs.get_answers(context.db, run.id)).persons}
    _consider_reminders(context, run, charter, named)


def _consider_reminders(context: Context, run: Run, charter: Charter, named: set[str]) -> None:
    """Consider reminding the members of each side: those whom the document names first, the others a day later."""
    sides = teams.get_sides(context.db, run.team_id)
    waits: dict[str, timedelta] = {}
    for side in charter.sides:
        members = {user for user in sides if sides[user] == side}
        first = named & members or members
        waits |= {user: UNAPPROVED_FOR if user in first else UNAPPROVED_FOR + timedelta(days=1) for user in members}
    # In order: two transactions that lock the same people in different orders would be a deadlock.
    for user, wait in sorted(waits.items()):
        people.consider(context.db, run.workspace, user, context.now + wait)


def _replace(context: Context, earlier: Run, run: Run) -> None:
    """Have the earlier version say so, and pin the new one where the earlier one was pinned."""
    if earlier.pinned_at:
        context.say(
            Kind.DOCUMENT, earlier.id, earlier.address, op=Operation.UNPIN, notify_on_failure=earlier.started_by
        )
    # First drawn, then withdrawn: whose Home tab shows it is read from what is required.
    redraw.changed_document(context, earlier)
    approvals.withdraw(context.db, earlier.id)
    if earlier.pinned_at and versions.pin(context.db, run.id, context.now):
        context.say(Kind.DOCUMENT, run.id, run.address, op=Operation.PIN, notify_on_failure=run.started_by)
