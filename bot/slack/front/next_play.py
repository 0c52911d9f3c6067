"""`/align next`: the play that a team takes next, and three questions where little is known of it."""

from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.next_play.questions import add_answers, list_hurts
from bot.messages.front import next_play
from bot.messages.front.front import KEEP, message_window
from bot.messages.front.next_play import ANSWER, ASK
from bot.messages.teams.introductions import ToTeam
from bot.model.rights import Right
from bot.records import teams
from bot.reports import team_state
from bot.slack.request import Open, Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import TeamNeed, Word


def show_next(request: Request, _rest: str) -> Shown:
    """Answer with what the team does next, and why."""
    team = request.require_team()
    context = request.context
    state = team_state.of_team(context.db, team, context.library, context.now)
    found = choose_next_play(state, context.library)
    asked = team.id if state.is_unknown else None
    return Reply(next_play.compose_next(found, next_play.list_lines(context.library), asked))


def ask_state(request: Request, pressed: ToTeam) -> Shown:
    """Open the three questions."""
    return Open(next_play.ask_state(pressed.team, list_hurts(request.context.library)))


def answer_state(request: Request, sent: ToTeam) -> Shown:
    """Show what is next by what was answered; it is kept nowhere."""
    context, fields = request.context, request.fields
    state = team_state.of_team(context.db, teams.get(context.db, sent.team), context.library, context.now)
    known = {"yes": True, "no": False}.get(fields.option("it") or "")
    state = add_answers(state, fields.option("hurts") or "", fields.option("buying") or "", it_known=known)
    found = choose_next_play(state, context.library)
    return Replace(message_window(next_play.compose_next(found, next_play.list_lines(context.library), None)))


WORDS = {
    "next": Word(
        "What to do next, why, and what can wait.",
        show_next,
        KEEP,
        Right.READ,
        team=TeamNeed.REQUIRED,
    )
}
STORY = Story(
    presses=(on(ASK, ask_state, Right.READ),),
    submissions=(on(ANSWER, answer_state, Right.READ),),
)
