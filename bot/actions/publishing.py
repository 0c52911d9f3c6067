"""Publishing a document: a draft becomes its current version, and the one before says so."""

from datetime import timedelta

from bot.actions import redraw
from bot.actions.context import Context
from bot.actions.interviews import Given
from bot.coaching.schedule.reminder_policy import UNAPPROVED_FOR
from bot.coaching.shapes.charter.document import merge_answers
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from bot.model.outbox import Kind, Operation
from bot.model.runs import Run, Visibility
from bot.records import approvals, people, runs, teams, versions
from bot.records.versions import Document


def publish(context: Context, run: Run, charter: Charter, answers: Given) -> None:
    """Make a draft the current version, which requires an approval of each side. Call it in a transaction that has
    locked first the team and then the draft: of several who publish or approve at once each sees what others have done.

    What somebody else has changed meanwhile, and this draft has not, stays changed. UserError when two documents would
    be about the same.
    """
    earlier = _find_document(context, run, charter, answers)
    current = earlier[-1] if earlier else None
    # Somebody else has published meanwhile, or a new document is about the subject of one that is there.
    if current and current.id != run.replaces:
        answers = _merge(context, run, answers, current)
    finished = runs.finish(
        context.db,
        run.id,
        version=charter.version,
        subject=charter.evaluate(answers).subject,
        headline=f"version {len(earlier) + 1}",
        visibility=Visibility.CHANNEL,
        now=context.now,
        replaces=current.id if current else None,
    )
    if finished:
        _post(context, run, charter)
        if current:
            _replace(context, current, run)


def check_current(context: Context, run: Run) -> None:
    """Raise UserError for an earlier version. Call it first in a transaction: until that ends nobody publishes."""
    teams.lock_row(context.db, run.team_id)
    document = versions.get_document(context.db, run)
    if document[-1].id != run.id:
        raise UserError(f"There is a newer version by now, version {len(document)}. Type /align {run.playbook}.")


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


def _merge(context: Context, run: Run, answers: Given, current: Run) -> Given:
    """Return a draft's answers with what has changed in the current version since the draft was begun."""
    base = runs.get_answers(context.db, run.replaces) if run.replaces else {}
    merged = merge_answers(base, answers, runs.get_answers(context.db, current.id))
    runs.save_answers(context.db, run.id, merged, run.started_by, context.now)
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
