"""Every table and every column has decided how long it is kept, and whether people stand in it."""

import re

import pytest

from bot.records.data_map import RULES
from bot.records.data_rules import TableRule
from bot.records.schema import MIGRATIONS

STATEMENTS = [statement for _, statements in MIGRATIONS for statement in statements]
TABLES = {found[1]: each for each in STATEMENTS if (found := re.search(r"CREATE TABLE (\w+)", each))}
TEXTS = {table: re.findall(r"^\s+(\w+) TEXT", made, re.MULTILINE) for table, made in TABLES.items()}
REFERENCES = {
    (table, column): parent
    for table, made in TABLES.items()
    for column, parent in re.findall(r"^\s+(\w+) TEXT[^,\n]* REFERENCES (\w+)", made, re.MULTILINE)
}
# Ids of people are text: what is called like one, or says who, is none of the plain columns.
PEOPLE = re.compile(r"(^|_)(user|owner|partner|invited|by|actor|offered_to|notify_on_failure)(_id|$)")
NOBODY = {("installations", "bot_user"), ("forget_requests", "user_id")}  # the bot; whoever is still to be forgotten


def test_every_table_has_a_rule_and_no_other() -> None:
    assert set(RULES) == set(TABLES)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_text_column_is_classified(table: str) -> None:
    rule = RULES[table]
    assert set(TEXTS[table]) <= set(rule.columns)
    assert set(rule.columns) <= set(TEXTS[table])
    plain = set(rule.plain.split())
    assert plain & set(f"{rule.theirs} {rule.named} {rule.blank} {rule.words}".split()) == set()
    assert [each for each in sorted(plain) if PEOPLE.search(each) and (table, each) not in NOBODY] == []


def test_every_reference_says_what_becomes_of_it() -> None:
    settled = {
        (table, column): parent
        for table, rule in RULES.items()
        for column, parent in {**rule.hangs, **rule.loose}.items()
    }
    assert {key: settled.get(key) for key in REFERENCES} == REFERENCES


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_key_tells_rows_apart(table: str) -> None:
    rule: TableRule = RULES[table]
    keys = re.findall(r"PRIMARY KEY \(([^)]*)\)", TABLES[table]) or re.findall(r"(\w+) TEXT PRIMARY KEY", TABLES[table])
    assert rule.key.replace(" ", ", ") in keys
