"""A playbook in full: one draft that the whole team opens, part by part, until somebody finishes it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.actions import redraw, results, seats
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.interviews import Given, Interview, get_full
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.checklist.full import is_enough
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.outbox import Kind
from bot.model.runs import Run, VariantName, Visibility
from bot.records import outbox, run_answers, runs
from bot.records.database import Database


@dataclass(frozen=True)
class TeamDraft(Interview):
    """An interview of a checklist in full."""

    playbook: Checklist


def begin(context: Context, team_id: str, user: str, word: str, source: Run | None = None) -> TeamDraft:
    """Return the team's draft, everybody's the same; a new one may start from the answers of an earlier run, and
    changes the result of one in full.
    """
    playbook = get_full(context, word)
    with context.db.atomic():
        run, new = runs.start_team_draft(
            context.db,
            team_id=team_id,
            playbook=word,
            variant=VariantName.FULL,
            version=playbook.version,
            user=user,
            now=context.now,
            press=context.press,
            replaces=_find_result(source),
        )
        if new and source:
            run_answers.copy(context.db, source.id, run.id)
        draft = TeamDraft(run, playbook, run_answers.get(context.db, run.id), new)
        if new and source:
            _show_card(context, draft)
    return draft


def get(context: Context, run_id: str) -> TeamDraft:
    """Return a team's draft. UserError when it was finished or thrown away meanwhile."""
    return _check_open(_load(context, run_id, runs.get))


def join(context: Context, run_id: str, user: str) -> TeamDraft:
    """Return a team's draft to somebody who fills in what they know."""
    draft = get(context, run_id)
    return draft


def save_field(context: Context, draft: TeamDraft, given: Given, user: str) -> None:
    """Save one field, as soon as it is changed."""
    with context.db.atomic():
        run_answers.save(context.db, _lock(context, draft.run.id).run.id, given, user, context.now)


def save_part(context: Context, draft: TeamDraft, given: Given, saw: Given, user: str) -> TeamDraft:
    """Save what this person has changed or said before, not what they merely `saw` in a field when it was drawn."""
    with context.db.atomic():
        current = _lock(context, draft.run.id)
        # Several people have the same part open: a field that somebody only saw may have another value by now.
        authors = run_answers.get_authors(context.db, current.run.id)
        mine = {
            key: value
            for key, value in given.items()
            if authors.get(key) == user
            or str(value or "") != str(saw.get(key) or "")
            or (value is not None and current.answers.get(key) is None)
        }
        run_answers.save(context.db, current.run.id, mine, user, context.now)
        saved = current.with_answers(mine)
        _show_card(context, saved)
    return saved


def finish(context: Context, run_id: str, user: str) -> TeamDraft:
    """Post the result to everybody: it is everybody's. Once, however many press. UserError when it is not enough."""
    with context.db.atomic():
        draft = _load(context, run_id, runs.lock_row)
        if not draft.run.finished_at:
            if not is_enough(draft.playbook, draft.variant, draft.answers):
                raise UserError("Somebody has changed this meanwhile. Close the window and open it again.")
            _post_result(context, draft, user)
    return draft


def delete(context: Context, run_id: str, user: str) -> TeamDraft:
    """Delete a team's draft, and return a new one."""
    with context.db.atomic():
        draft = _lock(context, run_id)
        run = draft.run
        if run.id != run_id:
            return draft
        runs.delete_draft(context.db, run_id)
        note_act(context, AuditEvent.DRAFT_DELETED, actor=user, team_id=run.team_id)
        return begin(context, run.team_id, user, run.playbook)


def _find_result(source: Run | None) -> str | None:
    """Return the result that a draft from these answers changes; None where the answers were not in full."""
    return (source.replaces or source.id) if source and source.variant is VariantName.FULL else None


def _lock(context: Context, run_id: str) -> TeamDraft:
    """Lock it and return it as `get` does. Call it first in a transaction that changes it."""
    return _check_open(_load(context, run_id, runs.lock_row))


def _load(context: Context, run_id: str, read: Callable[[Database, str], Run]) -> TeamDraft:
    """Return it, finished or not. UserError when it was thrown away; by this very press: the one begun instead."""
    try:
        run = read(context.db, run_id)
    except KeyError:
        instead = runs.find_team_draft_of_press(context.db, context.press)
        if instead is None:
            raise UserError("Somebody has thrown this draft away. Close the window and type /align again.") from None
        run = instead
    return TeamDraft(run, get_full(context, run.playbook), run_answers.get(context.db, run.id))


def _check_open(draft: TeamDraft) -> TeamDraft:
    if draft.run.finished_at:
        raise UserError("Somebody has finished this meanwhile: the result is in the channel.")
    return draft


def _post_result(context: Context, draft: TeamDraft, user: str) -> None:
    run, playbook = draft.run, draft.playbook
    run_answers.save(context.db, run.id, {(SHARE, ""): Visibility.CHANNEL}, user, context.now)
    results.finish(context, run, playbook, playbook.evaluate(draft.answers, VariantName.FULL), Visibility.CHANNEL)
    seats.take_own(context, run.id, user)
    redraw.changed_run(context, run, notify_on_failure=user)


def _show_card(context: Context, draft: TeamDraft) -> None:
    """Post the card in the channel as soon as it is known what this is about, and draw it anew with every part."""
    run = draft.run
    if not draft.answers.get((draft.playbook.subject, "")):
        return
    if outbox.is_posted(context.db, Kind.TEAM_DRAFT, run.id):
        redraw.changed_run(context, run, notify_on_failure=run.started_by)
    else:
        context.say(Kind.TEAM_DRAFT, run.id, run.address, notify_on_failure=run.started_by)
