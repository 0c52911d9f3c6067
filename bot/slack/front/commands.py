"""The front door, `/align WORD`. The same words work by mention and in direct messages, with a button for windows."""

from collections.abc import Mapping
from dataclasses import replace

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.coaching import past_questions, small_talk
from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.next_play.state import TeamState
from bot.coaching.schedule.dates import AmbiguousDayError
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.render import Message
from bot.messages.front import days, front
from bot.messages.front.front import EVERY_WORD, RUN, START, Line, Run
from bot.messages.front.small_talk import compose_talk
from bot.messages.teams import teams as team_messages
from bot.messages.teams.members import JOIN, Asked, JoinTeam
from bot.model.rights import Right
from bot.model.teams import Role, Team
from bot.records import drafts, teams
from bot.reports import team_state
from bot.slack import admission
from bot.slack.actor import from_command
from bot.slack.coach import Coach
from bot.slack.fields import clean_text
from bot.slack.front.results import RESULTS
from bot.slack.manifest import Shortcut
from bot.slack.payloads import command_text
from bot.slack.request import Replace, Reply, Request, Shown
from bot.slack.router import Story, make_request, on, wake_delivery
from bot.slack.teams.choice import NO_TEAM, find_only_team, list_teams
from bot.slack.teams.members import join_team
from bot.slack.teams.teams import open_setup
from bot.slack.windows import open_window
from bot.slack.words import TeamNeed, Word, parse_words

Words = Mapping[str, Word]
SHORTCUTS = [
    Shortcut("Start with Align", START.name, "See what Align can do, and what to do first", "global"),
    Shortcut("Make a promise", f"{RUN.name}-commit", "When … happens, I'll …", "global"),
    Shortcut("My promises", f"{RUN.name}-progress", "What you have promised, and how it goes", "global"),
]
HELP = ("help", "")  # "": question marks alone
EVERY = ("all", "every", "everything", "every word")


def register_command(app: App, words: Words) -> None:
    """Listen to /align."""

    def command(ack: Ack, command: Mapping[str, str], client: WebClient, coach: Coach, context: BoltContext) -> None:
        request = make_request(from_command(command), client, coach, command, context)
        shown = answer_command(words, request, command_text(command))
        if isinstance(shown, Reply):
            ack(response_type="ephemeral", text=shown.message["text"], blocks=shown.message["blocks"])
        else:
            if isinstance(shown, Replace):
                open_window(client.views_open, request.actor, shown.view)
            ack()
        wake_delivery(request.context, coach)

    app.command("/align")(command)


def story(words: Words) -> Story:
    """Return the listeners of the buttons that stand for a word, and of those that join a team on the way to one.

    An answer that is no window comes in one.
    """

    def run(request: Request, run: Run) -> Shown:
        if run.word not in words:
            raise OutdatedError
        # What a message passes on, nobody has typed: a word that takes nothing behind it goes without.
        rest = "" if words[run.word].refuses(run.rest) else run.rest
        return run_word(words, request, run.word, rest, run.team)

    def join(request: Request, pressed: JoinTeam) -> Shown:
        answer = join_team(request, pressed.team, pressed.side)
        return run_word(words, request, pressed.word, pressed.rest, pressed.team) if pressed.word in words else answer

    def show_every_word(request: Request, _: Nothing) -> Shown:
        return Reply(front.compose_every_word(list_lines(words)))

    def start(request: Request, _: Nothing) -> Shown:
        return Reply(_compose_welcome(words, request))

    return Story(
        presses=(
            on(RUN, run, Right.NOTHING),
            on(JOIN, join, Right.JOIN),
            on(EVERY_WORD, show_every_word, Right.NOTHING),
        ),
        global_shortcuts=(on(START, start, Right.NOTHING), on(RUN, run, Right.NOTHING)),
    )


def answer_command(words: Words, request: Request, text: str) -> Shown:
    """Return what to say to what somebody typed after /align."""
    name, rest = parse_words(text)
    if not name:
        return Reply(_compose_welcome(words, request))
    if name.strip("?!.") in HELP:
        return Reply(_compose_help(words, rest))
    known = front.match_word(name, words)
    if known:
        return run_word(words, request, known, rest)
    return _answer_question(words, request, text)


