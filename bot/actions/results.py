"""Results as they stand in the channel: posted once, changed in place, exported, taken down."""

from datetime import timedelta

from bot.actions import followups, redraw
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.interviews import Interview, get_playbook, load_interview, start_run
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation, Subject
from bot.model.runs import Run, Visibility
from bot.records import followups as followup_records
from bot.records import outbox, people, run_answers, runs, seats
from bot.records import results as records

TAKEN_DOWN = "This result has been taken down. What was promised because of it still stands."
IMPATIENT = timedelta(seconds=10)  # pressed again within this, it is the same wish


def finish(context: Context, run: Run, playbook: Playbook, result: Result, visibility: Visibility) -> None:
    """Finish a run and post its result, or let the one that it is a change of say so. Once, however often it is
    submitted. Call it in a transaction that has locked the run.
    """
    changed = lock_changed(context, run, visibility)
    headline = result.headline
    if not runs.finish(
        context.db,
        run.id,
        version=playbook.version,
        subject=headline.subject,
        headline=headline.text,
        visibility=visibility,
        now=context.now,
    ):
        return
    if changed:
        _replace(context, changed, runs.get(context.db, run.id), playbook, result)
        return
    records.detach(context.db, run.id)
    finished = runs.get(context.db, run.id)
    _ask(context, run.id, finished, result)
    followups.plan(context, finished, playbook, result)
    context.say(Kind.RESULT, run.id, finished.find_place(), notify_on_failure=run.started_by)


def lock_changed(context: Context, run: Run, visibility: Visibility) -> Run | None:
    """Return what the result says that this draft is a change of. None for a result of its own, as it becomes where
    that one is taken down, or others read it.
    """
    if not run.replaces:
        return None
    runs.lock_row(context.db, run.replaces)
    current = records.find_current(context.db, run.replaces)
    if current.visibility is visibility:
        return current
    return None


def _replace(context: Context, before: Run, run: Run, playbook: Playbook, result: Result) -> None:
    """Let a run say from now on what the result said `before`, and tell in its thread what has changed."""
    posted = _put_in_place(context, run)
    followup_records.move(context.db, before.id, run.id)
    _ask(context, posted.id, run, result)
    followups.plan(context, run, playbook, result, since=posted.end)
    redraw.reminders(context, posted.id)
    redraw.corrections(context, posted.id, before.id)
    _tell_changed(context, before, run, posted)


def replace(context: Context, before: Run, run: Run) -> None:
    """Let a list say from now on what a change of it says, and tell in its thread what that is. Call it in a
    transaction that has locked it.
    """
    _tell_changed(context, before, run, _put_in_place(context, run))


def _put_in_place(context: Context, run: Run) -> Run:
    """Let a finished change be what its result says; return the run that was posted first."""
    posted = runs.get(context.db, run.replaces or run.id)
    records.replace(context.db, posted.id, run.id)
    return posted


def _tell_changed(context: Context, before: Run, run: Run, posted: Run) -> None:
    redraw.changed_result(context, posted.id)
    thread, detail = Subject(Kind.RESULT, posted.id), {"before": before.id}
    context.say(Kind.RESULT_CHANGED, run.id, run.find_place(posted.started_by), detail=detail, thread=thread)


def change(context: Context, ref: str, user: str) -> Interview:
    """Return the change of a result or a list that this person has left, or a new one that begins with its answers.

    What was scored on a list stays with what is still called the same.
    """
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        current = get_current(context, ref)
        draft = records.find_change(context.db, ref, user)
        if draft:
            return load_interview(context, draft)
        playbook = get_playbook(context, current.playbook)
        run = start_run(context, current.team_id, user, playbook, variant=current.variant, replaces=ref)
        run_answers.begin_with(context.db, run.id, run_answers.get(context.db, current.id), context.now)
    return load_interview(context, run, new=True)


def start_over(context: Context, run: Run) -> Interview:
    """Return the draft of a change as it was begun. Call it in a transaction that has locked it."""
    ref = run.replaces or run.id
    if runs.start_over(context.db, run.id, version=run.version, press=context.press, replaces=ref):
        current = records.find_current(context.db, ref)
        run_answers.begin_with(context.db, run.id, run_answers.get(context.db, current.id), context.now)
    return load_interview(context, runs.get(context.db, run.id))


def take_down(context: Context, ref: str, user: str) -> None:
    """Delete the post of a result, once however often somebody presses; what hangs on it stays."""
    with context.db.atomic():
        posted = runs.lock_row(context.db, ref)
        current = records.find_current(context.db, ref)
        if records.take_down(context.db, ref):
            note_act(context, AuditEvent.RESULT_TAKEN_DOWN, actor=user, team_id=posted.team_id, detail={"run": ref})
            followup_records.close_all(context.db, current.id, context.now, "the result was taken down")
            context.say(Kind.RESULT, ref, current.find_place(posted.started_by), op=Operation.DELETE)
            redraw.changed_seats(context, posted, ())
            redraw.corrections(context, ref, current.id)


def export(context: Context, ref: str, user: str) -> None:
    """Send everything about a result as a Markdown file to the one who asked, once however often they press."""
    with context.db.atomic():
        run = runs.lock_row(context.db, ref)
        get_current(context, ref)
        if not outbox.was_said(context.db, Kind.RESULT_FILE, ref, user, context.now - IMPATIENT):
            if run.visibility is not Visibility.ME:  # what somebody keeps to themselves is nobody else's to see
                note_act(context, AuditEvent.EXPORTED, actor=user, team_id=run.team_id, detail={"run": ref})
            at = Address(run.workspace, user, run.team_id)
            context.say(Kind.RESULT_FILE, ref, at, op=Operation.FILE, notify_on_failure=user)


def get_current(context: Context, ref: str) -> Run:
    """Return what a result says now. UserError when it was taken down."""
    current = records.find_current(context.db, ref)
    if current.visibility is Visibility.TAKEN_DOWN:
        raise UserError(TAKEN_DOWN)
    return current


def _ask(context: Context, ref: str, run: Run, result: Result) -> None:
    """Ask everybody whom a result names to take part in it; who has answered is not asked again. Nobody is asked by
    what somebody keeps to themselves.
    """
    named = result.seats if run.visibility is Visibility.CHANNEL else {}
    before = seats.list_seats(context.db, ref)
    seats.keep_only(context.db, ref, named.keys())
    for name, user in named.items():
        if seats.ask(context.db, ref, name, user, context.now):
            people.consider(context.db, run.workspace, user, context.now)
    redraw.changed_seats(context, runs.get(context.db, ref), before)
