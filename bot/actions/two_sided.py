"""Two-sided rankings: a list that one person made, and scores that everybody gives for themselves."""

from bot.actions import redraw
from bot.actions.context import Context
from bot.actions.interviews import Interview, get_playbook, load_interview
from bot.coaching.interview import route
from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Ending
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.picker.shape import Picker
from bot.coaching.shapes.picker.two_sided import SIDES, carry_marks
from bot.errors import UserError
from bot.model.outbox import Kind
from bot.model.runs import Run, VariantName, Visibility
from bot.records import run_answers, runs, team_state, teams
from bot.records import two_sided as records
from bot.reports.results import evaluate_run

NEITHER = (
    "Marketing and IT score here, and you are on neither side of this team yet. "
    "Whoever leads it can change that with /align team."
)


def score(context: Context, scored_list: Run, user: str) -> Interview:
    """Return the scoring that this person has left, or a new one with the scores they gave last, also on the list that
    this one goes on from. UserError for a third side, and when the file has changed so that nothing is left to score.
    """
    _check_side(context, scored_list.team_id, user)
    picker = Picker.of(get_playbook(context, scored_list.playbook))
    if picker is None or picker.ending is not Ending.LIST:
        raise UserError(route.NOTHING_LEFT)
    # For its UserError: a run in which there is nothing to score must not be begun.
    route.get_first_step(picker.variant(VariantName.SCORES), run_answers.get(context.db, scored_list.id))
    with context.db.atomic():
        run, new = records.start_scoring(
            context.db, scored_list.id, version=picker.version, user=user, now=context.now, press=context.press
        )
        if new:
            earlier = _earlier_scores(context, scored_list, picker, user)
            run_answers.begin_with(context.db, run.id, earlier, context.now)
    return load_interview(context, run, new=new)


def start_over(context: Context, run: Run) -> Interview:
    """Return a scoring as `score` began it. Call it in a transaction that has locked the run."""
    scored_list, user = runs.get(context.db, run.list_id or ""), run.started_by
    picker = Picker.of(get_playbook(context, run.playbook))
    if picker and runs.start_over(context.db, run.id, version=picker.version, press=context.press):
        records.copy_last_scores(context.db, run.id)
        earlier = _earlier_scores(context, scored_list, picker, user)
        run_answers.begin_with(context.db, run.id, earlier, context.now)
    return load_interview(context, runs.get(context.db, run.id))


def _earlier_scores(context: Context, scored_list: Run, picker: Picker, user: str) -> Answers:
    """Return what this person scored on the list that this one goes on from, where a candidate is still called so."""
    if not scored_list.replaces or user in records.get_scores(context.db, scored_list.id):
        return {}
    before, now = (run_answers.get(context.db, run_id) for run_id in (scored_list.replaces, scored_list.id))
    scores = records.get_scores(context.db, scored_list.replaces).get(user, {})
    return carry_marks(picker, before, now, scores)


def finish(context: Context, run: Run, playbook: Playbook) -> None:
    """Post a list, or have scores count in place of earlier ones, once however often it is submitted.

    Call it in a transaction. UserError for somebody whose side does not score any more.
    """
    if run.list_id and not run.finished_at:
        _check_side(context, run.team_id, run.started_by)
        records.lock_list(context.db, run.list_id)
        records.replace_scores(context.db, run)
    visibility = Visibility.SCORES if run.list_id else Visibility.CHANNEL
    if not runs.finish(context.db, run.id, version=playbook.version, visibility=visibility, now=context.now):
        return
    scored_list = runs.get(context.db, run.list_id or run.id)
    _set_headline(context, scored_list, playbook)
    if run.list_id:
        redraw.changed_run(context, run)
    else:
        context.say(Kind.RESULT, run.id, run.address, notify_on_failure=run.started_by)


def recount(context: Context, team_id: str) -> None:
    """Count the scores in the newest list of each kind anew, since somebody has changed sides. Call it in the
    transaction of that.
    """
    for word, newest in team_state.get_latest_runs(context.db, team_id).items():
        playbook = context.library.get(word)
        if playbook and playbook.ending is Ending.LIST:
            records.lock_list(context.db, newest.id)
            _set_headline(context, newest, playbook)
            redraw.changed_run(context, newest)


def _check_side(context: Context, team_id: str, user: str) -> None:
    if teams.get_side(context.db, team_id, user) not in SIDES:
        raise UserError(NEITHER)


def _set_headline(context: Context, scored_list: Run, playbook: Playbook) -> None:
    headline = evaluate_run(context.db, playbook, scored_list).headline
    records.set_headline(context.db, scored_list.id, headline.subject, headline.text)