def _answer_question(words: Words, request: Request, text: str) -> Shown:
    """Return what was decided about it, a sentence for what is said in passing, or the word that fits a question."""
    topic = past_questions.read_past_question(text)
    if topic is not None:
        return run_word(words, request, RESULTS, topic)
    talk, lines = small_talk.read_small_talk(text), list_lines(words)
    if talk:
        return Reply(compose_talk(talk, lines))
    found = request.coach.find(text)
    if found:
        return Reply(front.compose_match(*found, lines))
    name, rest = parse_words(text)
    return Reply(front.compose_unknown(name, clean_text(text) if rest else "", lines))


def run_word(words: Words, request: Request, name: str, rest: str, team_id: str = "") -> Shown:
    """Run a word for the team that it is for. The only place that decides which: `team_id` was chosen by a button.

    A day behind it that can be two is asked back, with buttons. UserError where the word needs a team and there is
    none, and for what may not stand behind it.
    """
    if words[name].refuses(rest):
        raise UserError(front.explain_rest(name, rest, words[name].rest_words or ()))
    word = words[name]
    request = replace(request, right=word.right)
    if not word.needs_team(rest):
        admission.check_target(request, None)
        return _run_or_ask_day(word, request, name, rest)
    db, actor = request.context.db, request.actor
    found = [teams.get(db, team_id)] if team_id else list_teams(db, actor, name)
    if len(found) > 1:
        return Reply(team_messages.compose_choice(found, name, rest, all_teams=word.all_teams and _leads_any(request)))
    team = found[0] if found else None
    if _is_to_set_up(request, team, word):
        return open_setup(request, team, name if word.team is TeamNeed.SET_UP else "", rest)
    if team is None:
        raise UserError(NO_TEAM)
    return _offer_to_join(request, team, word, Asked(name, rest)) or _run_or_ask_day(
        word, replace(request, team=team), name, rest
    )


def _is_to_set_up(request: Request, team: Team | None, word: Word) -> bool:
    """Return whether the set-up comes first: nobody has done it, and who has gone on without it is asked no more."""
    if word.team not in (TeamNeed.MAKE, TeamNeed.SET_UP) or (team and team.confirmed_at):
        return False
    here = team and teams.get_role(request.context.db, team.id, request.actor.user) is not None
    return word.team is TeamNeed.MAKE or not here


def _offer_to_join(request: Request, team: Team, word: Word, asked: Asked) -> Shown:
    """Return the offer to a visitor: where the word opens a window, in the very window in which it goes on then."""
    offer = admission.check_team(request, team, asked)
    return Replace(front.message_window(offer.message)) if offer and word.window else offer


def _run_or_ask_day(word: Word, request: Request, name: str, rest: str) -> Shown:
    try:
        return word.run(request, rest)
    # The one place that knows how to run a word once more, for the same team and with the day that they choose.
    except AmbiguousDayError as unclear:
        team_id = request.team.id if request.team else ""
        return Reply(days.compose_day_choice(name, unclear.ambiguous, unclear.today, team_id))


def list_lines(words: Words) -> dict[str, Line]:
    """Return what help says of each word."""
    return {
        name: Line(word.summary, word.window, word.group, word.team is not TeamNeed.NONE, word.all_teams, word.button)
        for name, word in words.items()
    }


def _compose_help(words: Words, rest: str) -> Message:
    """Return help, every word with its line, or the line of the one behind help."""
    asked, lines = front.match_word(rest.lower(), words), list_lines(words)
    if asked:
        return front.compose_offer(asked, None, lines)
    return front.compose_every_word(lines) if rest.lower() in EVERY else front.compose_help(lines)


def _leads_any(request: Request) -> bool:
    return bool(teams.list_for_person(request.context.db, request.actor.workspace, request.actor.user, Role.MANAGER))


def _compose_welcome(words: Words, request: Request) -> Message:
    db, library, user = request.context.db, request.context.library, request.actor.user
    team = find_only_team(db, request.actor)
    state = team_state.of_team(db, team, library, request.context.now) if team else TeamState()
    found = choose_next_play(state, library)
    draft = next((word for word in library if team and drafts.is_begun(db, team.id, user, word)), None)
    known = list_lines(words)
    plays = {word: known[word] for word in library}
    outside = request.actor.direct and not teams.list_for_person(db, request.actor.workspace, user)
    return front.compose_welcome(plays, found, draft=draft, outside=outside)
