"""The fields of the set-up windows, read and checked one by one."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.actions.setup import Naming
from bot.coaching.schedule import dates, days_off
from bot.coaching.schedule.zones import MisleadingZoneError, normalize_zone
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.blocks import Block, View
from bot.messages.teams.setup import FIRST_FIELDS, MORE_FIELDS, NO_CHECKINS, OBSERVERS
from bot.model.schedule import Cadence, Rule
from bot.model.teams import Member, Role, Side
from bot.slack.fields import Fields

WEEKDAYS = "0123456"
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
DAY, TIME = 1, "10:00"  # Tuesday (0 is Monday): Mondays are holidays too often


def usual_rule(zone: str) -> Rule:
    """Return what is usual: the person's own zone ("" when unknown) and its country's holidays, Tuesdays at ten."""
    return Rule(zone, DAY, TIME, country=days_off.country_of(zone) if zone else "")


def read_first(fields: Fields, view: View, *, first: bool) -> Naming:
    """Return who was put on a side; `first`: whom the window showed was a guess. UserError for who is on two sides."""
    seats = [Member(user, side, Role.MEMBER) for user, side in _read_sides(fields, FIRST_FIELDS).items()]
    return Naming(seats, frozenset() if first else list_shown(view, *FIRST_FIELDS))


def read_people(fields: Fields, view: View) -> Naming:
    """Return who was put where in the window for more people. UserError when somebody sits in two places."""
    sides, readers = _read_sides(fields, MORE_FIELDS), fields.users(OBSERVERS)
    if {*sides, fields.person("manager")} & set(readers):
        raise UserError("Somebody takes part and only reads along. Choose one for everybody.", field=OBSERVERS)
    seats = [Member(user, side, Role.MEMBER) for user, side in sides.items()]
    seats += [Member(user, Side.OTHER, Role.OBSERVER) for user in readers]
    return Naming(seats, list_shown(view, *MORE_FIELDS, OBSERVERS))


def read_name(fields: Fields) -> str:
    """Return the team's name. UserError for none."""
    name = fields.text("name")
    if not name:
        raise UserError("Please give the team a name.", "name")
    return name


def read_usual_rhythm(fields: Fields, view: View, rule: Rule) -> Rule | None:
    """Return the rule by what was chosen of the usual rhythms; None for no check-ins.

    The rule as it is where nobody has changed the field: it may have been changed in another window meanwhile.
    """
    chosen = fields.option("rhythm") or ""
    if chosen == NO_CHECKINS:
        return None
    if chosen == _drawn_option(view, "rhythm"):
        return rule
    day, _, rest = chosen.partition(" ")
    time, _, every = rest.partition(" ")
    return _set_rhythm(rule, day, time, every)


def read_rule(fields: Fields, now: datetime) -> Rule:
    """Return the rule that was entered. UserError at the field that needs mending."""
    zone = read_zone(fields.text("zone"), now)
    try:
        country = days_off.normalize_country(fields.text("country"))
    except ValueError:
        raise UserError(
            "I know no holidays there. Write two letters like DE, or DE-BE for a part.", "country"
        ) from None
    try:
        own = dates.read_days(fields.text("days_off"), dates.today_in(zone, now))
    except UserError as error:
        raise UserError(error.text, "days_off") from None
    day, time, every = (fields.option(name) or "" for name in ("day", "time", "every"))
    return _set_rhythm(Rule(zone, DAY, TIME, country=country, days_off=own), day, time, every)


def read_zone(text: str, now: datetime) -> str:
    """Return the zone that was entered. UserError at its field for what is none."""
    try:
        return normalize_zone(text)
    except MisleadingZoneError as misleading:
        there = now.astimezone(ZoneInfo(str(misleading)))
        raise UserError(
            f"{text.strip()} is no place, and not the zone it looks like: it is {there:%H:%M} there now. "
            "Write a city, like Europe/Berlin or America/New_York.",
            "zone",
        ) from None
    except ValueError:
        raise UserError(
            "I don't know this time zone. Write it like Europe/Berlin or America/New_York.", "zone"
        ) from None


def _set_rhythm(rule: Rule, day: str, time: str, every: str) -> Rule:
    if day not in [*WEEKDAYS] or not _HOUR.fullmatch(time) or every not in [*Cadence]:
        raise OutdatedError  # the window offers nothing else
    return replace(rule, weekday=int(day), time=time, every=Cadence(every))


def _read_sides(fields: Fields, asked: Mapping[Side, str]) -> dict[str, Side]:
    """Return everybody's side. UserError when somebody sits on two."""
    sides: dict[str, Side] = {}
    for side in asked:
        users = fields.users(side)
        if sides.keys() & set(users):
            raise UserError("Somebody is on two sides. Choose one side for everybody.", field=side)
        sides |= dict.fromkeys(users, side)
    return sides


def list_shown(view: View, *names: str) -> frozenset[str]:
    """Return everybody whom these fields named when the window opened."""
    elements = [block["element"] for block in view["blocks"] if block["block_id"] in names]
    return frozenset(user for element in elements for user in element.get("initial_users", ()))


def _drawn_option(view: View, name: str) -> str:
    """Return the option that a field began with, "" for none."""
    element: Block = next((block["element"] for block in view["blocks"] if block["block_id"] == name), {})
    return str((element.get("initial_option") or {}).get("value", ""))
