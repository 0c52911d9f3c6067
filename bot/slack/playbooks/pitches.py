"""The message shortcut that reads a vendor's text: what it plays down, and from there into the playbook."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions import runs as actions
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.targets import ToPlaybook
from bot.messages.playbooks import pitches
from bot.messages.playbooks.pitches import GO_ON, GO_ON_IN, READ, TEAM, TEXT, ToDraft
from bot.model.rights import Right
from bot.model.teams import Team
from bot.records import teams
from bot.slack.admission import check_team
from bot.slack.manifest import Shortcut
from bot.slack.payloads import posted_text
from bot.slack.playbooks import interview_views as views
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on


def shortcuts(library: Mapping[str, Playbook]) -> list[Shortcut]:
    """Return a shortcut for each playbook that reads posted texts."""
    return [
        Shortcut(each.reading_shortcut, f"{READ.name}-{word}", each.summary)
        for word, each in library.items()
        if each.reading_shortcut
    ]


def read(request: Request, to: ToPlaybook) -> Shown:
    """Show what the message plays down. Nothing of it is kept before the person goes on."""
    playbook, text = _get_playbook(request, to.word), posted_text(request.body["message"])
    if not text:
        raise UserError(f"This message has no words that I can read. Copy the text into /align {to.word}.")
    return Open(pitches.read_text(playbook, text, _list_teams(request)))


def go_on(request: Request, to: ToDraft) -> Shown:
    """Go through the playbook: the text joins the person's draft, or starts one."""
    playbook = _get_playbook(request, to.word)
    draft = actions.add_text(request.context, to.team, request.actor.user, playbook, request.fields.text(TEXT))
    return Replace(views.show_begun(request, draft))


def go_on_in(request: Request, to: ToPlaybook) -> Shown:
    """Do the same, in the one of their teams that they choose."""
    team = next((each for each in _list_teams(request) if each.id == request.fields.option(TEAM)), None)
    if team is None:
        raise OutdatedError
    return check_team(replace(request, right=Right.TAKE_PART), team) or go_on(request, ToDraft(to.word, team.id))


STORY = Story(
    submissions=(on(GO_ON, go_on, Right.TAKE_PART), on(GO_ON_IN, go_on_in, Right.NOTHING)),
    shortcuts=(on(READ, read, Right.NOTHING),),
)


def _get_playbook(request: Request, word: str) -> Checklist:
    checklist = Checklist.of(request.context.library.get(word))
    if checklist is None:
        raise UserError("This shortcut is from an earlier version of me. /align help lists what there is.")
    return checklist


def _list_teams(request: Request) -> list[Team]:
    """Return the team of the channel; in direct messages, and in a window, those that the person is in."""
    db, actor = request.context.db, request.actor
    if actor.direct:
        return teams.list_for_person(db, actor.workspace, actor.user)
    here = teams.find(db, actor.workspace, actor.channel)
    return [here] if here else []
