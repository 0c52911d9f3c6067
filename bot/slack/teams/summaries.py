"""`/align summary`: figures of the teams that somebody leads, or the public part of their own team's."""

from bot.actions.teams import note_summaries_read
from bot.messages.front import summaries as messages
from bot.messages.front.front import ALL, TEAM
from bot.model.rights import Right
from bot.model.teams import Role, Team
from bot.records import teams
from bot.reports.summary import summarize_team
from bot.slack.request import Reply, Request, Shown
from bot.slack.words import TeamNeed, Word


def summary_word(request: Request, _rest: str) -> Shown:
    """Answer with a card for each team; `/align summary all` is for every team of the person."""
    context, actor = request.context, request.actor
    led = teams.list_for_person(context.db, actor.workspace, actor.user, Role.MANAGER)
    chosen = _choose(request, led)
    note_summaries_read(context, [team for team in chosen if team in led], actor.user)
    return Reply(
        messages.compose_summary(
            [summarize_team(context.db, context.library, team, context.now, led=team in led) for team in chosen],
            context.now,
        )
    )


def _choose(request: Request, led: list[Team]) -> list[Team]:
    """Return the team that it is for; in a channel the teams that the person leads as well, without one all teams."""
    db, actor, team = request.context.db, request.actor, request.team
    if team is None:
        return teams.list_for_person(db, actor.workspace, actor.user)
    others = led if not actor.direct else []
    if team in others:
        return others
    return [team, *others]


SUMMARY = "Where the team stands: promises, playbooks, what is next."
WORDS = {"summary": Word(SUMMARY, summary_word, TEAM, Right.READ, TeamNeed.REQUIRED, all_teams=True, rest_words=(ALL,))}
