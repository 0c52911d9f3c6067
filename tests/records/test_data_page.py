"""docs/data.md says what every column means, and its commands work as they stand."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def folder(neighbours: Neighbours, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of teams that have lived, and the backup that the page begins with."""
    folder = tmp_path_factory.mktemp("look")
    shutil.copy(neighbours.file, folder / "align.db")
    assert types(COMMANDS[0], folder).startswith("look.db: ")
    return folder


def types(command: str, folder: Path) -> str:
    path = f"{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"
    known = {"PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=known, capture_output=True, text=True, check=True)
    return done.stdout


def test_its_commands_show_what_they_say(folder: Path) -> None:
    views, results, promises, checkins, answers = (each for each in COMMANDS if each.startswith("sqlite-utils"))
    assert {each.split()[0] for each in types(views, folder).splitlines()[2:]} == set(VIEWS)
    assert "Lead routing" in types(results, folder)
    assert re.search(r"^maya .*2026-12-04 +open$", types(promises, folder), re.MULTILINE)
    types(checkins, folder)
    with (folder / "checkins.csv").open() as file:
        assert {row["team"] for row in csv.DictReader(file)} == {"marketing"}
    assert "Lead routing" in types(answers, folder)
