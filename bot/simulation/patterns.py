"""Lived quarters as patterns of any number of teams: signs in the place of ids, moments moved back quarter by quarter.

A pattern has the last quarter as it was lived, and before it as many as wanted of which only that is there which is
over: what the removal of old rows would take away.
"""

import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from bot.model.audit import AuditEvent
from bot.model.seats import SeatState
from bot.records.cleanup import OUTBOX_KEPT, clean_up
from bot.records.copies import Rows, Sign, order_tables, read_rows
from bot.records.data_map import RULES
from bot.records.data_rules import Kept
from bot.records.database import Row, connect
from bot.records.erasure import BESIDE
from bot.simulation.cast import Cast
from bot.simulation.workspace import TEAM

QUARTER = 13  # weeks
LATER = timedelta(days=36500)  # by when all is old
YEARLY = 3  # quarters before the last of which a year's rows are still there
UNKEPT = frozenset({Kept.HOURS, Kept.ANSWERED, Kept.FOREVER, Kept.DONE})
KEPT_EARLIER = frozenset({Kept.YEARS, Kept.YEAR, Kept.PARENT})
# What has been so since the first quarter, though it is written in the last.
SINCE = {
    "installations": ("installed_at",),
    "teams": ("created_at", "confirmed_at"),
    "members": ("joined_on",),
    "invitations": ("named_at", "answered_at", "asked_at"),
}
Owned = tuple[Row, int]  # and whose cast's it is
BEGINNINGS = frozenset(
    {AuditEvent.TEAM_SAVED, AuditEvent.PERSON_NAMED, AuditEvent.MEMBER_JOINED, AuditEvent.LEAD_CHANGED}
)
# By what a row of an earlier quarter has come to its end, and what nobody waits for there any more.
ENDED = {
    "runs": ("finished_at",),
    "followups": ("closed_at",),
    "required_approvals": ("approved_at",),
    "away": ("welcomed_at", "noticed_at"),
    "commitment_log": ("noticed_at",),
}
AHEAD = {"waves": ("look_at", "again_at"), "checkins": ("redraw_at",)}
_TOKEN, _DAY = re.compile(r"[A-Za-z0-9]+"), re.compile(r"\d{4}-\d\d-\d\d")
_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"  # see `new_id`


@dataclass(frozen=True)
class Lived:
    """What a database remembers at the end of a quarter, and which of it is over."""

    everything: Rows
    over: Rows


def read_lived(file: Path, until: datetime, documents: Collection[str]) -> Lived:
    """Return what is in a file of SQLite that nobody has open; `documents` are the playbooks that end in one."""
    db = connect(f"sqlite:///{file}")
    everything = read_rows(db)
    db.close()
    later = shutil.copy(file, file.with_suffix(".later"))
    db = connect(f"sqlite:///{later}")
    clean_up(db, until + OUTBOX_KEPT + timedelta(days=1), documents)  # where messages stand is in `posts` from then on
    before = read_rows(db)
    while clean_up(db, until + LATER, documents):  # a wave goes after the one that repeats it
        pass
    after = read_rows(db)
    db.close()
    return Lived(everything, {table: _subtract(table, rows, after[table]) for table, rows in before.items()})


def _subtract(table: str, rows: Sequence[Row], others: Sequence[Row]) -> Sequence[Row]:
    key = RULES[table].key.split()
    there = {tuple(row[name] for name in key) for row in others}
    return [row for row in rows if tuple(row[name] for name in key) not in there]


def make_patterns(lived: Lived, casts: Sequence[Cast], quarters: int) -> Sequence[Rows]:
    """Return a pattern of each cast, with so many quarters behind it."""
    made: list[dict[str, list[Row]]] = [{table: [] for table in order_tables()} for _ in casts]
    signs = _name_signs(lived, casts)
    number = max((row["number"] for row in lived.everything["checkins"]), default=0)
    for quarter in range(quarters):
        mover = _Mover(signs, quarter, quarters - 1, number)
        kept = {"teams": {row["id"] for row in lived.everything["teams"]}}
        for table, rows in _list_rows(lived, quarter):
            owned = [(row, owner) for row in rows if (owner := signs.find_owner(table, row)) is not None]
            for row, owner in _keep_complete(table, owned, kept):
                made[owner][table].append(mover.move(table, row))
    return made


def _list_rows(lived: Lived, quarter: int) -> Iterator[tuple[str, Sequence[Row]]]:
    for table in order_tables():
        kept = RULES[table].kept
        if kept in UNKEPT or (quarter and (kept not in KEPT_EARLIER or (kept is Kept.YEAR and quarter > YEARLY))):
            continue
        rows = (lived.over if quarter else lived.everything)[table]
        yield table, [row for row in rows if _is_wanted(table, row, earlier=quarter > 0)]


def _is_wanted(table: str, row: Row, *, earlier: bool) -> bool:
    """Return False for what waits to be sent, and, in earlier quarters, for what is not over and how a team began."""
    if not earlier:
        return table != "outbox" or bool(row["state"] == "sent")
    if table == "seats":
        return bool(row["state"] != SeatState.ASKED)
    return all(row[name] is not None for name in ENDED.get(table, ())) and row.get("event") not in BEGINNINGS


