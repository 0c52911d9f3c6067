"""/align progress: what I and my team have promised, with buttons, in a window that is redrawn after each press."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.messages import progress as said
from bot.messages.blocks import View
from bot.messages.front import KEEP
from bot.records import progress, teams
from bot.slack.actor import Actor
from bot.slack.coach import Coach, Word

Body = Mapping[str, Any]
ALL = "all"


def progress_word(asker: Actor, _rest: str, client: WebClient, coach: Coach) -> None:
    """Mine in every team; others' of this channel's team, or of all my teams where there is none."""
    team = None if asker.direct else teams.find(coach.db, asker.workspace, asker.channel)
    view = window(coach, asker.workspace, asker.user, team.id if team else ALL)
    client.views_open(trigger_id=asker.trigger, view=view)


LINE = "What you and your team have promised, and how it goes."
ALSO = "promises, status, open, stuck, overdue, kept, what did I promise"
WORDS = {"progress": Word(LINE, progress_word, KEEP, window=True, also=ALSO)}


def window(coach: Coach, workspace: str, user: str, scope: str) -> View:
    standing = progress.standing(coach.db, workspace, user, coach.now(), "" if scope == ALL else scope)
    return said.window(standing, scope, coach.now())


def scope_of(body: Body) -> str:
    """The scope of the progress window in which, or above which, this was pressed; "" elsewhere."""
    view = body.get("view") or {}
    if view.get("callback_id") == "progress:shown":
        return str(view["private_metadata"])
    if view.get("callback_id", "").startswith("keeping:"):
        return str(view["private_metadata"].partition("/")[2])
    return ""


def refresh(coach: Coach, client: WebClient, body: Body, workspace: str) -> None:
    """The progress window shows what is recorded now, where there is one."""
    scope = scope_of(body)
    if scope:
        view = window(coach, workspace, body["user"]["id"], scope)
        client.views_update(view_id=body["view"]["root_view_id"], view=view)
