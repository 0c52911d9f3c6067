"""A result after it was posted: everything behind it, changed, exported, taken down."""

from bot.actions import deletions, team_drafts
from bot.actions import results as actions
from bot.actions.interviews import get_playbook
from bot.errors import UserError
from bot.messages.block_kit.targets import ToFinished, ToRun
from bot.messages.playbooks.pages import AGAIN
from bot.messages.results import results as messages
from bot.messages.results.results import CHANGE, DELETE, EVERYTHING, EXPORT, TAKE_DOWN
from bot.model.rights import Right
from bot.model.runs import VariantName
from bot.reports.results import find_finished
from bot.slack.playbooks import interview_views, team_draft_views
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on


def show_everything(request: Request, to: ToFinished) -> Shown:
    """Open everything that stands behind a post."""
    context = request.context
    get_playbook(context, actions.get_current(context, to.run).playbook)
    finished = find_finished(context.db, context.library, to.run, context.now)
    message = messages.compose_everything(finished) if finished else None
    if finished is None or message is None:
        raise UserError("This is a document: /align shows it.")
    return Open(messages.show_everything(finished, message))


def change(request: Request, to: ToFinished) -> Shown:
    """Go through the playbook once more, with the answers that are there; take up a change that is unfinished."""
    context, user = request.context, request.actor.user
    current = actions.get_current(context, to.run)
    if current.variant is VariantName.FULL:
        draft = team_drafts.begin(context, current.team_id, user, current.playbook, current)
        return Open(team_draft_views.show(context, draft))
    interview = actions.change(context, to.run, user)
    return Open(
        interview_views.show(request, interview) if interview.new else interview_views.show_begun(request, interview)
    )


def export(request: Request, to: ToFinished) -> Shown:
    """Send everything as a file, to the one who presses."""
    actions.export(request.context, to.run, request.actor.user)
    return None


def take_down(request: Request, to: ToFinished) -> Shown:
    """Delete the post."""
    actions.take_down(request.context, to.run, request.actor.user)
    return Replace(messages.show_taken_down(to.run))


def delete(request: Request, to: ToRun) -> Shown:
    """Delete the result, with all that was answered for it."""
    deletions.delete_result(request.context, to.run, request.actor.user)
    return Replace(messages.show_deleted())


STORY = Story(
    presses=(
        on(EVERYTHING, show_everything, Right.SEE),
        on(CHANGE, change, Right.DISCARD),
        on(AGAIN, change, Right.TAKE_PART),
        on(EXPORT, export, Right.SEE),
        on(TAKE_DOWN, take_down, Right.DISCARD),
        on(DELETE, delete, Right.DISCARD),
    ),
)
