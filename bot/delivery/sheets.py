"""A filled-in sheet that somebody has sent, fetched from Slack and read: in memory, and nothing else of it is kept."""

from bot.coaching.questionnaires.files import MOST_BYTES, TOO_LARGE, read_tables
from bot.coaching.questionnaires.sent_files import SentFile
from bot.coaching.shapes.checklist.given_answers import read_questionnaire
from bot.coaching.shapes.checklist.shape import Checklist
from bot.delivery import api as slack
from bot.delivery.answers import INSTALLATION, Accepted, Answer, Refused
from bot.delivery.api import SlackApi
from bot.errors import UserError
from bot.model.outbox import OutboxRow

ATTEMPTS = 5  # whatever goes wrong on the way, somebody waits for a word

_INSTEAD = "`align questions {word} --read FILE` reads it where I run."
NOT_ALLOWED = (
    "I may not read files here, so I have seen nothing of it. Whoever runs Align can allow me `files:read`, which is "
    "optional: then send it once more. Or " + _INSTEAD
)
NOT_GIVEN = "Slack does not hand me this file. Send it once more; or " + _INSTEAD
SILENT = "I could not fetch this file from Slack, however often I tried. Send it once more later; or " + _INSTEAD


def read_sheet(api: SlackApi, token: str, row: OutboxRow, checklist: Checklist) -> Answer:
    """Return Accepted with what the file of a row answers (`sheet`), or why it cannot be read (`fault`); any other
    answer where that is to be tried again.
    """
    if row.attempts >= ATTEMPTS:
        return _explain(SILENT, checklist)
    told = api.read("files.info", token, {"file": row.detail["file"]})
    if not isinstance(told, Accepted):
        return _judge(told, checklist)
    sent = SentFile.read(told.body.get("file") or {})
    if sent.objection:
        return _explain(sent.objection, checklist)
    fetched = api.download(sent.url, token, MOST_BYTES)
    if not isinstance(fetched, Accepted):
        return _judge(fetched, checklist)
    try:
        return Accepted({"sheet": read_questionnaire(checklist, read_tables(fetched.body["content"]))})
    except UserError as error:
        return _explain(error.text, checklist)


def _judge(answer: Answer, checklist: Checklist) -> Answer:
    """Return the reason to give where Slack refuses for good; any other answer as it is."""
    match answer:
        case Refused(slack.TOO_LARGE):
            return _explain(TOO_LARGE, checklist)
        case Refused(slack.LOGIN | "missing_scope"):
            return _explain(NOT_ALLOWED, checklist)
        case Refused(code) if code not in INSTALLATION:
            return _explain(NOT_GIVEN, checklist)
    return answer


def _explain(reason: str, checklist: Checklist) -> Answer:
    return Accepted({"fault": reason.replace("{word}", checklist.word)})
