"""The events to which Align listens: mentions, direct messages, the Home tab, invitations and installations."""

from collections.abc import Mapping

from bot.actions import redraw
from bot.coaching.interview.variants import Ending
from bot.messages import front
from bot.model.outbox import Address, Kind
from bot.model.runs import VariantName
from bot.records import installations
from bot.slack import refusals
from bot.slack.payloads import event_text
from bot.slack.people import statuses
from bot.slack.request import Event
from bot.slack.router import Story
from bot.slack.shapes import MalformedError
from bot.slack.teams import channels
from bot.slack.words import parse_words

SUBJECT = 75  # characters of what a document is about, as far as it is taken from a message
# Of all subtypes those in which a person speaks: with a file, to the channel from a thread, by /me. Any other is an
# edit, a deletion or a notice of Slack's, and answered it would be a second answer.
SPOKEN = (None, "file_share", "thread_broadcast", "me_message")


def answer_mention(event: Event) -> None:
    """Answer in the thread, since slash commands do not work there."""
    if _is_from_person(event):
        thread = event.fields.get("thread_ts") or event.fields.get("ts")
        if not thread:
            raise MalformedError("event.ts: a message without its number")
        # Who waits for an answer where the bot may not read hears when nobody knows whether it has come.
        _suggest_word(event, {"thread_ts": thread}, notify_on_failure=event.user)


def answer_direct(event: Event) -> None:
    """Answer what a person says to the bot alone."""
    fields = event.fields
    if fields.get("channel_type") == "im" and fields.get("subtype") in SPOKEN and _is_from_person(event):
        _suggest_word(event, {"thread_ts": fields["thread_ts"]} if fields.get("thread_ts") else {})


def show_home(event: Event) -> None:
    """Draw the Home tab of whoever opened it."""
    # Slack sends the same event when somebody opens the Messages tab beside it.
    if event.fields.get("tab", "home") == "home":
        redraw.homes(event.context, event.workspace, event.user)


def _is_from_person(event: Event) -> bool:
    # Bots that answer each other never stop; the bot's own messages come back as events, too.
    return "user" in event.fields and not event.fields.get("bot_id")


def _suggest_word(event: Event, place: Mapping[str, str], notify_on_failure: str | None = None) -> None:
    if event.is_from_elsewhere:
        at = Address(event.workspace, event.channel)
        event.context.whisper(Kind.NOTICE, event.user, at, event.user, detail={"text": refusals.STRANGER})
        return
    text = event_text(event.fields, installations.bot_user(event.context.db, event.workspace))
    word, rest = parse_words(text)
    detail = {**place, "user": event.user, "found": event.coach.find(text), "rest": rest[:SUBJECT]}
    at = Address(event.workspace, event.channel)
    event.context.say(Kind.SUGGESTION, _word(event, word, rest), at, detail=detail, notify_on_failure=notify_on_failure)


def _word(event: Event, word: str, rest: str) -> str:
    """Return the word with what belongs to it: full, or what a document is about."""
    playbook = event.context.library.get(word)
    if playbook and playbook.ending is Ending.DOCUMENT and playbook.subject_question:
        return f"{word} {rest[:SUBJECT]}".strip()
    return f"{word} {VariantName.FULL}" if rest.lower() == VariantName.FULL else word[: front.QUOTED]


STORY = Story(
    events={
        "app_mention": answer_mention,
        "message": answer_direct,
        "app_home_opened": show_home,
        "channel_archive": channels.archive,
        "group_archive": channels.archive,
        "channel_unarchive": channels.unarchive,
        "group_unarchive": channels.unarchive,
        "member_joined_channel": channels.join,
        "member_left_channel": channels.leave,
        "user_change": statuses.hear_profile,
        "app_uninstalled": channels.forget_installation,
        "tokens_revoked": channels.revoke_tokens,
    }
)
