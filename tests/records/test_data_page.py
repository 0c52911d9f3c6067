"""docs/data.md says what every column means, and its commands work as they stand."""

import csv
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils.cli import cli

from bot.__main__ import main
from bot.records.data_map import RULES
from bot.records.data_rules import Kept
from bot.records.database import connect
from bot.records.schema import MIGRATIONS
from bot.records.shape import make_shape
from bot.records.views.refresh import VIEWS
from tests.neighbours import Neighbours

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text()
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = re.findall(r"^```sh\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)


def documented(section: str) -> list[str]:
    cells = re.findall(r"^\| (`[^|]*) \|", SECTIONS[section], re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def test_every_table_and_view_has_its_columns_and_no_other(migrated_file: Path) -> None:
    tables = make_shape(MIGRATIONS).tables
    assert set(SECTIONS) == {*tables, "migrations", *VIEWS}
    assert {name: sorted(documented(name)) for name in tables} == {name: sorted(tables[name]) for name in tables}
    db = connect(f"sqlite:///{migrated_file}")
    for view in VIEWS:
        columns = db.query("SELECT name FROM pragma_table_info(:view)", {"view": view})
        assert documented(view) == [row["name"] for row in columns]
    db.close()


def test_every_table_says_how_long_it_is_kept() -> None:
    kept = {name: re.findall(r"^Kept: (.*)\.$", SECTIONS[name], re.MULTILINE) for name in RULES}
    assert kept == {name: [rule.kept.value] for name, rule in RULES.items()}
    assert f"Kept: {Kept.FOREVER.value}." in SECTIONS["migrations"]


def types(command: str) -> str:
    """Type it in this folder; each program is the installed one, without a shell around it."""
    line, _, target = command.partition(" > ")
    program, *given = shlex.split(line)
    done = CliRunner().invoke({"align": main, "sqlite-utils": cli}[program], given, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    if target:
        Path(target).write_text(done.stdout)
    return done.stdout


def test_its_commands_show_what_they_say(
    neighbours: Neighbours, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    shutil.copy(neighbours.file, "align.db")
    backup, views, results, promises, checkins, answers = COMMANDS[:6]
    assert types(backup).startswith("look.db: ")
    assert {each.split()[0] for each in types(views).splitlines()[2:]} == set(VIEWS)
    assert "Lead routing" in types(results)
    assert re.search(r"^maya .*2026-12-04 +open$", types(promises), re.MULTILINE)
    types(checkins)
    with open("checkins.csv") as file:
        assert {row["team"] for row in csv.DictReader(file)} == {"marketing"}
    assert "Lead routing" in types(answers)
