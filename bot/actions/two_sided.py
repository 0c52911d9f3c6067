"""Two-sided rankings: a list that one person made, and scores that everybody gives for themselves."""

from bot.actions import redraw, results
from bot.actions.context import Context
from bot.actions.interviews import Interview, get_playbook, load_interview
from bot.coaching.interview import route
from bot.coaching.interview.variants import Ending
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.voices import SIDES
from bot.errors import UserError
from bot.model.outbox import Kind
from bot.model.runs import Run, Visibility
from bot.model.teams import Side
from bot.records import results as list_results
from bot.records import run_answers, runs, team_state, teams
from bot.records import two_sided as records
from bot.reports.results import evaluate_run

NEITHER = (
    "Marketing and IT score here, and you are on neither side of this team yet. "
    "Whoever leads it can change that with /align team."
)

GUEST = (
    "You are a guest here, so I take no score of yours: the order is what the people who work here make of it. "
    "What you say and promise counts."
)


def score(context: Context, scored_list: Run, user: str) -> Interview:
    """Return the scoring that this person has left, or a new one: of what is new to them on the list alone, or of all
    of it with the scores that they gave last. UserError for a third side, where the list was taken down, and when the
    file has changed so that nothing is left to score.
    """
    side = _check_side(context, scored_list.team_id, user)
    playbook = get_playbook(context, scored_list.playbook)
    if playbook.ending is not Ending.LIST:
        raise UserError(route.NOTHING_LEFT)
    ref = scored_list.replaces or scored_list.id
    # For its UserError: a run in which there is nothing to score must not be begun.
    listed, variant = run_answers.get(context.db, results.get_current(context, ref).id), playbook.scores_of(side)
    route.get_first_step(playbook.variant(variant), listed)
    with context.db.atomic():
        run, new = records.start_scoring(
            context.db,
            ref,
            variant=variant,
            version=playbook.version,
            user=user,
            now=context.now,
            press=context.press,
        )
        if new:
            _begin_marks(context, run, playbook)
    return load_interview(context, run, new=new)


def start_over(context: Context, run: Run) -> Interview:
    """Return a scoring as `score` began it. Call it in a transaction that has locked the run."""
    playbook = get_playbook(context, run.playbook)
    if runs.start_over(context.db, run.id, version=playbook.version, press=context.press):
        _begin_marks(context, run, playbook)
    return load_interview(context, runs.get(context.db, run.id))


def _begin_marks(context: Context, run: Run, playbook: Playbook) -> None:
    """Give a scoring without answers what it begins with."""
    ref, user = run.list_id or run.id, run.started_by
    listed = run_answers.get(context.db, list_results.find_current(context.db, ref).id)
    before = records.get_scores(context.db, ref).get(user, {})
    run_answers.begin_with(context.db, run.id, playbook.begin_marks(listed, before), context.now)


def finish(context: Context, run: Run, playbook: Playbook) -> None:
    """Post a list, change the one that is posted, or have scores count with earlier ones, once however often it is
    submitted. Call it in a transaction. UserError for somebody whose side does not score any more.
    """
    if run.finished_at:
        return
    if run.list_id:
        _finish_scores(context, run, run.list_id, playbook)
    else:
        _finish_list(context, run, playbook)


def _finish_scores(context: Context, run: Run, ref: str, playbook: Playbook) -> None:
    _check_side(context, run.team_id, run.started_by)
    records.lock_list(context.db, ref)
    before = records.get_scores(context.db, ref).get(run.started_by, {})
    marks = playbook.add_marks(playbook.variant(run.variant), before, run_answers.get(context.db, run.id))
    run_answers.save(context.db, run.id, marks, run.started_by, context.now)
    records.replace_scores(context.db, run)
    if runs.finish(context.db, run.id, version=playbook.version, visibility=Visibility.SCORES, now=context.now):
        _set_headline(context, list_results.find_current(context.db, ref), playbook)
        redraw.changed_run(context, run)


def _finish_list(context: Context, run: Run, playbook: Playbook) -> None:
    changed = results.lock_changed(context, run, Visibility.CHANNEL)
    if not runs.finish(context.db, run.id, version=playbook.version, visibility=Visibility.CHANNEL, now=context.now):
        return
    if changed:
        results.replace(context, changed, run)
    else:
        list_results.detach(context.db, run.id)
    _set_headline(context, run, playbook)
    if not changed:
        context.say(Kind.RESULT, run.id, run.address, notify_on_failure=run.started_by)


def recount(context: Context, team_id: str) -> None:
    """Count the scores in the newest list of each kind anew, since somebody has changed sides. Call it in the
    transaction of that.
    """
    for word, newest in team_state.get_latest_runs(context.db, team_id).items():
        playbook = context.library.get(word)
        if playbook and playbook.ending is Ending.LIST:
            records.lock_list(context.db, newest.replaces or newest.id)
            _set_headline(context, newest, playbook)
            redraw.changed_run(context, newest)


def _check_side(context: Context, team_id: str, user: str) -> Side:
    """Return the side for which somebody scores. UserError for a guest, and for a third side."""
    if teams.is_guest(context.db, team_id, user):
        raise UserError(GUEST)
    side = Side(teams.get_side(context.db, team_id, user))
    if side not in SIDES:
        raise UserError(NEITHER)
    return side


def _set_headline(context: Context, scored_list: Run, playbook: Playbook) -> None:
    headline = evaluate_run(context.db, playbook, scored_list).headline
    records.set_headline(context.db, scored_list.id, headline.subject, headline.text)
