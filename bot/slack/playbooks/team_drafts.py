"""A playbook in full: one draft that the whole team opens, part by part, until somebody finishes it."""

from bot.actions import team_drafts as actions
from bot.actions.team_drafts import TeamDraft
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.targets import ToFinished, ToPage, ToRun
from bot.messages.playbooks import pages
from bot.messages.playbooks.team_drafts import BEGIN, DELETE, FILL_IN, FINISH, JOIN, KEEP, SAVE, SHOW_PARTS
from bot.model.rights import Right
from bot.records import results
from bot.slack.playbooks import team_draft_views as views
from bot.slack.playbooks.interview_input import PageInput, find_faults, read_drawn, read_page
from bot.slack.request import Invalid, Replace, Request, Shown
from bot.slack.router import Story, on


def begin(request: Request, to: ToFinished) -> Shown:
    """Open the team's draft from a short result, whose answers come along into a new one."""
    source = results.find_current(request.context.db, to.run)
    draft = actions.begin(request.context, source.team_id, request.actor.user, source.playbook, source)
    return Replace(views.show(request.context, draft))


def join(request: Request, to: ToRun) -> Shown:
    """Open the team's draft for somebody who fills in what they know."""
    return Replace(views.show(request.context, actions.join(request.context, to.run, request.actor.user)))


def fill_in(request: Request, to: ToPage) -> Shown:
    """Show one part."""
    return Replace(views.show_part(request.context, actions.get(request.context, to.run), to.step))


def keep_field(request: Request, _: Nothing) -> Shown:
    """Keep the field that was changed."""
    # No other field of the window: somebody else may have changed it since the window was drawn.
    to = request.inside(SAVE)
    draft = actions.get(request.context, to.run)
    name = request.body["actions"][0]["block_id"].partition(".")[0]
    given = {key: value for key, value in read_page(request, draft, to.step).given.items() if key[0] == name}
    actions.save_field(request.context, draft, given, request.actor.user)
    return None


def show_parts(request: Request, _: Nothing) -> Shown:
    """Show the list of parts; keep the answers on this one."""
    draft, _page = _save(request, request.inside(SAVE))
    return Replace(views.show(request.context, draft))


def save(request: Request, to: ToPage) -> Shown:
    """Save one part and show the list. What is right is kept even when something else on the page is not."""
    draft, page = _save(request, to)
    wrong = find_faults(request, page.questions, to.step, page.fields, draft.run.workspace)
    return Invalid(wrong) if wrong else Replace(views.show(request.context, draft))


def keep(request: Request, to: ToPage) -> Shown:
    """Keep the answers in a window that is closed unsent."""
    _save(request, to)
    return None


def finish(request: Request, to: ToRun) -> Shown:
    """Finish the draft: its result is the team's."""
    draft = actions.finish(request.context, to.run, request.actor.user)
    return Replace(pages.show_finished(draft.playbook, shared="channel", channel=draft.run.channel))


def delete(request: Request, to: ToRun) -> Shown:
    """Throw the draft away, and begin anew."""
    return Replace(views.show(request.context, actions.delete(request.context, to.run, request.actor.user)))


STORY = Story(
    presses=(
        on(BEGIN, begin, Right.TAKE_PART),
        on(JOIN, join, Right.TAKE_PART),
        on(FILL_IN, fill_in, Right.TAKE_PART),
        on(KEEP, keep_field, Right.TAKE_PART, SAVE),
        on(SHOW_PARTS, show_parts, Right.TAKE_PART, SAVE),
        on(DELETE, delete, Right.DISCARD),
    ),
    submissions=(on(SAVE, save, Right.TAKE_PART), on(FINISH, finish, Right.TAKE_PART)),
    closings=(on(SAVE, keep, Right.TAKE_PART),),
)


def _save(request: Request, to: ToPage) -> tuple[TeamDraft, PageInput]:
    draft = actions.get(request.context, to.run)
    page = read_page(request, draft, to.step)
    saw = read_drawn(request, to.step)
    return actions.save_part(request.context, draft, page.given, saw, request.actor.user), page
