"""`/align looks`: everybody in a team sees who pulled which summary, report or export of it, and when."""

from bot.messages.block_kit.render import Message
from bot.messages.front import front
from bot.messages.front.front import TEAM
from bot.messages.teams import looks as messages
from bot.messages.teams.looks import PAGE, PAGES, ToLooks
from bot.model.rights import Right
from bot.records import audit, teams
from bot.slack.request import Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import TeamNeed, Word


def looks_word(request: Request, _rest: str) -> Shown:
    """Answer with the newest looks."""
    return Reply(_compose(request, request.require_team().id, 0))


def show_page(request: Request, to: ToLooks) -> Shown:
    """Show another page, in a window."""
    return Replace(front.message_window(_compose(request, to.team, max(to.page, 0))))


def _compose(request: Request, team_id: str, page: int) -> Message:
    db = request.context.db
    listed = audit.list_looks(db, team_id, PAGE, page * PAGE)
    return messages.compose_looks(teams.get(db, team_id), listed, page, audit.count_looks(db, team_id))


SUMMARY = "Who looked at what: summaries, reports, exports."
WORDS = {"looks": Word(SUMMARY, looks_word, TEAM, Right.READ, TeamNeed.REQUIRED, button="Who looked")}
STORY = Story(presses=(on(PAGES, show_page, Right.READ),))
