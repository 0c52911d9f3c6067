"""`/align summary`: figures of the teams that somebody leads, or the public part of their own team's."""

from bot.actions.teams import note_summaries_read
from bot.errors import UserError
from bot.messages import summaries as messages
from bot.messages.front import ALL, TEAM
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
    if not chosen:
        raise UserError("This summary is for people of the team. Whoever leads it can add you with /align team.")
    note_summaries_read(context, [team for team in chosen if team in led], actor.user)
    return Reply(
        messages.compose_summary(
            [summarize_team(context.db, context.library, team, context.now, led=team in led) for team in chosen],
            context.now,
        )
    )


def _choose(request: Request, led: list[Team]) -> list[Team]:
    """Return the team that it is for; in a channel the teams that the person leads as well, without one all teams.

    None of which they are no member.
    """
    db, actor, team = request.context.db, request.actor, request.team
    if team is None:
        return teams.list_for_person(db, actor.workspace, actor.user)
    others = led if not actor.direct else []
    if team in others:
        return others
    return [*([team] if teams.get_role(db, team.id, actor.user) else []), *others]


ALSO = "team report, overview of the team, figures for my boss"
SUMMARY = "Where the team stands: promises, playbooks, what is next."
WORDS = {
    "summary": Word(SUMMARY, summary_word, TEAM, TeamNeed.REQUIRED, synonyms=ALSO, all_teams=True, rest_words=(ALL,))
}
