"""The events to which Align listens: mentions, direct messages, the Home tab, invitations and installations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.coaching import past_questions, small_talk
from bot.coaching.interview.variants import Ending
from bot.messages.front import front
from bot.model.outbox import Address, Kind
from bot.records import installations
from bot.slack import refusals
from bot.slack.front.results import RESULTS
from bot.slack.payloads import event_text
from bot.slack.people import home, statuses
from bot.slack.playbooks import sheets
from bot.slack.request import Event
from bot.slack.router import Story
from bot.slack.shapes import MalformedError
from bot.slack.teams import channels
from bot.slack.words import Word, parse_words

SUBJECT = 75  # characters of what a document is about, as far as it is taken from a message
# Of all subtypes those in which a person speaks: with a file, to the channel from a thread, by /me. Any other is an
# edit, a deletion or a notice of Slack's, and answered it would be a second answer.
SPOKEN = (None, "file_share", "thread_broadcast", "me_message")


def story(words: Mapping[str, Word]) -> Story:
    """Return what is done about each event; `words` are those of /align."""
    return Story(
        events={
            "app_mention": partial(answer_mention, words),
            "message": partial(answer_direct, words),
            "app_home_opened": home.hear_opened,
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


def answer_mention(words: Mapping[str, Word], event: Event) -> None:
    """Answer in the thread, since slash commands do not work there; to them alone what nobody else has to read."""
    if not speaks_to_us(event.fields):
        return
    thread = event.fields.get("thread_ts") or event.fields.get("ts")
    if not thread:
        raise MalformedError("event.ts: a message without its number")
    at = Address(event.workspace, event.channel)
    if event.is_from_elsewhere:
        event.context.whisper(Kind.NOTICE, event.user, at, event.user, detail={"text": refusals.STRANGER})
        return
    said = _read(words, event)
    if said.public:
        # Who waits for an answer where the bot may not read hears when nobody knows whether it has come.
        detail = {**said.detail, "thread_ts": thread}
        event.context.say(Kind.SUGGESTION, said.word, at, detail=detail, notify_on_failure=event.user)
    else:
        # Slack shows a whisper in a thread only where there is one already.
        place = {"thread_ts": event.fields["thread_ts"]} if event.fields.get("thread_ts") else {}
        event.context.whisper(Kind.SUGGESTION, said.word, at, event.user, detail={**said.detail, **place})


def answer_direct(words: Mapping[str, Word], event: Event) -> None:
    """Answer what a person says to the bot alone."""
    fields = event.fields
    if not speaks_to_us(fields):
        return
    at = Address(event.workspace, event.channel)
    if event.is_from_elsewhere:
        event.context.whisper(Kind.NOTICE, event.user, at, event.user, detail={"text": refusals.STRANGER})
        return
    if sheets.receive_files(event):
        return
    said, place = _read(words, event), {"thread_ts": fields["thread_ts"]} if fields.get("thread_ts") else {}
    event.context.say(Kind.SUGGESTION, said.word, at, detail={**said.detail, **place})


def speaks_to_us(fields: Mapping[str, Any]) -> bool:
    """Return whether this event is a person who mentions the bot, or writes to it alone."""
    direct = fields.get("channel_type") == "im" and fields.get("subtype") in SPOKEN
    # Bots that answer each other never stop; the bot's own messages come back as events, too.
    return (fields["type"] == "app_mention" or direct) and "user" in fields and not fields.get("bot_id")


@dataclass(frozen=True)
class _Said:
    """What somebody said to the bot: the word that it may be, and what its answer is made of. `public`: others have
    something of the answer, too.
    """

    word: str
    detail: Mapping[str, object]
    public: bool


def _read(words: Mapping[str, Word], event: Event) -> _Said:
    text = event_text(event.fields, installations.bot_user(event.context.db, event.workspace))
    word, rest = parse_words(text)
    known = front.match_word(word, words)
    detail = {"user": event.user, "at": event.context.now.isoformat(), "rest": rest[:SUBJECT], "found": None}
    topic = rest if known == RESULTS else past_questions.read_past_question(text)
    if topic is not None and (known is None or known == RESULTS):
        return _Said(word[: front.QUOTED], {**detail, "topic": topic[:SUBJECT]}, public=False)
    talk = None if known else small_talk.read_small_talk(text)
    if talk:
        return _Said(word[: front.QUOTED], {**detail, "talk": talk}, public=False)
    found = event.coach.find(text)
    return _Said(_word(event, words, word, rest), {**detail, "found": found}, public=bool(known or found))


def _word(event: Event, words: Mapping[str, Word], word: str, rest: str) -> str:
    """Return the word with what belongs to it: full, compare, or what a document is about."""
    playbook = event.context.library.get(word)
    if playbook and playbook.ending is Ending.DOCUMENT and playbook.subject_question:
        return f"{word} {rest[:SUBJECT]}".strip()
    takes = words[word].rest_words if word in words else ()
    return f"{word} {rest.lower()}" if rest.lower() in (takes or ()) else word[: front.QUOTED]
