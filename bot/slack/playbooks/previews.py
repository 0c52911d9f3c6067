"""The post that a draft will become, as its author sees it before it is posted."""

from collections.abc import Sequence

from bot.actions.context import Context
from bot.actions.interviews import Interview
from bot.coaching.interview import route
from bot.coaching.interview.variants import Ending
from bot.coaching.playbook.questions import PICK
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit.render import Message
from bot.messages.documents import document_posts
from bot.messages.results.results import compose_post
from bot.reports.documents import draft_version
from bot.reports.private_notes import list_notes
from bot.reports.results import tell_run


def preview(context: Context, interview: Interview) -> tuple[Message | None, Sequence[str | FilledText]]:
    """Return the post, None while it is not known what it is about; and what only its author is to read."""
    pick = route.find_pick(interview.variant, interview.answers)
    if pick and pick.rivals and not interview.answers.get((PICK, "")):
        return None, ()
    charter = Charter.of(interview.playbook)
    if charter and interview.ending is Ending.DOCUMENT:
        version = draft_version(context.db, interview.run, charter, interview.answers, context.now)
        return document_posts.compose_post(charter, version), ()
    told = tell_run(context.db, interview.playbook, interview.run, context.now, answers=interview.answers)
    about = {key: value for key, value in interview.answers.items() if pick is None or key[1] in ("", pick.item)}
    notes = list_notes(context.db, interview.playbook, interview.run, about, context.now)
    return compose_post(told, pressable=False), [*told.result.private_notes, *notes]
