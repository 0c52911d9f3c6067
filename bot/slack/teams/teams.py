"""Setting a team up and changing it: the windows, and what people go on with after it."""

from collections.abc import Callable, Iterable

from bot import deadline
from bot.actions import setup as actions
from bot.actions.setup import Naming
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Nothing
from bot.messages.front.front import TEAM
from bot.messages.teams import setup as messages
from bot.messages.teams.setup import (
    FIRST_FIELDS,
    MORE_FIELDS,
    OBSERVERS,
    PEOPLE,
    RHYTHM,
    SAVE,
    SAVE_PEOPLE,
    SAVE_RHYTHM,
    SKIP,
    Guess,
    SetUp,
)
from bot.model.rights import Right
from bot.model.schedule import Rule
from bot.model.teams import Side, Team
from bot.records import invitations, teams
from bot.slack.admission import check_target
from bot.slack.people.colleagues import make_roster
from bot.slack.request import Close, Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.guesses import guess_sides
from bot.slack.teams.rights import check_can_lead, check_can_take_part, profile_of, refuse_guest
from bot.slack.teams.setup_form import (
    read_first,
    read_name,
    read_people,
    read_rule,
    read_usual_rhythm,
    read_zone,
    usual_rule,
)
from bot.slack.words import TeamNeed, Word

NAME = "Our team"
PATIENCE = 0.8  # seconds for what Slack says of those who are named
# Given by whoever builds the app: front.commands imports this module for the set-up window, not the other way round.
RunWord = Callable[[Request, str, str, str], Shown]  # name, what follows it, id of the team that it is for


def story(run_word: RunWord) -> Story:
    """Return the listeners of the set-up windows; `run_word` runs the word on the way to which it had to come first."""

    def save(request: Request, place: SetUp) -> Shown:
        team = _save(request, place, first=place.first)
        if place.word:
            return run_word(request, place.word, place.rest, team.id)
        # The introduction says the rest, in the channel.
        return Close() if place.first else Replace(messages.saved_window(team, request.context.now))

    def skip(request: Request, _: Nothing) -> Shown:
        place = request.inside(SAVE)
        team = _get_team(request, place)
        actor, context = request.actor, request.context
        actions.skip_setup(context, actor.workspace, place.channel, team.name, team.rule, actor.user)
        return run_word(request, place.word, place.rest, team.id)

    return Story(
        presses=(
            on(SKIP, skip, Right.LEAD, SAVE),
            on(PEOPLE, open_people, Right.LEAD, SAVE),
            on(RHYTHM, open_rhythm, Right.LEAD, SAVE),
        ),
        submissions=(
            on(SAVE, save, Right.LEAD),
            on(SAVE_PEOPLE, save_people, Right.LEAD),
            on(SAVE_RHYTHM, save_rhythm, Right.LEAD),
        ),
    )


def open_word(request: Request, _rest: str) -> Shown:
    """Open the settings of a team."""
    return Replace(show_team(request, request.require_team()))


SUMMARY = "Who is in the team, and when I check in."
WORDS = {"team": Word(SUMMARY, open_word, TEAM, Right.LEAD, TeamNeed.MAKE, window=True, button="People and rhythm")}


def open_setup(request: Request, team: Team | None, word: str = "", rest: str = "") -> Shown:
    """Return the window for the first use in a channel; the word comes after it. UserError for guests."""
    profile = profile_of(request, request.actor.user)
    # Who is unknown may look: what they send in is refused until Slack has told who they are.
    if profile.known:
        refuse_guest(profile)
    actor = request.actor
    place = SetUp(team.channel if team else actor.channel, word, rest, team.name if team else actor.place, first=True)
    return Replace(_show_first(request, place, team.rule if team else usual_rule(profile.zone or "")))


