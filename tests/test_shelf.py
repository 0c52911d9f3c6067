"""A team from the shelf is the team that was talked into being, and is taken only where the same talk would follow."""

import pickle
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from bot.app import Align
from bot.records import people
from tests.conversations.document_talk import seat
from tests.fixtures_align import StartAlign, both_engines
from tests.fixtures_databases import TABLES
from tests.neighbours import ID
from tests.shelf import Shelf
from tests.standin import Channel, Clock, Colleague, Line, Slack
from tests.standin.state import State, read_state, write_state
from tests.standin.wire.line import Once, do_it
from tests.standin.workspace import TEAM, Room

VARIES = re.compile(rf"{ID.pattern}|\.\d{{6}}\b|\b[abr]\d+\b|\bV?\d{{8}}\b|\b\d+(?=\.0ALIGN01\.trigger)")
LOOKED_UP = ("auth.test", "users.info")  # asked again by a bot that has just started


@pytest.fixture
def own_shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@both_engines
def test_a_team_from_the_shelf_is_the_one_that_talks(
    environ: dict[str, str],
    clock: Clock,
    line: Line,
    start_align: StartAlign,
    own_shelf: Shelf,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    staff = [maya, tom, ivan]

    def begins(make_once: Callable[[Align], Once], begin: bool = True) -> State:
        """What stands there once the team is set up, or before; then all is as it was."""
        with start_align(environ, clock, line) as align:
            nothing = partial(own_shelf.once, line, environ, align.db)
            nothing("nothing", staff, lambda: None)
            line.once = make_once(align)
            if begin:
                seat(maya, marketing, {"Time zone": "Europe/Berlin"}, marketing=[maya, tom], it=[ivan])
            stands: State = pickle.loads(pickle.dumps({**read_state(line, staff), "rows": read_rows(align)}))
            own_shelf.kept[0].rows.put(environ["DATABASE_URL"])
            write_state(line, staff, pickle.loads(own_shelf.kept[0].end))
        return stands

    def from_shelf(align: Align) -> Once:
        return partial(own_shelf.once, line, environ, align.db)

    empty, talked = begins(lambda _: do_it, begin=False), begins(lambda _: do_it)
    kept, taken = begins(from_shelf), begins(from_shelf)
    assert taken == kept, "ids and all: nobody talked"
    assert without_ids(kept) == without_ids(talked) != without_ids(empty)
    assert begins(lambda _: do_it, begin=False) == empty


def read_rows(align: Align) -> list[Any]:
    return [(table, sorted(align.db.query(f"SELECT * FROM {table}"), key=str)) for table in TABLES]


def without_ids(stands: State) -> State:
    """The same without ids and counters, in an order: the bot speaks in several rooms at once, in any order."""
    workspace, calls = stands["workspace"], stands["calls"]
    plain = {name: in_order(value) for name, value in workspace.items() if name != "numbered"}
    rows = {table: in_order(rows) for table, rows in stands["rows"]}
    asked = in_order(stands["asked"] - set(LOOKED_UP))
    heard = in_order(each for each in calls if each.method not in LOOKED_UP)
    sent = in_order(unquote_plus(body) for body, _ in stands["sent"])
    rest = {name: str(stands[name]) for name in ("now", "faults", "token", "people")}
    return {**rest, "workspace": plain, "rows": rows, "asked": asked, "calls": heard, "sent": sent}


def in_order(value: Any) -> list[str]:
    """The parts of a value as text."""
    parts = value.items() if isinstance(value, dict) else value if isinstance(value, Iterable) else [value]
    return sorted(VARIES.sub("", str(part)) for part in map(sort_members, parts))


def sort_members(part: Any) -> Any:
    match part:
        case (str(), Room() as room):
            return {**vars(room), "members": sorted(room.members)}
    return part


@both_engines
def test_only_the_same_talk_in_the_same_state_is_taken(
    align: Align, line: Line, slack: Slack, clock: Clock, environ: dict[str, str], own_shelf: Shelf, maya: Colleague
) -> None:
    talked: list[str] = []

    def comes(name: str = "a talk", **more: str) -> int:
        own_shelf.once(line, {**environ, **more}, align.db, name, [maya], lambda: talked.append(name))
        return len(talked)

    assert (comes(), comes()) == (1, 1)
    assert comes("another talk") == 2
    assert comes(ALIGN_SECRET="another secret, long enough for a key") == 3
    clock.pass_(minutes=1)
    assert (comes(), comes()) == (4, 4)
    maya.user.title = "Head of marketing"
    assert (comes(), comes()) == (5, 5)
    slack.fails("views.open")
    assert (comes(), comes()) == (6, 6)
    people.learn(align.db, TEAM, "U0NEW", zone="Europe/Berlin", name="New")
    assert (comes(), comes()) == (7, 7)
    maya.types("/align help")
    assert (comes(), comes()) == (8, 8)
