"""The windows of an interview: a page, a document's parts, and at the end where the result is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.actions import publishing
from bot.actions.context import Context
from bot.actions.interviews import Interview, get_charter
from bot.actions.publishing import Clash
from bot.coaching.interview import route
from bot.coaching.interview.defaults import Beginning, fill_defaults
from bot.coaching.interview.route import Answers, Step
from bot.coaching.interview.variants import Ending, ToCome
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit.blocks import View
from bot.messages.documents import document_windows
from bot.messages.documents.document_clashes import ToClash, compose_clash
from bot.messages.playbooks import answers as estimates
from bot.messages.playbooks import pages, two_sided
from bot.messages.playbooks.pages import Frame
from bot.model.commitments import Commitment
from bot.model.runs import Run
from bot.model.teams import Side
from bot.records import approvals, commitments, run_answers, runs, teams, versions
from bot.reports.estimates import find_factors
from bot.slack.people.colleagues import make_roster
from bot.slack.playbooks import previews
from bot.slack.request import Request

Cued = Sequence[Commitment]


def show_begun(request: Request, interview: Interview) -> View:
    """Return the page on which somebody begins or goes on, with the commitments whose cue is this playbook."""
    run = interview.run
    return show(
        request, interview, commitments.list_cued(request.context.db, run.team_id, run.playbook, run.started_by)
    )


def show(request: Request, interview: Interview, cued: Cued = ()) -> View:
    """Return the first page of a new run; otherwise the first page that still wants an answer, or the last one."""
    variant, answers = interview.variant, interview.answers
    if interview.new:
        # One answer is the subject that stood behind the word; any more come from other playbooks.
        prefilled = interview.ending is Ending.DOCUMENT and len(answers) > 1
        return show_page(request, interview, route.get_first_step(variant, answers), cued=cued, prefilled=prefilled)
    step = route.left_off(variant, answers)
    resumed = run_answers.was_answered(request.context.db, interview.run.id)
    return show_page(request, interview, step, cued=cued, resumed=resumed)


def show_page(
    request: Request,
    interview: Interview,
    step: Step,
    *,
    cued: Cued = (),
    resumed: bool = False,
    prefilled: bool = False,
    redrawn: bool = False,
) -> View:
    """Return one view, with what the team's earlier estimates came to; the last one with the post as it will read."""
    frame = _frame(request, interview, step)
    shown = replace(frame, cued=cued, resumed=resumed, prefilled=prefilled, redrawn=redrawn)
    return _compose(request, interview, step, shown)


def _compose(request: Request, interview: Interview, step: Step, frame: Frame) -> View:
    run, variant = interview.run, interview.variant
    if route.is_closing(variant, step):
        filled = {**_still_to_come(interview, step), **frame.defaults, **interview.answers}
        post, notes = previews.preview(request.context, interview.with_answers(filled))
        frame = replace(frame, post=post, notes=notes)
    return pages.compose_page(interview.playbook, variant, run.id, interview.answers, step, frame)


def _still_to_come(interview: Interview, step: Step) -> dict[tuple[str, str], str]:
    """Return what stands in the post for words that are asked in this very view."""
    asked = route.list_asked(interview.variant, interview.answers, step)
    return {route.key_of(question, step): ToCome("…") for question in asked if question.kind == "text"}


def list_shown(request: Request, interview: Interview, step: Step) -> Answers:
    """Return what stands in the fields of a view when it is opened: answers, and what is filled in without one."""
    presumed = interview.playbook.presume(interview.variant, interview.answers)
    filled_in = {(name, ""): each.value for name, each in presumed.items()}
    return {**_frame(request, interview, step).defaults, **interview.answers, **filled_in}


def _frame(request: Request, interview: Interview, step: Step) -> Frame:
    run, db = interview.run, request.context.db
    roster = make_roster(request, run.team_id)
    sides = {each.user_id: each.side for each in roster.colleagues}
    beginning = Beginning(request.actor.user, _today(request.context, run), sides)
    questions = route.list_asked(interview.variant, interview.answers, step)
    return Frame(
        fill_defaults(interview.variant, questions, step, interview.answers, beginning),
        roster,
        hints=estimates.list_hints(find_factors(db, run.team_id, interview.playbook)),
        missing=_list_missing(interview, set(sides.values())),
    )


def _list_missing(interview: Interview, seated: set[Side]) -> list[Side]:
    """Return the sides that have to agree to a document and have nobody in the team."""
    charter = Charter.of(interview.playbook)
    return [side for side in charter.evaluate(interview.answers).sides if side not in seated] if charter else []


def go_on(request: Request, interview: Interview, step: Step | None) -> View:
    """Return this page; without one, the page where the answers stand."""
    # Whoever changes a document goes through the parts they chose, not through all its pages in order.
    if interview.changes_document:
        return show_change(request, interview)
    if step is None and interview.ending is Ending.DOCUMENT:
        clash = publishing.find_clash(request.context, interview, get_charter(request.context, interview.run.playbook))
        return show_clash(request.context, clash) if clash else show(request, interview)
    return show_page(request, interview, step) if step else show(request, interview)


def show_change(request: Request, interview: Interview) -> View:
    """Return the first page of a change that wants an answer now, otherwise the document's parts to choose from."""
    step = route.find_open_step(interview.variant, interview.answers)
    return show_part(request, interview, step) if step else _show_parts(request.context, interview)


def show_part(request: Request, interview: Interview, step: Step) -> View:
    """Return one part of a document that is changed."""
    return _compose(request, interview, step, replace(_frame(request, interview, step), submit="Go on"))


def show_clash(context: Context, clash: Clash) -> View:
    """Return the window that asks which of two answers stands."""
    run, current = clash.interview.run, clash.current
    charter, to = get_charter(context, run.playbook), ToClash(run.id, current.id)
    return compose_clash(charter, to, by=current.started_by, number=clash.number, points=clash.points)


def show_finished(context: Context, interview: Interview) -> View:
    """Return the last window, which says where the result is."""
    run, playbook = interview.run, interview.playbook
    match interview.ending:
        case Ending.DOCUMENT:
            waiting = approvals.list_missing(context.db, run.id)
            return document_windows.saved(get_charter(context, run.playbook), run.channel, waiting)
        case Ending.LIST:
            return two_sided.show_list_made(playbook, run.id, run.channel, changed=run.replaces is not None)
        case Ending.SCORES:
            return two_sided.show_scored(playbook, run.channel)
        case Ending.RESULT | Ending.WAVE:
            return pages.show_finished(playbook, shared=run.visibility or "", channel=run.channel)


def _show_parts(context: Context, interview: Interview) -> View:
    run, charter = interview.run, get_charter(context, interview.run.playbook)
    assert run.replaces is not None
    replaced = runs.get(context.db, run.replaces)
    number = [each.id for each in versions.get_document(context.db, replaced)].index(replaced.id) + 1
    base = run_answers.get(context.db, replaced.id)
    return document_windows.choose_part(charter, run.id, number, base, interview.answers)


def _today(context: Context, run: Run) -> date:
    return context.now.astimezone(ZoneInfo(teams.get(context.db, run.team_id).rule.zone)).date()
