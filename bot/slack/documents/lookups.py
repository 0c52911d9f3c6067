"""The message shortcut that looks a message's words up among a team's documents."""

from collections.abc import Mapping

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.lookup import find_subjects
from bot.errors import OutdatedError
from bot.messages.block_kit.targets import ToPlaybook
from bot.messages.documents import document_windows as messages
from bot.messages.documents.document_windows import LOOK_UP
from bot.model.rights import Right
from bot.reports import documents
from bot.slack.manifest import Shortcut
from bot.slack.payloads import message_text
from bot.slack.request import Open, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.choice import choose_team


def shortcuts(library: Mapping[str, Playbook]) -> list[Shortcut]:
    """Return a shortcut for each playbook that names one."""
    return [
        Shortcut(each.lookup_shortcut, f"{LOOK_UP.name}-{word}", each.summary)
        for word, each in library.items()
        if each.lookup_shortcut
    ]


def look_up(request: Request, to: ToPlaybook) -> Shown:
    """Show what the team's documents about a message's words say; where it may be one of several teams, ask which."""
    charter = Charter.of(request.context.library.get(to.word))
    if charter is None:
        raise OutdatedError
    team = choose_team(request, charter.word)
    if isinstance(team, Reply):
        return team
    known = documents.list_current(request.context.db, team.id, charter.word)
    subjects = [each.subject for each in known]
    named = find_subjects(message_text(request.body["message"]), subjects)
    matching = [each for each in known if each.subject in named]
    return Open(messages.show_mentioned(charter, team.id, matching, subjects))


STORY = Story(shortcuts=(on(LOOK_UP, look_up, Right.SEE),))
