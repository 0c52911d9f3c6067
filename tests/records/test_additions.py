"""A migration after the first release only adds: an older version still runs on the same tables while it is applied."""

import re

import pytest

from bot.records.schema import MIGRATIONS

FIRST_RELEASE = 1  # so many migrations make the tables of 0.1.0
REST = r"(?!.*\b(UNIQUE|CHECK|REFERENCES|PRIMARY KEY|GENERATED)\b)"
ADDITIONS = (
    r"CREATE TABLE \w+",
    r"CREATE INDEX \w+ ON \w+",
    rf"ALTER TABLE \w+ ADD COLUMN {REST}(?=(?!.*NOT NULL)|.*DEFAULT)\w+ ",
    r"(UPDATE \w+ SET|INSERT INTO) ",
)
MADE = re.compile(r"CREATE TABLE (\w+)")


def find_harm(statements: list[str]) -> list[str]:
    """Those that an older version would stumble over, which knows nothing of them."""
    plain = [" ".join(each.split()) for each in statements]
    own = {name for each in plain for name in MADE.findall(each)}
    rules = re.compile("|".join((*ADDITIONS, *(rf"CREATE UNIQUE INDEX \w+ ON {table} " for table in own))))
    return [each for each in plain if not rules.match(each)]


def test_every_later_migration_only_adds() -> None:
    assert {name: harm for name, statements in MIGRATIONS[FIRST_RELEASE:] if (harm := find_harm(statements))} == {}
    assert [name[:4] for name, _ in MIGRATIONS] == [f"{number:03}_" for number in range(1, len(MIGRATIONS) + 1)]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE teams DROP COLUMN name",
        "ALTER TABLE teams RENAME COLUMN name TO title",
        "ALTER TABLE teams ADD COLUMN motto TEXT NOT NULL",
        "ALTER TABLE teams ADD COLUMN motto TEXT UNIQUE",
        "ALTER TABLE teams ADD COLUMN lead TEXT REFERENCES people (id)",
        "CREATE UNIQUE INDEX teams_name ON teams (name)",
        "DROP TABLE teams",
        "DROP INDEX outbox_about",
        "CREATE VIEW mine AS SELECT 1",  # views are in no migration
        "DELETE FROM teams",
    ],
)
def test_what_takes_away_is_refused(statement: str) -> None:
    assert find_harm([statement]) == [statement]


def test_what_adds_is_not() -> None:
    statements = [
        "CREATE TABLE mottos (\n  team_id TEXT NOT NULL REFERENCES teams (id),\n  words TEXT NOT NULL)",
        "CREATE UNIQUE INDEX mottos_team ON mottos (team_id)",
        "CREATE INDEX teams_name ON teams (name)",
        "ALTER TABLE teams ADD COLUMN motto TEXT",
        "ALTER TABLE teams ADD COLUMN mottos INTEGER NOT NULL DEFAULT 0",
        "UPDATE teams SET motto = name",
    ]
    assert find_harm(statements) == []
