"""A line about a contract → what it is, when it ends, how long the notice is, what it costs a year."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bot.coaching.schedule.calendar_days import MONTHS, add_months
from bot.coaching.schedule.day_names import Since, find_days
from bot.coaching.schedule.day_printing import write_day
from bot.coaching.schedule.day_text import normalize_text
from bot.errors import UserError

EXAMPLE = "CRM: 30 June 2027, 3 months, 24,000"
_MONTH = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?"
_DAY = re.compile(
    rf"\d{{4}}-\d\d?-\d\d?|\d\d?[./]\s?\d\d?[./]\s?\d{{4}}|\d\d?(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d\d?(?:st|nd|rd|th)?,?\s+\d{{4}}",
    re.IGNORECASE,
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
    def shown(self) -> str:
        """The line as a document shows it."""
        notice = f"notice {self.notice}, so by {write_day(self.notice_on)}" if self.notice else "notice not known"
        return f"{self.name}: ends {write_day(self.ends_on)}, {notice}" + (f", {self.cost}" if self.cost else "")


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


def _list_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))


def _read_day(name: str, written: str) -> date:
    try:
        # With its year a day is the same whenever it is read.
        found = find_days(normalize_text(written), Since(date.min, date.min))
    except (ValueError, OverflowError):
        raise UserError(f"{name[:30]}: there is no day “{written}”. Write it like {EXAMPLE}.") from None
    if found.why:
        raise UserError(f"{name[:30]}: {found.why} Write the month's name, like {EXAMPLE}.")
    return found.days[0]


def _count_back(ends_on: date, count: int, unit: str) -> date:
    """Return the last day on which notice can be given."""
    try:
        days, months = _DAYS.get(unit[0], 0), _MONTHS.get(unit[0], 0)
        return add_months(ends_on - timedelta(days=count * days), -count * months)
    except (ValueError, OverflowError):
        return ends_on


def _read_cost(left: str) -> str:
    """Return the amount a year as it was written, "" where no number is left."""
    amount = _COST.search(left)
    return f"{amount[0].strip(_AROUND)} a year" if amount else ""
