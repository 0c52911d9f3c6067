"""Runs of one person: begun or taken up again, answered page by page, finished once."""

from dataclasses import replace

from bot.actions import documents, publishing, redraw, results, seats, two_sided
from bot.actions.context import Context
from bot.actions.interviews import (
    Given,
    Interview,
    get_charter,
    get_playbook,
    load_interview,
    lock_interview,
    remember,
    start_run,
)
from bot.coaching.interview import route
from bot.coaching.interview.problems import LONGEST
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import Ending
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.checklist.shape import Checklist
from bot.model.commitments import NewCommitment
from bot.model.runs import VariantName, Visibility
from bot.records import commitments, run_answers, runs, teams


def begin(context: Context, team_id: str, user: str, word: str, variant: VariantName = VariantName.USUAL) -> Interview:
    """Return the draft that this person has left of a playbook that ends in a result or a list, or a new run."""
    with context.db.atomic():
        # Before anything is read: of several at once the first begins it, and the others find its draft.
        teams.lock_row(context.db, team_id)
        draft = runs.find_draft(context.db, team_id, user, word, variant)
        if draft:
            return load_interview(context, draft)
        run = start_run(context, team_id, user, get_playbook(context, word), variant=variant)
        remember(context, run, get_playbook(context, word))
        commitments.cue(context.db, team_id, word, user, context.now)
        return load_interview(context, run, new=True)


def save(context: Context, interview: Interview, given: Given) -> Interview:
    """Save what a page says, even where something is to be mended. A finished run keeps its answers as they are."""
    with context.db.atomic():
        current = lock_interview(context, interview)
        if current.run.finished_at:
            return current
        run_answers.save(context.db, current.run.id, given, current.run.started_by, context.now)
    return current.with_answers(given)


def keep(context: Context, interview: Interview, given: Given) -> None:
    """Save what was changed in a window that was closed unsent; Home says what is begun."""
    with context.db.atomic():
        save(context, interview, given)
        if given:
            redraw.homes(context, interview.run.workspace, interview.run.started_by)


def submit(
    context: Context, interview: Interview, step: Step, given: Given, first: NewCommitment | None = None
) -> tuple[Interview, Step | None]:
    """Save a page on which nothing is to be mended, and finish the run when nothing is left to ask. With it its author
    takes the part that they name themselves for, and promises the `first` thing to do.

    Return the interview as it is then, and the page after this one, None when all is answered. Its run has
    `finished_at` when it was finished, by this call or another; not where somebody else has written the same document
    meanwhile (`publishing.find_clash`).
    """
    with context.db.atomic():
        if interview.ending is Ending.DOCUMENT:
            # Before the run, as everywhere: two who lock both in different orders would be a deadlock.
            teams.lock_row(context.db, interview.run.team_id)
        saved = save(context, interview, given)
        if saved.run.finished_at:
            return saved, None
        following = route.get_step_after(saved.variant, saved.answers, step)
        if saved.changes_document or following:
            return saved, following
        _finish(context, saved, first)
    return replace(saved, run=runs.get(context.db, saved.run.id)), None


def start_over(context: Context, interview: Interview) -> Interview:
    """Return the draft without its answers, as it was begun. Where it was finished meanwhile, a new one."""
    run, db = interview.run, context.db
    with db.atomic():
        teams.lock_row(db, run.team_id)
        redraw.homes(context, run.workspace, run.started_by)
        if runs.lock_row(db, run.id).finished_at:
            return _begin_another(context, interview)
        if interview.changes_document:
            return documents.restart_change(context, run.id, run.started_by)
        if run.list_id:
            return two_sided.start_over(context, run)
        if run.replaces:
            return results.start_over(context, run)
        if runs.start_over(db, run.id, version=interview.playbook.version, press=context.press):
            remember(context, run, interview.playbook)
        return load_interview(context, runs.get(db, run.id))


def _begin_another(context: Context, interview: Interview) -> Interview:
    run = interview.run
    if run.list_id:
        return two_sided.score(context, runs.get(context.db, run.list_id), run.started_by)
    if interview.ending is Ending.DOCUMENT:
        return documents.begin(context, run.team_id, run.started_by, get_charter(context, run.playbook))
    return begin(context, run.team_id, run.started_by, run.playbook, run.variant)


def add_text(context: Context, team_id: str, user: str, playbook: Checklist, text: str) -> Interview:
    """Return this person's draft, or a new run, with a text that it reads. What was there stays, unless both together
    are longer than a field.
    """
    with context.db.atomic():
        draft = begin(context, team_id, user, playbook.word)
        if not playbook.reads:
            return draft
        draft = lock_interview(context, draft)
        before = draft.answers.get((playbook.reads, "")) or ""
        return replace(save(context, draft, {(playbook.reads, ""): _join_texts(text, before)}), new=False)


def _finish(context: Context, interview: Interview, first: NewCommitment | None) -> None:
    """Finish the run and say what it has come to, once however often it is submitted."""
    run, playbook = interview.run, interview.playbook
    redraw.homes(context, run.workspace, run.started_by)
    match interview.ending:
        case Ending.DOCUMENT:
            publishing.publish(context, interview, get_charter(context, run.playbook))
        case Ending.LIST | Ending.SCORES:
            two_sided.finish(context, run, playbook)
        case Ending.RESULT:
            result = playbook.evaluate(interview.answers, run.variant)
            results.finish(context, run, playbook, result, Visibility(interview.answers[SHARE, ""]))
            seats.take_own(context, run.id, run.started_by, first)


def _join_texts(text: str, before: str) -> str:
    if text in before or before in text:
        return max(text, before, key=len)
    both = f"{text}\n\n{before}"
    return both if len(both) <= LONGEST["long"] else text
