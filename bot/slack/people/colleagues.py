"""Fields that ask for somebody of a team: whom they offer, and what happens when it is somebody else."""

from collections.abc import Iterable
from dataclasses import replace

from bot import deadline
from bot.messages.block_kit import people_fields
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.people_fields import CHOOSE, SOMEBODY_ELSE, Roster
from bot.model.rights import Right
from bot.model.teams import Colleague, Side
from bot.records import members
from bot.slack.request import Replace, Request, Shown
from bot.slack.router import Story, on

PATIENCE = 0.5  # seconds for names that Slack has not told yet: a window waits for them


def make_roster(request: Request, team_id: str) -> Roster:
    """Return the team's people by name, for the fields of a window that this person opens."""
    known = members.list_colleagues(request.context.db, team_id)
    with deadline.within(deadline.left(PATIENCE)):
        return Roster(request.actor.user, tuple(each if each.name else _ask_name(request, each) for each in known))


def show_everybody(request: Request) -> Shown:
    """Return the window with everybody to choose from, where *Somebody else …* was just chosen in a field."""
    pressed = request.body["actions"][0]
    if (pressed.get("selected_option") or {}).get("value") != SOMEBODY_ELSE:
        return None
    return Replace(people_fields.show_everybody(request.view, pressed["block_id"]))


def ask_back(request: Request, roster: Roster, asked: Iterable[tuple[str, Side]]) -> Shown:
    """Return the window that was sent in with a question at each field (name, side) that names another side's person.

    Once: who is sent in again is meant, then None.
    """
    chosen = [(name, side, request.fields.person(name)) for name, side in asked]
    found = [(name, side, people_fields.find_misplaced(roster, side, user)) for name, side, user in chosen]
    view = people_fields.ask_back(request.view, [(name, side, who) for name, side, who in found if who])
    return Replace(view) if view else None


def choose(request: Request, _: Nothing) -> Shown:
    """Open a field for everybody, where somebody else is wanted."""
    return show_everybody(request)


STORY = Story(presses=(on(CHOOSE, choose, Right.NOTHING),))


def _ask_name(request: Request, colleague: Colleague) -> Colleague:
    if deadline.left(PATIENCE) <= 0:
        return colleague
    profile = request.coach.people.get_profile(request.client, request.actor.workspace, colleague.user_id)
    return replace(colleague, name=profile.name)
