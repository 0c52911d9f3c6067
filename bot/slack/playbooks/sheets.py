"""A filled-in questionnaire, sent to the bot alone as a file."""

from bot.actions import sheets as actions
from bot.coaching.questionnaires.sent_files import SEVERAL, SentFile
from bot.coaching.shapes.checklist.given_answers import find_reader
from bot.messages.playbooks import sheets
from bot.messages.playbooks.sheets import READ, ToSheet
from bot.model.rights import Right
from bot.slack.payloads import event_text
from bot.slack.request import Event, Reply, Request, Shown
from bot.slack.router import Story, on


def receive_files(event: Event) -> bool:
    """Have the sheet read that a message brings, or say why it cannot be. Return False where only its words count."""
    context, files = event.context, [SentFile.read(each) for each in event.fields.get("files") or []]
    readable = [each.id for each in files if not each.objection]
    # Whoever says something beside a picture is answered as without it.
    if not files or find_reader(context.library) is None or not (readable or not event_text(event.fields).strip()):
        return False
    if len(readable) == 1:
        actions.receive_file(context, event.workspace, event.user, readable[0])
    else:
        actions.explain(context, event.workspace, event.user, SEVERAL if readable else files[0].objection)
    return True


def read_for_team(request: Request, to: ToSheet) -> Shown:
    """Have a sheet read for the team that was chosen."""
    actions.read_file(request.context, request.actor.workspace, to.team, request.actor.user, to.file)
    return Reply(sheets.compose_reading())


STORY = Story(presses=(on(READ, read_for_team, Right.TAKE_PART),))
