"""Going on with a draft from the Home tab."""

from bot.actions.interviews import load_own
from bot.errors import UserError
from bot.messages.block_kit.targets import ToRun
from bot.messages.playbooks.pages import RESUME
from bot.model.rights import Right
from bot.records import runs
from bot.slack.playbooks import interview_views as views
from bot.slack.request import Open, Request, Shown
from bot.slack.router import Story, on


def resume(request: Request, to: ToRun) -> Shown:
    """Go on where it was left. UserError where it was thrown away since."""
    context, run = request.context, runs.find(request.context.db, to.run)
    if run is None:
        raise UserError("This draft has been thrown away since.")
    interview = load_own(context, run.id, request.actor.user)
    if interview.run.finished_at:
        return Open(views.show_finished(context, interview))
    return Open(views.go_on(request, interview, None))


STORY = Story(presses=(on(RESUME, resume, Right.BEGAN),))
