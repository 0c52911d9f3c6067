"""Runs of one person: begun or taken up again, answered page by page, finished once."""

from dataclasses import replace

from bot.actions import documents, followups, two_sided
from bot.actions.context import Context
from bot.actions.interviews import Given, Interview, get_charter, get_playbook, load_interview
from bot.coaching.interview import route
from bot.coaching.interview.route import LONGEST, Step
from bot.coaching.interview.variants import Ending
from bot.coaching.playbook.questions import SHARE
from bot.coaching.shapes.checklist.shape import Checklist
from bot.model.outbox import Kind
from bot.model.runs import Run, Visibility
from bot.records import commitments, runs


def begin(context: Context, team_id: str, user: str, word: str) -> Interview:
    """Return the draft that this person has left of a playbook that ends in a result or a list, or a new run."""
    playbook = get_playbook(context, word)
    draft = runs.find_draft(context.db, team_id, user, word)
    if draft:
        return load_interview(context, draft)
    with context.db.atomic():
        run = runs.start(
            context.db, team_id=team_id, playbook=word, version=playbook.version, user=user, now=context.now
        )
        commitments.cue(context.db, team_id, word, user, context.now)
    return Interview(run, playbook, {}, new=True)


def run_again(context: Context, run: Run, user: str) -> Interview:
    """Return a new run with the answers of an earlier one, to change what has changed.

    A list goes on from the earlier one: what was scored there counts where a candidate is still called the same.
    """
    playbook = get_playbook(context, run.playbook)
    with context.db.atomic():
        again = runs.start(
            context.db,
            team_id=run.team_id,
            playbook=run.playbook,
            version=playbook.version,
            user=user,
            now=context.now,
            replaces=run.id if playbook.ending is Ending.LIST else None,
        )
        runs.copy_answers(context.db, run.id, again.id)
    return load_interview(context, again, new=True)


def save(context: Context, interview: Interview, given: Given) -> Interview:
    """Save what a page says, even where something is to be mended. A finished run keeps its answers as they are."""
    if not interview.run.finished_at:
        runs.save_answers(context.db, interview.run.id, given, interview.run.started_by, context.now)
    return interview.with_answers(given)


def submit(context: Context, interview: Interview, step: Step, given: Given) -> tuple[Interview, Step | None]:
    """Save a page on which nothing is to be mended, and finish the run when nothing is left to ask.

    Return the interview as it is then, and the page after this one, None when all is answered. Its run has
    `finished_at` when it was finished, by this call or another.
    """
    with context.db.atomic():
        saved = save(context, interview, given)
        following = route.get_step_after(saved.variant, saved.answers, step)
        if saved.changes_document or following:
            return saved, following
        _finish(context, saved)
    return replace(saved, run=runs.get(context.db, saved.run.id)), None


def start_over(context: Context, interview: Interview) -> Interview:
    """Delete a draft, and return a new one of the same."""
    run = interview.run
    with context.db.atomic():
        runs.delete_draft(context.db, run.id)
        if run.list_id:
            return two_sided.score(context, runs.get(context.db, run.list_id), run.started_by)
        if interview.ending is Ending.DOCUMENT:
            return documents.begin(context, run.team_id, run.started_by, get_charter(context, run.playbook))
        return begin(context, run.team_id, run.started_by, run.playbook)


def add_text(context: Context, team_id: str, user: str, playbook: Checklist, text: str) -> Interview:
    """Return this person's draft, or a new run, with a text that it reads. What was there stays, unless both together
    are longer than a field.
    """
    with context.db.atomic():
        draft = begin(context, team_id, user, playbook.word)
        if not playbook.reads:
            return draft
        before = draft.answers.get((playbook.reads, "")) or ""
        return replace(save(context, draft, {(playbook.reads, ""): _join_texts(text, before)}), new=False)


def _finish(context: Context, interview: Interview) -> None:
    """Finish the run and say what it has come to, once however often it is submitted."""
    run, playbook = interview.run, interview.playbook
    match interview.ending:
        case Ending.DOCUMENT:
            documents.publish(context, run, get_charter(context, run.playbook), interview.answers)
        case Ending.LIST | Ending.SCORES:
            two_sided.finish(context, run, playbook)
        case Ending.RESULT:
            _post_result(context, interview)


def _post_result(context: Context, interview: Interview) -> None:
    run, playbook = interview.run, interview.playbook
    result = playbook.evaluate(interview.answers, run.variant)
    visibility = Visibility(interview.answers[SHARE, ""])
    finished = runs.finish(
        context.db,
        run.id,
        version=playbook.version,
        subject=result.headline.subject,
        headline=result.headline.text,
        visibility=visibility,
        now=context.now,
    )
    if finished:
        followups.plan(context, run, playbook, result)
        at = run.address if visibility == Visibility.CHANNEL else run.personal_address
        context.say(Kind.RESULT, run.id, at, notify_on_failure=run.started_by)


def _join_texts(text: str, before: str) -> str:
    if text in before or before in text:
        return max(text, before, key=len)
    both = f"{text}\n\n{before}"
    return both if len(both) <= LONGEST["long"] else text
