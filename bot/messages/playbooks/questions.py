"""Questions that a result leaves open for another party: how they come, and the mail that asks them."""

from bot.coaching.shapes.result import Mail
from bot.messages.block_kit.payloads import Act
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished

ASK = Act("run:questions", ToFinished)


def compose_questions(mail: Mail, subject: str, channel: str, *, reads: bool) -> Message:
    """Return what comes before the mail: how many questions it asks whom, and in which channel the result stands.

    `reads`: a filled-in questionnaire that comes back can be sent to the bot.
    """
    values = {
        "count": len(mail.questions),
        "receiver": mail.receiver,
        "subject": subject,
        "channel": channel,
        "reads": reads,
    }
    return compose_message("questions", values)


def compose_sent() -> Message:
    """Return what whoever pressed is told at once."""
    return compose_message("questions_sent", {})


def compose_mail(mail: Mail) -> Message:
    """Return the mail with every question and nothing else: no blocks, so that all of it is copied at once."""
    text = compose_message("mail", {"opening": mail.opening, "questions": mail.questions})["text"]
    return {"text": text, "blocks": []}
