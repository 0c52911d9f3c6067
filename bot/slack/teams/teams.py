"""Setting a team up: the window, and what people go on with after it."""

from collections.abc import Callable

from bot.actions.teams import configure_team, create_team
from bot.errors import UserError
from bot.messages import teams as messages
from bot.messages.front import TEAM
from bot.messages.teams import SAVE, SKIP, SetUp
from bot.model.rights import Right
from bot.model.teams import Member, Role, Side, Team
from bot.records import teams
from bot.slack.admission import check_target
from bot.slack.people.profiles import CANNOT_OWN, Profile
from bot.slack.request import Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.rights import profile_of, refuse_guest, refuse_unknown
from bot.slack.teams.setup_form import list_shown, read_settings, read_zone, usual_rule
from bot.slack.words import TeamNeed, Word

NAME = "Our team"
# Given by whoever builds the app: front.commands imports this module for the set-up window, not the other way round.
RunWord = Callable[[Request, str, str, str], Shown]  # name, what follows it, id of the team that it is for


def story(run_word: RunWord) -> Story:
    """Return the listeners of the set-up window; `run_word` runs the word on the way to which it had to come first."""

    def go_on(request: Request, place: SetUp, team: Team) -> Shown:
        return (
            run_word(request, place.word, place.rest, team.id)
            if place.word
            else Replace(messages.saved_window(team, request.context.now))
        )

    def save(request: Request, place: SetUp) -> Shown:
        return go_on(request, place, _save(request, place))

    def skip(request: Request, _: object) -> Shown:
        place = request.inside(SAVE)
        return go_on(request, place, _skip(request, place))

    return Story(presses=(on(SKIP, skip, Right.TAKE_PART, SAVE),), submissions=(on(SAVE, save, Right.LEAD),))


def open_word(request: Request, _rest: str) -> Shown:
    """Open the settings of a team."""
    team, db = request.require_team(), request.context.db
    members, now = teams.list_members(db, team.id), request.context.now
    return Replace(messages.setup_window(SetUp(team.channel), team.name, team.rule, members, now, team))


ALSO = "members, add or remove people, settings, day, hour, time zone, who leads"
SUMMARY = "Who is in the team, and when I check in."
WORDS = {
    "team": Word(
        SUMMARY, open_word, TEAM, Right.LEAD, TeamNeed.MAKE, window=True, synonyms=ALSO, button="People and rhythm"
    )
}


def open_setup(request: Request, word: str = "", rest: str = "") -> Shown:
    """Return the window for the first use in a channel; the word comes after it. UserError for guests."""
    actor = request.actor
    profile = profile_of(request, actor.user)
    # Who is unknown may look: what they send in is refused until Slack has told who they are.
    if profile.known:
        refuse_guest(profile)
    rule, me = usual_rule(profile.zone or ""), Member(actor.user, Side.OTHER, Role.MANAGER)
    place = SetUp(actor.channel, word, rest)
    return Replace(messages.setup_window(place, actor.place or NAME, rule, [me], request.context.now, None))


def _save(request: Request, place: SetUp) -> Team:
    """Return the team as it was entered. UserError at fields to mend, and where somebody else was quicker."""
    workspace, user = request.actor.workspace, request.actor.user
    known = teams.find(request.context.db, workspace, place.channel)
    settings = read_settings(request.fields, request.context.now, list_shown(request.view))
    for seat in settings.seats:
        if seat.role == Role.MANAGER:
            _check_can_lead(profile_of(request, seat.user_id))
    saved = configure_team(request.context, workspace, place.channel, settings, user, known=known)
    if saved is None:
        # Somebody else was quicker: now it depends on their settings who may change it.
        check_target(request, place.target)
        return _save(request, place)
    return saved


def _check_can_lead(profile: Profile) -> None:
    refuse_unknown(profile, "manager")
    if not profile.can_own:
        raise UserError(CANNOT_OWN, "manager")
    if profile.guest:
        raise UserError("A guest cannot lead a team. Choose somebody who works here.", "manager")


def _skip(request: Request, place: SetUp) -> Team:
    user = request.actor.user
    profile = profile_of(request, user)
    zone = profile.zone or read_zone(request.fields.text("zone"), request.context.now)
    name, rule = request.fields.text("name") or NAME, usual_rule(zone)
    return create_team(request.context, request.actor.workspace, place.channel, name, rule, user)
