"""Every word of /align, and every entry in the menu of a message, out of all stories and playbooks."""

from collections.abc import Mapping

from bot.coaching.finding.search import QUESTION, Entry
from bot.coaching.library import loader
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.messages.front.front import GROUPS
from bot.slack.checkins import checkins
from bot.slack.commitments import create, progress
from bot.slack.documents import documents, lookups
from bot.slack.front import commands, next_play, results, sources
from bot.slack.front.asked import ASKED
from bot.slack.manifest import Shortcut
from bot.slack.people import away, forgetting, reminders
from bot.slack.playbooks import interviews, pitches
from bot.slack.teams import admins, exports, looks, members, pauses, quarters, summaries, teams
from bot.slack.waves import launching
from bot.slack.words import Word

_STORIES = (
    next_play,
    create,
    progress,
    results,
    checkins,
    summaries,
    quarters,
    exports,
    looks,
    sources,
    teams,
    members,
    pauses,
    admins,
    away,
    reminders,
    forgetting,
)


def list_words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """Return every word, in the order in which help shows them.

    UserError for a playbook that nobody could ever start, because its word means something else already.
    """
    fixed: dict[str, Word] = {name: word for story in _STORIES for name, word in story.WORDS.items()}
    clashing = [word for word in library if word in fixed or word == "help"]
    if clashing:
        raise UserError(
            "\n".join(f"{word}.toml: {word} is a word of mine. Rename it: our_{word}.toml." for word in clashing)
        )
    played = {**interviews.words(library), **documents.words(library), **launching.words(library)}
    words: dict[str, Word] = {**played, **fixed}
    return dict(sorted(words.items(), key=lambda entry: GROUPS.index(entry[1].group)))


def list_search_texts(library: Mapping[str, Playbook], words: Mapping[str, Word]) -> dict[str, Entry]:
    """Return what plain questions find each word by, playbooks first."""
    playbooks = {word: Entry(*loader.get_search_texts(playbook)) for word, playbook in library.items()}
    return {**playbooks, **{name: _describe_word(name, word) for name, word in words.items() if name not in library}}


def _describe_word(name: str, word: Word) -> Entry:
    phrases = [said.strip() for said in ASKED.get(name, name).split(",")]
    sentences = [(said, "") for said in phrases if len(said.split()) >= QUESTION]
    return Entry([name, word.summary, *phrases], answers=sentences)


def list_shortcuts(library: Mapping[str, Playbook]) -> list[Shortcut]:
    """Return every entry in Slack's menu, and in the menu of a message."""
    return [*commands.SHORTCUTS, create.SHORTCUT, *lookups.shortcuts(library), *pitches.shortcuts(library)]
