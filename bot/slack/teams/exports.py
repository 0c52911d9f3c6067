"""`/align export`: what there is of a team, or of all of them, as a file; and what is kept of whoever asks."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.actions.exports import ask_export
from bot.coaching.schedule.dates import today_in
from bot.coaching.summary.period import Period, read_period
from bot.errors import UserError
from bot.messages.block_kit.render import Message
from bot.messages.front.exports import Exported, ExportStage, compose_export
from bot.messages.front.front import ALL, TEAM
from bot.model.exports import ExportForm
from bot.model.rights import Right
from bot.model.teams import Role, Team
from bot.records import summaries, teams
from bot.slack.request import Reply, Request, Shown
from bot.slack.router import Story
from bot.slack.teams.choice import NO_TEAM, list_teams
from bot.slack.words import HERE, MINE, TeamNeed, Word

LONGEST = timedelta(days=10 * 366)  # for so long something may be kept


def export_word(request: Request, rest: str) -> Shown:
    """Answer that a file is being made; it comes by direct message."""
    words = rest.lower().split()
    if MINE in words:
        return Reply(_ask_own(request, [word for word in words if word not in (MINE, ExportForm.JSON)]))
    since = " ".join(word for word in words if word not in (ALL, HERE, *ExportForm))
    form = next((ExportForm(word) for word in words if word in tuple(ExportForm)), ExportForm.CSV)
    chosen = [request.team] if request.team else _list_own_teams(request)
    today = max(today_in(team.zone, request.context.now) for team in chosen)
    return Reply(_ask(request, chosen, form, read_export_period(since, today)))


def read_export_period(since: str, today: date) -> Period:
    """Return the period until `today` that a text names; "" is for all that is kept."""
    return read_period(since, today, LONGEST) if since else Period(today - LONGEST, today)


def _ask(request: Request, chosen: Sequence[Team], form: ExportForm, period: Period) -> Message:
    context, actor = request.context, request.actor
    led = {team.id for team in teams.list_for_person(context.db, actor.workspace, actor.user, Role.MANAGER)}
    bounds = period.find_bounds("UTC")
    counted = summaries.count_things(context.db, [each.id for each in chosen], led, *bounds)
    days = {"since": period.start.isoformat(), "until": period.end.isoformat()}
    ask_export(
        context,
        actor.workspace,
        actor.user,
        chosen,
        {"form": form, "rows": counted, **days},
        f"{form} since {days['since']}",
    )
    return compose_export(Exported([team.name for team in chosen], days["since"], form, counted), ExportStage.ASKED)


def _ask_own(request: Request, more: Sequence[str]) -> Message:
    if more:
        raise UserError("Of yourself I give you all that I keep, as JSON: `/align export me`.")
    detail = {"form": ExportForm.JSON, "rows": 0, "since": "", "until": ""}
    ask_export(request.context, request.actor.workspace, request.actor.user, [], detail)
    return compose_export(Exported([], "", ExportForm.JSON, 0, own=True), ExportStage.ASKED)


def _list_own_teams(request: Request) -> list[Team]:
    """Return the teams that the person leads, or is in where they lead none. UserError for who is in none."""
    db, actor = request.context.db, request.actor
    known = teams.list_for_person(db, actor.workspace, actor.user, Role.MANAGER)
    chosen = known or teams.list_for_person(db, actor.workspace, actor.user)
    if not chosen:
        list_teams(db, actor, "export")
        raise UserError(NO_TEAM)
    return chosen


SUMMARY = "What there is of a team as a file: csv, md or json. `export me`: what I keep of you."
WORDS = {
    "export": Word(
        SUMMARY,
        export_word,
        TEAM,
        Right.READ,
        TeamNeed.REQUIRED,
        all_teams=True,
        own_words=(MINE,),
        rest_words=None,
    )
}
STORY = Story()
