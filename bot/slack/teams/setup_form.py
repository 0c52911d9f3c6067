"""The fields of the set-up window, read and checked one by one."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.actions.teams import TeamSettings
from bot.coaching.schedule import dates, days_off
from bot.coaching.schedule.zones import MisleadingZoneError, normalize_zone
from bot.errors import OutdatedError, UserError
from bot.messages.blocks import View
from bot.messages.teams import OBSERVERS, SIDE_FIELDS
from bot.model.schedule import Cadence, Rule
from bot.model.teams import Member, Role, Side
from bot.slack.fields import Fields

WEEKDAYS = "0123456"
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
DAY, TIME = 1, "10:00"  # Tuesday (0 is Monday): Mondays are holidays too often


def usual_rule(zone: str) -> Rule:
    """Return what is usual: the person's own zone ("" when unknown) and its country's holidays, Tuesdays at ten."""
    return Rule(zone, DAY, TIME, country=days_off.country_of(zone) if zone else "")


def read_settings(fields: Fields, now: datetime, shown: frozenset[str]) -> TeamSettings:
    """Return what was entered; `shown` as in TeamSettings. UserError at the field that needs mending."""
    rule, name = _read_rule(fields, now), fields.text("name")
    if not name:
        raise UserError("Please give the team a name.", "name")
    return TeamSettings(name, rule, _read_seats(fields), shown)


def list_shown(view: View) -> frozenset[str]:
    """Return everybody whom the window put on a side, or among those who read along, when it opened."""
    fields = [block["element"] for block in view["blocks"] if block["block_id"] in (*SIDE_FIELDS, OBSERVERS)]
    return frozenset(user for field in fields for user in field.get("initial_users", ()))


def _read_seats(fields: Fields) -> list[Member]:
    """Return everybody's side and role. UserError when somebody sits in two places."""
    sides: dict[str, Side] = {}
    for side in SIDE_FIELDS:
        users = fields.users(side)
        # Last of all, and no side: whoever is named on one need not be taken out here.
        if side == Side.OTHER:
            users = [user for user in users if user not in sides]
        if sides.keys() & set(users):
            raise UserError("Somebody is on two sides. Choose one side for everybody.", field=side)
        sides |= dict.fromkeys(users, side)
    readers, manager = fields.users(OBSERVERS), fields.user("manager")
    if sides.keys() & set(readers):
        raise UserError("Somebody takes part and only reads along. Choose one for everybody.", field=OBSERVERS)
    roles = {**dict.fromkeys(sides, Role.MEMBER), **dict.fromkeys(readers, Role.OBSERVER)}
    roles |= {manager: Role.MANAGER} if manager else {}
    return [Member(user, sides.get(user, Side.OTHER), role) for user, role in roles.items()]


def _read_rule(fields: Fields, now: datetime) -> Rule:
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
    if day not in [*WEEKDAYS] or not _HOUR.fullmatch(time) or every not in [*Cadence]:
        raise OutdatedError  # the window offers nothing else
    return Rule(zone, int(day), time, Cadence(every), country, own)


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
