"""A line about a contract → what it is, when it ends, how long the notice is, what it costs a year."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.errors import UserError

EXAMPLE = "CRM: 30 June 2027, 3 months, 24,000"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\d{{4}}-\d\d?-\d\d?|\d\d?[./]\s?\d\d?[./]\s?\d{{4}}|\d\d?(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d\d?(?:st|nd|rd|th)?,?\s+\d{{4}}",
    re.IGNORECASE,
)
_WRITTEN = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %b %Y", "%b %d %Y")
_PLAIN = (
    (re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|,|(?<=[a-z])\.|(?<=\d)\.(?=\s+[a-z])"), ""),
    (re.compile(r"([a-z]{3})[a-z]+"), r"\1"),
)
_NOTICE = re.compile(r"(?P<count>\d{1,3})[\s-]*(?P<unit>days?|weeks?|months?|years?)(?:[’']? notice)?", re.IGNORECASE)
_NAME = re.compile(r"\s*(?P<name>[^:,;–]+?)\s*[:,;–]\s*(?P<rest>.+)")
_COST = re.compile(r"(?:[A-Z]{3}|[€$£¥])?\s?\d[\d.,’']*\s?[kKmM]?\b\s?(?:[€$£¥]|[A-Z]{3}\b)?")
_DAYS, _MONTHS = {"d": 1, "w": 7}, {"m": 1, "y": 12}
_AROUND = " ,;.()–-"


class ContractLine(NamedTuple):
    """A contract as somebody has typed it. `notice` and `cost` are "" where the line does not say; without a notice
    the last day to give it is the day on which the contract ends.
    """

    name: str
    ends_on: date
    notice: str
    notice_on: date
    cost: str

    @property
    def ends(self) -> str:
        """The day on which it ends, as people read it."""
        return _write_day(self.ends_on)

    @property
    def notice_by(self) -> str:
        """The last day to give notice, as people read it."""
        return _write_day(self.notice_on)

    @property
    def shown(self) -> str:
        """The line as a document shows it."""
        notice = f"notice {self.notice}, so by {self.notice_by}" if self.notice else "notice not known"
        return f"{self.name}: ends {self.ends}, {notice}" + (f", {self.cost}" if self.cost else "")


def read_contract(line: str) -> ContractLine:
    """Return what a line says. UserError that says how to write it."""
    parted = _NAME.match(line)
    if parted is None:
        raise UserError(f"“{line[:30]}”: write what it is, and when it ends, like {EXAMPLE}.")
    name, rest = parted["name"], parted["rest"]
    written = _DAY.search(rest)
    if written is None:
        raise UserError(f"{name[:30]}: write the day on which it ends, with its year, like {EXAMPLE}.")
    ends_on, left = _read_day(name, written[0]), rest[: written.start()] + " " + rest[written.end() :]
    notice = _NOTICE.search(left)
    if notice is None:
        return ContractLine(name, ends_on, "", ends_on, _read_cost(left))
    count, unit = notice["count"], notice["unit"].lower()
    left = left[: notice.start()] + " " + left[notice.end() :]
    return ContractLine(name, ends_on, f"{count} {unit}", _count_back(ends_on, int(count), unit), _read_cost(left))


def find_contract_problem(lines: Iterable[str]) -> str:
    """Return what to do about the first line that says no contract, "" where all do."""
    for line in lines:
        try:
            read_contract(line)
        except UserError as error:
            return error.text
    return ""


def list_contracts(items: Mapping[str, str]) -> list[ContractLine]:
    """Return the contracts of a list, the first last day to give notice first; what is none is left out."""
    # It was checked when it was typed, by what the file said then.
    readable = (line for line in items.values() if not find_contract_problem([line]))
    return sorted(map(read_contract, readable), key=lambda each: (each.notice_on, each.name))


def find_contract(contracts: Iterable[ContractLine], name: str) -> ContractLine | None:
    """Return the contract of a system: one that says all words of its name, or has a name of its words alone."""
    words = _list_words(name)
    return next((each for each in contracts if words <= (own := _list_words(each.name)) or own <= words), None)


def _write_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _list_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))


def _read_day(name: str, written: str) -> date:
    days = _find_days(written)
    if not days:
        raise UserError(f"{name[:30]}: there is no day “{written}”. Write it like {EXAMPLE}.")
    if len(days) > 1:
        raise UserError(f"{name[:30]}: “{written}” can be two days. Write the month's name, like {EXAMPLE}.")
    return days.pop()


def _find_days(written: str) -> set[date]:
    """Return the days that a text with a year can mean, none where there is no such day."""
    plain = re.sub(r"(?<=\d[./])\s+(?=\d)", "", written.lower())
    for pattern, instead in _PLAIN:
        plain = pattern.sub(instead, plain)
    found = set()
    for form in _WRITTEN:
        try:
            found.add(datetime.strptime(" ".join(plain.split()), form).date())
        except ValueError:
            continue
    return found


def _count_back(ends_on: date, count: int, unit: str) -> date:
    """Return the last day on which notice can be given."""
    try:
        day = ends_on - timedelta(days=count * _DAYS.get(unit[0], 0))
        year, month = divmod(day.year * 12 + day.month - 1 - count * _MONTHS.get(unit[0], 0), 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return ends_on


def _read_cost(left: str) -> str:
    """Return the amount a year as it was written, "" where no number is left."""
    amount = _COST.search(left)
    return f"{amount[0].strip(_AROUND)} a year" if amount else ""