def show_team(request: Request, team: Team) -> View:
    """Return the window of a team that is set up."""
    db = request.context.db
    members, named = teams.list_members(db, team.id), invitations.list_of_team(db, team.id)
    return messages.team_window(SetUp(team.channel), team, members, named, request.context.now)


def open_people(request: Request, _: Nothing) -> Shown:
    """Open the window for the team's name, its lead and everybody else."""
    place = request.inside(SAVE)
    team, db = _get_team(request, place), request.context.db
    members, named = teams.list_members(db, team.id), invitations.list_of_team(db, team.id)
    return Open(messages.people_window(place, team, members, named, make_roster(request, team.id)))


def open_rhythm(request: Request, _: Nothing) -> Shown:
    """Open the window that says when to ask."""
    place = request.inside(SAVE)
    return Open(messages.rhythm_window(place, _get_team(request, place), request.context.now))


def save_people(request: Request, place: SetUp) -> Shown:
    """Change the team's name and its other people."""
    naming, name = read_people(request.fields, request.view), read_name(request.fields)
    lead = request.fields.person("manager") or ""
    if lead:
        check_can_lead(request, lead)
    _check_named(request, [*MORE_FIELDS, OBSERVERS], naming)
    saved = actions.change_people(request.context, _get_team(request, place), name, lead, naming, request.actor.user)
    return Close(beneath=_show_beneath(request, place, saved))


def save_rhythm(request: Request, place: SetUp) -> Shown:
    """Change when the team is asked."""
    rule = read_rule(request.fields, request.context.now)
    saved = actions.change_rhythm(request.context, _get_team(request, place), rule, request.actor.user)
    return Replace(messages.saved_window(saved, request.context.now), beneath=_show_beneath(request, place, saved))


def _show_beneath(request: Request, place: SetUp, team: Team) -> View:
    return show_team(request, team) if team.confirmed_at else _show_first(request, place, team.rule)


def _show_first(request: Request, place: SetUp, rule: Rule) -> View:
    """Return the first window, filled in with what is usual, and what titles tell."""
    actor = request.actor
    sides = {side: list(users) for side, users in guess_sides(request, place.channel).items()}
    by_title = bool(sides)
    if not any(actor.user in users for users in sides.values()):
        sides.setdefault(Side.MARKETING, []).insert(0, actor.user)
    return messages.first_window(place, Guess(rule, sides, by_title))


def _get_team(request: Request, place: SetUp) -> Team:
    """Return the channel's team, made where there is none. UserError where its zone is not known."""
    actor, context = request.actor, request.context
    team = teams.find(context.db, actor.workspace, place.channel)
    if team:
        return team
    typed = request.fields.text("zone") if "zone" in request.fields else ""
    zone = (profile_of(request, actor.user).zone or "") if not typed else read_zone(typed, context.now)
    rule = usual_rule(zone or read_zone(zone, context.now))
    return actions.create_team(context, actor.workspace, place.channel, place.name or NAME, rule, actor.user)


def _save(request: Request, place: SetUp, *, first: bool) -> Team:
    """Return the team as it was entered. UserError at fields to mend, and where somebody else was quicker."""
    naming = read_first(request.fields, request.view, first=place.first)
    _check_named(request, FIRST_FIELDS, naming)
    team = _get_team(request, place)
    rule = read_usual_rhythm(request.fields, request.view, team.rule)
    saved = actions.set_up_team(request.context, team, rule, naming, request.actor.user, first=first)
    if saved is None:
        # Somebody else was quicker: now it depends on their settings who may change it.
        check_target(request, place.target)
        return _save(request, place, first=False)
    return saved


def _check_named(request: Request, asked: Iterable[str], naming: Naming) -> None:
    """Raise UserError at the field that names somebody new who cannot be asked: a bot, or of another company."""
    with deadline.within(deadline.left(PATIENCE)):
        for name in asked:
            for user in request.fields.users(name):
                if user not in naming.shown and user != request.actor.user:
                    check_can_take_part(request, user, name)
