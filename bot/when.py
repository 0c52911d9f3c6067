"""`align when`: the next check-ins as a team with these settings would get them, from the functions the clock uses."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.coaching.schedule import days_off
from bot.coaching.schedule.cadence import iterate_occasions
from bot.coaching.schedule.calendar_days import read_weekday
from bot.coaching.schedule.zones import MisleadingZoneError, normalize_zone
from bot.errors import UserError
from bot.model.schedule import Cadence, Occasion, Rule

LONGEST_ABSENCE = 366  # days in one absence


def parse_rule(zone: str, weekday: str, clock: str, every: str, country: str, away: Iterable[str]) -> Rule:
    """Return the rule that somebody typed. UserError says what to write instead."""
    days_off = frozenset(each for span in away for each in _parse_days(span))
    return Rule(
        _parse_zone(zone),
        _parse_weekday(weekday),
        f"{_parse_time(clock):%H:%M}",
        Cadence(every),
        _parse_country(country),
        days_off,
    )


def parse_start(text: str, zone: str) -> datetime:
    """Return the moment to start from; without an offset it is that zone's own time. UserError says what to write."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(f"--from {text} is no moment I know. Write it like 2027-03-20T00:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(_parse_zone(zone)))


def explain_parts(rule: Rule, after: datetime) -> str:
    """Return that a country's holidays differ by part, and which parts there are; "" where they do not."""
    parts = days_off.list_parts(rule.country, after.year)
    if not parts:
        return ""
    return f"Holidays in {rule.country} differ by part; these are only those that all share. One of: {', '.join(parts)}"


def list_occasions(rule: Rule, after: datetime, count: int, *, as_json: bool) -> str:
    """Return the next `count` check-ins after a moment: a line each, or a JSON list."""
    found = list(islice(iterate_occasions(rule, after), count))
    if as_json:
        return json.dumps([_to_json(each) for each in found], indent=2, ensure_ascii=False)
    return "\n".join(_format_line(each) for each in found)


def _format_line(each: Occasion) -> str:
    here, utc = f"{each.local:%a %Y-%m-%d %H:%M %z}", f"{each.at:%Y-%m-%d %H:%M} UTC"
    return "   ".join([here, utc, *(["; ".join(each.reasons)] if each.reasons else [])])


def _to_json(each: Occasion) -> dict[str, object]:
    utc = each.at.isoformat().replace("+00:00", "Z")
    return {"on": each.on.isoformat(), "local": each.local.isoformat(), "utc": utc, "reasons": list(each.reasons)}


def _parse_weekday(text: str) -> int:
    found = read_weekday(text.strip())
    if found is None:
        raise UserError(f"--weekday {text} is no day I know. Write one of mon, tue, wed, thu, fri, sat, sun.")
    return found


def _parse_zone(text: str) -> str:
    try:
        return normalize_zone(text)
    except MisleadingZoneError:
        raise UserError(
            f"--zone {text} is no place, and not the zone it looks like. Write a city like Europe/Berlin, or UTC."
        ) from None
    except ValueError:
        raise UserError(f"--zone {text} is no time zone I know. Write it like Europe/Berlin or UTC.") from None


def _parse_time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise UserError(f"--time {text} is no time of day. Write it like 09:00.") from None


def _parse_country(text: str) -> str:
    try:
        return days_off.normalize_country(text)
    except ValueError:
        raise UserError(
            f"--country {text}: I know no holidays there. Write two letters like DE, or DE-BE for a part."
        ) from None


def _parse_days(span: str) -> list[date]:
    start, _, end = span.partition("..")
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError:
        raise UserError(f"--away {span} is no span of days. Write it like 2027-04-05..2027-04-09.") from None
    if not first <= last <= first + timedelta(days=LONGEST_ABSENCE):
        raise UserError(f"--away {span} must end after it begins, and within a year.")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
