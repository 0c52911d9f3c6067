"""Publishing a document: a draft becomes its current version, and the document's post shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.actions import redraw, threads
from bot.actions.context import Context
from bot.actions.interviews import Given, Interview
from bot.coaching.schedule.reminder_candidates import UNAPPROVED_FOR
from bot.coaching.shapes.charter.clashes import Point
from bot.coaching.shapes.charter.document import merge_answers
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from bot.model.outbox import Kind
from bot.model.runs import Run, Visibility
from bot.model.teams import Side
from bot.records import approvals, confirmations, contracts, people, run_answers, runs, teams, versions
from bot.records.versions import Document
from bot.reports.documents import list_still_confirmed


@dataclass(frozen=True)
class Clash:
    """What the author of `interview` and whoever wrote the version `current` meanwhile have each changed: its `points`.
    `number` is that version's.
    """

    interview: Interview
    current: Run
    number: int
    points: Sequence[Point]


def publish(context: Context, interview: Interview, charter: Charter, *, known: str = "") -> Clash | None:
    """Make a draft the current version, which requires an approval of each side. Call it in a transaction that has
    locked first the team and then the draft: of several who publish or approve at once each sees what others have done.

    What somebody else has changed meanwhile, and this draft has not, stays changed. Where both have changed the same,
    nothing is published, and what differs is returned, unless that is the version `known` to the author. UserError when
    two documents would be about the same.
    """
    run, answers = interview.run, interview.answers
    earlier = _find_document(context, run, charter, answers)
    current = earlier[-1] if earlier else None
    clash = find_clash(context, interview, charter)
    if clash and clash.current.id != known:
        return clash
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
        approvals.require(context.db, run.id, charter.evaluate(answers).sides)
        _carry_confirmed(context, run, charter, current)
        if current:
            _replace(context, current, run, charter)
        _record_contracts(context, run, charter, earlier)
        _post(context, run, charter, new=current is None)
    return None


def find_clash(context: Context, interview: Interview, charter: Charter) -> Clash | None:
    """Return where a draft and the current version differ in what both have changed; None where they do not."""
    run = interview.run
    earlier = _find_document(context, run, charter, interview.answers)
    if not earlier or earlier[-1].id == run.replaces:
        return None
    base = run_answers.get(context.db, run.replaces) if run.replaces else {}
    points = charter.clashes(base, interview.answers, run_answers.get(context.db, earlier[-1].id))
    return Clash(interview, earlier[-1], len(earlier), points) if points else None


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
    base = run_answers.get(context.db, run.replaces) if run.replaces else {}
    merged = merge_answers(base, answers, run_answers.get(context.db, current.id))
    run_answers.save(context.db, run.id, merged, run.started_by, context.now)
    return merged


def _post(context: Context, run: Run, charter: Charter, *, new: bool) -> None:
    """Have the channel see the version: in the document's post, and in its thread what has changed."""
    # Before its post, for the Home tabs alone: after it there would be an update of a message that is about to be new.
    redraw.changed_document(context, run)
    if new:
        context.say(Kind.DOCUMENT, run.id, run.address, notify_on_failure=run.started_by)
    else:
        thread, notify = threads.find_document(context, run), run.started_by
        context.say(Kind.DOCUMENT_CHANGED, run.id, run.address, notify_on_failure=notify, thread=thread)
    named = {run.started_by, *charter.evaluate(run_answers.get(context.db, run.id)).persons}
    _consider_reminders(context, run, charter, named)


def _consider_reminders(context: Context, run: Run, charter: Charter, named: set[str]) -> None:
    """Consider reminding the members of each side: those whom the document names first, the others a day later."""
    sides = teams.get_sides(context.db, run.team_id)
    asked = charter.evaluate(run_answers.get(context.db, run.id)).sides
    waits: dict[str, timedelta] = {}
    for side in asked:
        members = {user for user in sides if sides[user] == side}
        first = named & members or members
        waits |= {user: UNAPPROVED_FOR if user in first else UNAPPROVED_FOR + timedelta(days=1) for user in members}
    waits |= {user: UNAPPROVED_FOR for user in contracts.list_owners(context.db, run.id)}
    # In order: two transactions that lock the same people in different orders would be a deadlock.
    for user, wait in sorted(waits.items()):
        people.consider(context.db, run.workspace, user, context.now + wait)


def _record_contracts(context: Context, run: Run, charter: Charter, earlier: Document) -> None:
    """Write down what the version says of contracts, each with whoever hears of it in time."""
    answers, sides = run_answers.get(context.db, run.id), teams.get_sides(context.db, run.team_id)
    found = charter.contracts(answers, sides, run.started_by)
    contracts.record(context.db, run.team_id, earlier[0].id if earlier else run.id, run.id, found)


def _carry_confirmed(context: Context, run: Run, charter: Charter, earlier: Run | None) -> None:
    """Ask those alone to confirm their part for whom it is another one than before."""
    answers = run_answers.get(context.db, run.id)
    kept = list_still_confirmed(context.db, charter, earlier, answers, run.started_by)
    confirmations.confirm_all(context.db, run.id, kept, context.now)


def _replace(context: Context, earlier: Run, run: Run, charter: Charter) -> None:
    """Have the earlier version wait for nobody. What was approved stays so but for the other side: who changes a
    document says with it that their own side agrees.
    """
    author = teams.get_side(context.db, run.team_id, run.started_by)
    asked = charter.evaluate(run_answers.get(context.db, run.id)).sides
    again = {side for side in asked if side != author}
    for each in approvals.list_given(context.db, earlier.id):
        if each.side not in again:
            approvals.approve(context.db, run.id, each.side, each.user_id, context.now)
    if author in asked:
        approvals.approve(context.db, run.id, Side(author), run.started_by, context.now)
    # First drawn, then withdrawn: whose Home tab shows it is read from what is required.
    redraw.changed_document(context, earlier)
    approvals.withdraw(context.db, earlier.id)
