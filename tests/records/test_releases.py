"""What versions have left in databases: loaded, brought up to date, compared with a fresh one, and lived in."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.coaching.library.loader import OURS
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.records.database import Database, connect, find_foreign, list_pending, migrate
from bot.records.health import Health, refuse_outdated
from bot.records.schema import MIGRATIONS
from bot.simulation.acts import ROUTING, commits
from bot.simulation.cast import Cast, hire
from bot.simulation.stage import Play, Scope, open_play
from bot.simulation.steps import Presses, Scene, Types
from bot.simulation.workspace import Happening
from bot.trial.company import MAYA
from tests.fixtures_databases import TABLES
from tests.records import dump

ROOT = Path(__file__).parents[2]
DUMPS = sorted(dump.FOLDER.glob("*.sql"))
LATER = [*MIGRATIONS, ("999_later", ["ALTER TABLE teams ADD COLUMN motto TEXT", "CREATE TABLE mottos (id TEXT)"])]
NOW = "now"  # the version that is being written, of which a dump is made here
CHANGED = (
    "The tables are not as {version} was released with them. What is released stays: append a migration to MIGRATIONS "
    "in bot/records/schema.py that brings the change (AGENTS.md, A migration)."
)
Load = Callable[..., dict[str, Playbook]]


@pytest.fixture(scope="module")
def playbooks(load_once: Load) -> dict[str, Playbook]:
    return load_once(OURS)


@pytest.fixture(params=[*(path.stem.removesuffix(".sqlite") for path in DUMPS if "sqlite" in path.stem), NOW])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def weeks(version: str) -> int:
    return 1 if version == NOW else dump.WEEKS


@pytest.fixture
def left(version: str, weeks: int, engine: str, database_url: str, playbooks: dict[str, Playbook]) -> str:
    """What is in a database of that version and engine, as statements."""
    if version != NOW:
        return (dump.FOLDER / f"{version}.{engine}.sql").read_text(encoding="utf-8")
    dump.fill(database_url, playbooks, 1, weeks)
    return dump.write(database_url)


@pytest.fixture
def old(left: str, empty_url: str) -> Iterator[Database]:
    dump.load(left, empty_url)
    with closing(connect(empty_url)) as db:
        yield db


def count(db: Database) -> dict[str, int]:
    known = {row["name"] for row in db.query(TABLES_THERE[db.engine])}
    return {each: db.query(f"SELECT count(*) AS n FROM {each}")[0]["n"] for each in TABLES if each in known}


TABLES_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
}


def test_a_database_is_brought_up_to_date_and_lived_in(
    old: Database, empty_url: str, database_url: str, weeks: int, playbooks: dict[str, Playbook]
) -> None:
    before, todo = count(old), list_pending(old)
    assert before["outbox"] > 10 and find_foreign(old) == ""
    assert migrate(old) == todo
    assert find_foreign(old) == ""
    with closing(connect(database_url)) as fresh:
        assert dump.describe(old) == dump.describe(fresh)
    after = count(old)
    assert {table: after[table] for table in before} == before
    lives_a_week(empty_url, weeks, playbooks)


def lives_a_week(url: str, weeks: int, playbooks: dict[str, Playbook]) -> None:
    """Maya promises something new and keeps it, finds what was decided before, and the team is asked again."""
    casts, begins = hire(dump.TEAMS), dump.end_of(weeks)
    with open_play(url, dump.SECRET, casts, begins, Scope(playbooks=playbooks)) as play:
        for _ in range(100_000):
            play.workspace.number()  # an id that was given then names something else
        kept = count_kept(play.align.db)
        asks = (Types("/align progress"), Presses("Done"), Types(f"/align results {ROUTING}"))
        for steps in (commits("I see Ivan", "call him", 7), asks):
            play.play(casts[0], Scene(weeks + 1, "Mon 09:00", MAYA, steps))
        assert (play.faults, count_kept(play.align.db)) == ([], kept + 1)
        play.wait(begins + timedelta(days=3))
        assert "> When I see Ivan, I’ll call him." in seen(play, Happening.POST)
        assert re.search(rf"/archives/[^>]*\|[^>]*{ROUTING}", seen(play, Happening.WHISPER))
        goes_on_beside_a_newer_version(play, casts[0])
        assert "How well did marketing and IT work together?" in seen(play, Happening.POST)


def goes_on_beside_a_newer_version(play: Play, cast: Cast) -> None:
    """What runs goes on and is ready; what is started is refused."""
    db = play.align.db
    assert migrate(db, LATER) == ["999_later"]
    play.play(cast, Scene(1, "Thu 09:00", MAYA, commits("the older one still runs", "promise something", 7)))
    assert (play.faults, db.query("SELECT count(*) AS n FROM teams WHERE motto IS NULL")[0]["n"] > 0) == ([], True)
    assert "promise something" in seen(play, Happening.POST)
    assert Health(db).find_unreadiness() == ""
    with pytest.raises(UserError, match=r"A newer version of Align has worked with this database \(999_later\)"):
        refuse_outdated(db)


def count_kept(db: Database) -> int:
    return int(db.query("SELECT count(*) AS n FROM commitments WHERE state = 'done'")[0]["n"])


def seen(play: Play, what: Happening) -> str:
    return "\n".join(f"{each.text} {each.blocks}" for each in play.workspace.events if each.what is what)


def find_change(script: str, version: str, folder: Path) -> str:
    """Why the migrations that a database has seen make other tables now, in words; "" where they do not."""
    dump.load(script, f"sqlite:///{folder / 'then.db'}")
    with (
        closing(connect(f"sqlite:///{folder / 'then.db'}")) as then,
        closing(connect(f"sqlite:///{folder / 'today.db'}")) as today,
    ):
        todo = list_pending(then)
        migrate(today, [each for each in MIGRATIONS if each[0] not in todo])
        differ = {*dump.describe(then)} ^ {*dump.describe(today)}
    # Views are no migration's: each version makes its own (`bot.records.views`).
    changed = sorted(each for each in differ if not each.startswith("CREATE VIEW"))
    return "\n".join([CHANGED.format(version=version), *changed]) if changed else ""


def test_what_was_released_stays_as_it_was(version: str, migrated_file: Path, tmp_path: Path) -> None:
    path = dump.FOLDER / f"{version}.sqlite.sql"
    script = dump.write(f"sqlite:///{migrated_file}") if version == NOW else path.read_text(encoding="utf-8")
    assert find_change(script, version, tmp_path) == ""


@pytest.mark.parametrize(
    ("today", "then", "words"),
    [
        ("failures INTEGER", "failures BIGINT", "CREATE TABLE events"),
        ("CREATE INDEX audit_team ON audit (", "CREATE INDEX audit_team ON audit (event, ", "CREATE INDEX audit_team"),
        ("CREATE INDEX outbox_about", "CREATE INDEX outbox_subject", "CREATE INDEX outbox_about"),
    ],
)
def test_an_edit_of_what_was_released_is_noticed(
    migrated_file: Path, tmp_path: Path, today: str, then: str, words: str
) -> None:
    script = dump.write(f"sqlite:///{migrated_file}")
    assert today in script
    said = find_change(script.replace(today, then), "0.1.0", tmp_path)
    assert said.startswith("The tables are not as 0.1.0 was released with them.") and words in said


def test_every_release_has_its_dumps() -> None:
    released = re.findall(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.M)
    wanted = {f"{version}.{engine}.sql" for version in released for engine in dump.ENGINES}
    assert {path.name for path in DUMPS} == wanted, "python -m tests.records.dump VERSION (docs/releasing.md)"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert released[:1] in ([version], []), "pyproject.toml has the version that CHANGELOG.md names first"
