"""`/align report`: a quarter of the team on two pages, for whoever leads it."""

from bot.actions.quarters import send_report
from bot.coaching.schedule.dates import today_in
from bot.coaching.summary.quarter import read_quarter
from bot.messages.front.front import TEAM
from bot.messages.pages.report_files import compose_announcement
from bot.model.rights import Right
from bot.slack.request import Reply, Request, Shown
from bot.slack.words import TeamNeed, Word


def report_word(request: Request, rest: str) -> Shown:
    """Answer at once that the page of the quarter that is named comes by direct message."""
    context, team = request.context, request.require_team()
    quarter = read_quarter(rest, today_in(team.zone, context.now))
    send_report(context, team, quarter, request.actor.user)
    return Reply(compose_announcement(team, quarter))


SUMMARY = "The quarter on two pages to print, for both chiefs."
WORDS = {"report": Word(SUMMARY, report_word, TEAM, Right.LEAD, TeamNeed.REQUIRED, rest_words=None)}
