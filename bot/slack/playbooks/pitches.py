"""The message shortcut that reads a vendor's text: what it plays down, and from there into the playbook."""

from collections.abc import Mapping

from bot.actions import runs as actions
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.messages.block_kit.targets import ToPlaybook
from bot.messages.playbooks import pitches
from bot.messages.playbooks.pitches import GO_ON, READ, ToDraft
from bot.model.rights import Right
from bot.slack.manifest import Shortcut
from bot.slack.payloads import posted_text
from bot.slack.playbooks import interview_views as views
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.choice import find_only_team


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
    return Open(pitches.read_text(playbook, text, team_id=_find_team(request)))


def go_on(request: Request, to: ToDraft) -> Shown:
    """Go through the playbook: the text joins the person's draft, or starts one."""
    playbook = _get_playbook(request, to.word)
    draft = actions.add_text(request.context, to.team, request.actor.user, playbook, request.fields.text("text"))
    return Replace(views.show_begun(request, draft))


STORY = Story(submissions=(on(GO_ON, go_on, Right.TAKE_PART),), shortcuts=(on(READ, read, Right.NOTHING),))


def _get_playbook(request: Request, word: str) -> Checklist:
    checklist = Checklist.of(request.context.library.get(word))
    if checklist is None:
        raise UserError("This shortcut is from an earlier version of me. /align help lists what there is.")
    return checklist


def _find_team(request: Request) -> str:
    """Return the team of the channel; elsewhere the person's one team; "" without any."""
    team = find_only_team(request.context.db, request.actor)
    return team.id if team else ""
