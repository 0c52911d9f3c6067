"""`align demo`: a database of any size. A few teams live a quarter by the real bot, the others are copies of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.coaching.interview.variants import Ending
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.model.installations import DEMO
from bot.records import copies
from bot.records.copies import Copy, Rows, Sign
from bot.records.database import Database, stamp
from bot.simulation.patterns import QUARTER, make_patterns, read_lived
from bot.simulation.stage import Scope, live
from bot.simulation.steps import HOME
from bot.simulation.story import SCRIPTS

SECRET = "nothing in a demo is secret, and nothing sealed"
LOWER, UPPER = "abcdefghijklmnopqrstuvwxyz234567", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MOODS = (-1.2, 0.8)  # by how much pulses differ from those that were lived
FOREIGN = (
    "Real teams are in this database, and a demo would stand among them. Name an empty one in DATABASE_URL, "
    "like sqlite:///demo.db."
)
FILLED = "A demo is in this database already. `align demo --anew` deletes it and fills the database anew."


@dataclass(frozen=True)
class Demo:
    """What is wanted: teams, weeks behind them (beyond a quarter in whole quarters), workspaces; all until a moment.

    `due`: the check-ins of all teams are due at that moment.
    """

    teams: int
    weeks: int
    workspaces: int
    until: datetime
    seed: int = 1
    due: bool = False

    @property
    def quarters(self) -> int:
        return -(-self.weeks // QUARTER)

    @property
    def weeks_there(self) -> int:
        """How many weeks the teams have behind them."""
        return self.weeks if self.weeks < QUARTER else self.quarters * QUARTER


@dataclass(frozen=True)
class Patterns:
    """Teams that have lived: what they leave behind in each table, and scenes that could not be played."""

    rows: Sequence[Rows]
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class Filled:
    """What has come of it: rows in all, and who leads all teams of a workspace."""

    rows: int
    leads: Mapping[str, str]


def refuse_taken(db: Database, *, anew: bool) -> None:
    """UserError where the database has teams that must not go."""
    if copies.is_foreign(db):
        raise UserError(FOREIGN)
    if copies.has_teams(db) and not anew:
        raise UserError(FILLED)


def live_patterns(playbooks: Mapping[str, Playbook], demo: Demo, most: int = QUARTER) -> Patterns:
    """Let a team of each script live the last quarter, or `most` weeks of it; before it comes what it leaves behind."""
    weeks, number = min(demo.weeks, most), len(SCRIPTS)
    today = demo.until.astimezone(ZoneInfo(HOME)).date()
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    documents = frozenset(word for word, each in playbooks.items() if each.ending is Ending.DOCUMENT)
    with TemporaryDirectory() as folder:
        file = Path(folder, "lived.db")
        scope = Scope(until=demo.until, playbooks=playbooks, after=number)
        lived = live(f"sqlite:///{file}", SECRET, number, weeks, first, demo.seed, scope)
        rows = make_patterns(read_lived(file, demo.until, documents), lived.casts, demo.quarters)
    for team in (row for pattern in rows for row in pattern["teams"] if demo.due):
        day = demo.until.astimezone(ZoneInfo(team["zone"])).date()
        team |= {"next_checkin_at": stamp(demo.until), "next_checkin_on": day.isoformat(), "next_checkin_why": ""}
    return Patterns(rows, lived.faults)


def fill(db: Database, demo: Demo, patterns: Patterns, *, anew: bool = False) -> Filled:
    """Write the demo into a migrated database, with `anew` in the place of the one there. All or nothing.

    UserError where the database has teams that must not go.
    """
    drawn = _draw_copies(demo)
    with db.atomic():
        refuse_taken(db, anew=anew)
        copies.delete_demo(db)
        copies.write_copies(db, patterns.rows, drawn)
    leads = {each.signs[Sign.WORKSPACE]: f"U0{each.signs[Sign.LEAD]}" for each in drawn}
    return Filled(copies.count_rows(db), leads)


def _draw_copies(demo: Demo) -> list[Copy]:
    random = Random(demo.seed)
    rows, people = (random.sample(range(32**length), demo.teams) for length in (6, 7))
    leads = random.sample(range(32**7), demo.workspaces)
    drawn = []
    for number, (row, person) in enumerate(zip(rows, people, strict=True)):
        workspace = number * demo.workspaces // demo.teams
        signs = {
            Sign.ROW: _spell(row, 6, LOWER),
            Sign.PERSON: _spell(person, 7, UPPER),
            Sign.LEAD: _spell(leads[workspace], 7, UPPER),
            Sign.WORKSPACE: f"{DEMO}{workspace + 1}",
            Sign.NUMBER: str(number + 1),
        }
        drawn.append(Copy(number % len(SCRIPTS), number, signs, round(random.uniform(*MOODS), 1)))
    return drawn


def _spell(number: int, length: int, signs: str) -> str:
    return "".join(signs[number // 32**place % 32] for place in reversed(range(length)))
