"""`/align summary`: figures of the teams that somebody leads, or the public part of their own team's."""

from collections.abc import Sequence
from typing import NoReturn

from bot.actions import trends
from bot.actions.teams import note_summaries_read
from bot.coaching.schedule.dates import today_in
from bot.coaching.summary.attention import list_systemic
from bot.coaching.summary.figures import TeamFigures
from bot.coaching.summary.period import read_period
from bot.coaching.summary.team import TeamSummary
from bot.errors import UserError
from bot.messages.block_kit.render import Message
from bot.messages.front.front import ALL, TEAM, message_window
from bot.messages.front.summaries import EXPLAIN, SHOW, compose_mine, compose_summary
from bot.messages.front.summary_details import compose_all_details, compose_details
from bot.messages.front.summary_table import EXPLAIN_ALL, PAGES, ToAll, compose_table_of_teams, cut_page
from bot.messages.front.summary_targets import ToSummary
from bot.messages.front.trends import TREND
from bot.messages.teams.teams import checkin_line
from bot.model.rights import Right
from bot.records import teams
from bot.reports.own_summaries import find_today, list_own_figures, summarize_for
from bot.reports.person_figures import summarize_person
from bot.slack.request import Notice, Open, Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams import digests
from bot.slack.teams.choice import NO_TEAM, list_teams
from bot.slack.words import HERE, MINE, TeamNeed, Word

GONE = "There is no team of yours on this page any more. `/align summary all` shows those there are."


def summary_word(request: Request, rest: str) -> Shown:
    """Answer with the figures of a team since the day that is named, or with those of all teams of the person."""
    words = rest.lower().split()
    since = " ".join(word for word in words if word not in (ALL, HERE, MINE))
    if rhythm := next((word for word in words if word in (*digests.RHYTHMS, digests.OFF)), None):
        return digests.answer_rhythm(request, rhythm)
    if MINE in words:
        return Reply(_compose_mine(request, since))
    if request.team is None:
        return Reply(_compose_all(request, ToAll(since)) or _refuse(request))
    return Reply(_compose(request, ToSummary(request.team.id, since)))


def show(request: Request, to: ToSummary) -> Shown:
    """Show a team's summary since a day, in a window."""
    return Replace(message_window(_compose(request, to)))


def send_trend(request: Request, to: ToSummary) -> Shown:
    """Send the trend of the check-ins since a day by private message."""
    context = request.context
    team = teams.get(context.db, to.team)
    period = read_period(to.since, today_in(team.zone, context.now))
    trends.send_trend(context, team.id, period.start.isoformat(), request.actor.user)
    return Notice("It is in your direct messages with me.")


def explain(request: Request, to: ToSummary) -> Shown:
    """Show what each number of a team's summary is made of, and who looked last before."""
    return Open(compose_details(_summarize(request, to)))


def show_page(request: Request, to: ToAll) -> Shown:
    """Show a page of the person's teams, in a window."""
    message = _compose_all(request, to)
    if message is None:
        raise UserError(GONE)
    return Replace(message_window(message))


def explain_all(request: Request, to: ToAll) -> Shown:
    """Show what each number on a page of teams is made of."""
    shown = cut_page(_list_figures(request, to), to.page)
    if not shown:
        raise UserError(GONE)
    _note_read(request, shown)
    return Open(compose_all_details(shown))


def _compose(request: Request, to: ToSummary) -> Message:
    summary = _summarize(request, to)
    _note_read(request, [summary.figures])
    return compose_summary(summary, checkin_line(summary.figures.team, request.context.now))


def _summarize(request: Request, to: ToSummary) -> TeamSummary:
    context = request.context
    team = teams.get(context.db, to.team)
    return summarize_for(context.db, context.library, team, request.actor.user, to.since, context.now)


def _compose_mine(request: Request, since: str) -> Message:
    context, actor = request.context, request.actor
    known = teams.list_for_person(context.db, actor.workspace, actor.user)
    period = read_period(since, find_today(known, context.now))
    mine = summarize_person(context.db, context.library, actor.workspace, actor.user, period, context.now)
    return compose_mine(mine)


def _compose_all(request: Request, to: ToAll) -> Message | None:
    """Return a page of teams; None where there is none of theirs on it."""
    listed = _list_figures(request, to)
    shown = cut_page(listed, to.page)
    if not shown:
        return None
    _note_read(request, shown)
    return compose_table_of_teams(listed, list_systemic(listed), to.page)


def _refuse(request: Request) -> NoReturn:
    """Say the way on to somebody who is in no team."""
    list_teams(request.context.db, request.actor, "summary")
    raise UserError(NO_TEAM)


def _list_figures(request: Request, to: ToAll) -> list[TeamFigures]:
    context, actor = request.context, request.actor
    return list_own_figures(context.db, context.library, actor.workspace, actor.user, to.since, context.now)


def _note_read(request: Request, shown: Sequence[TeamFigures]) -> None:
    """Write down who read the figures of the teams that they lead: the teams can see it."""
    note_summaries_read(request.context, [each.team for each in shown if each.led], request.actor.user)


SUMMARY = "Where the team stands: promises, playbooks, what is next. `monthly` sends it to you."
WORDS = {
    "summary": Word(
        SUMMARY,
        summary_word,
        TEAM,
        Right.READ,
        TeamNeed.REQUIRED,
        all_teams=True,
        own_words=(MINE, *digests.RHYTHMS, digests.OFF),
        rest_words=None,
    )
}
STORY = Story(
    presses=(
        on(SHOW, show, Right.READ),
        on(EXPLAIN, explain, Right.READ),
        on(TREND, send_trend, Right.LEAD),
        on(PAGES, show_page, Right.NOTHING),
        on(EXPLAIN_ALL, explain_all, Right.NOTHING),
    )
)