def _keep_complete(table: str, rows: Sequence[Owned], kept: dict[str, set[str]]) -> Sequence[Owned]:
    """Return those of the rows of which all is there that they hang on, loose from what is not; note their ids."""
    rule, fit, before = RULES[table], rows, -1
    while before != len(fit):  # they may hang on each other
        before = len(fit)
        kept[table] = {row["id"] for row, _ in fit if "id" in row}
        fit = [each for each in fit if not _list_gone(rule.hangs, each[0], kept)]
    return [(_loosen(row, _list_gone(rule.loose, row, kept)), owner) for row, owner in fit]


def _list_gone(named: Mapping[str, str], row: Row, kept: Mapping[str, set[str]]) -> list[str]:
    """Return the columns by which a row refers to what is not there."""
    return [name for name, at in named.items() if row[name] is not None and row[name] not in kept[at]]


def _loosen(row: Row, names: Sequence[str]) -> Row:
    return {**row, **{name: None for each in names for name in (each, BESIDE.get(each, each))}}


@dataclass(frozen=True)
class _Signs:
    """What stands for each id (by quarter: `of`), and to which cast ids belong."""

    names: Mapping[str, str]
    ids: Collection[str]
    teams: Collection[str]
    owners: dict[str, int]

    def find_owner(self, table: str, row: Row) -> int | None:
        """Return which cast the row belongs to, and note that its id does; None for nobody's."""
        if table == "installations":
            return 0
        tokens = (token for value in row.values() if isinstance(value, str) for token in _TOKEN.findall(value))
        owner = next((self.owners[token] for token in tokens if token in self.owners), None)
        if owner is not None and "id" in row:
            self.owners[row["id"]] = owner
        return owner

    def put(self, text: str, quarter: str) -> str:
        """Return the text with signs in it."""
        return _TOKEN.sub(lambda token: self._name(token[0], quarter), text)

    def _name(self, token: str, quarter: str) -> str:
        if token in self.ids:
            return f"{token[:8]}{_SIGNS[0] * 2 if token in self.teams else quarter}{Sign.ROW}"
        return self.names.get(token, token)


def _name_signs(lived: Lived, casts: Sequence[Cast]) -> _Signs:
    leads = {row["channel"]: row["created_by"] for row in lived.everything["teams"]}
    names, owners = {TEAM: str(Sign.WORKSPACE)}, {}
    for number, cast in enumerate(casts):
        names[cast.channel] = f"C0{Sign.PERSON}"
        owners[cast.channel] = number
        for place, profile in enumerate(cast.profiles):
            sign = f"0{Sign.LEAD}" if profile.id == leads[cast.channel] else f"{chr(ord('A') + place)}{Sign.PERSON}"
            for kind in "UD":
                names[f"{kind}{profile.id[1:]}"] = f"{kind}{sign}"
                owners[f"{kind}{profile.id[1:]}"] = number
            names[profile.handle] = f"{profile.handle.rstrip('0123456789')}-{Sign.NUMBER}"
    ids = {row["id"] for rows in lived.everything.values() for row in rows if "id" in row}
    return _Signs(names, ids, {row["id"] for row in lived.everything["teams"]}, owners)


@dataclass(frozen=True)
class _Mover:
    """What moves rows back to a quarter, 0 the last and `first` the first; `checkins` are a quarter's."""

    signs: _Signs
    quarter: int
    first: int
    checkins: int

    def move(self, table: str, row: Row) -> Row:
        """Return the row as it is in that quarter."""
        since = ("at",) if row.get("event") in BEGINNINGS else SINCE.get(table, ())
        moved: Row = {
            name: self._move_value(name, value, self.first if name in since else self.quarter)
            for name, value in row.items()
        }
        if self.quarter:
            moved |= dict.fromkeys(AHEAD.get(table, ()))
        if table == "checkins":
            moved["number"] += self.checkins * (self.first - self.quarter)
            moved["answered"] = row["answered"] if row["closed_at"] else 0  # what was sealed stays behind
        if table == "teams":
            moved["name"] = f"{row['name'].rstrip('0123456789-')}-{Sign.NUMBER}"
        if table == "installations":
            moved |= {"name": f"Demo {Sign.WORKSPACE}", "url": "https://demo.example/"}
            moved["kept_years"] = 2 + (self.first + 1) * QUARTER // 52
        return moved

    def _move_value(self, name: str, value: object, back: int) -> object:
        if not isinstance(value, str) or not value:
            return value
        code = _SIGNS[self.quarter // 32] + _SIGNS[self.quarter % 32]
        if name == "sent_ts":
            return f"{int(value[:10]) - back * QUARTER * 7 * 86400}{value[10:]}" if value[:10].isdigit() else value
        if name == "press" or name.endswith("_press"):
            return f"{value}.{code}{Sign.ROW}"
        text = self.signs.put(value, code)
        return _DAY.sub(lambda day: _move_day(day[0], back), text) if back else text


@cache
def _move_day(day: str, quarters: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(weeks=QUARTER * quarters)).isoformat()
    except ValueError:  # it only looks like one
        return day
