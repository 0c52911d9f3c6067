"""Exports: the documented columns, the numbers of the summary, and everything that is kept of a person."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import Period
from bot.delivery.cards.export_cards import write_portions
from bot.model.exports import COLUMNS, ExportForm, ExportKind, ExportRow
from bot.records import summaries, teams
from bot.records.data_map import RULES
from bot.records.database import Database
from bot.records.personal import LEFT_OUT, SECTIONS
from bot.reports.export_rows import list_rows
from bot.reports.team_figures import summarize_teams
from tests.reports.histories import NOW, days_before, write_history

LIBRARY = loader.load_library(loader.OURS)
PERIODS = (Period(days_before(27), NOW.date()), Period(days_before(100), NOW.date()))
TYPES = {"text": str, "date": str, "number": (int, float)}


def list_documented() -> dict[str, str]:
    """Return column → its type, as docs/export.md says."""
    page = Path("docs/export.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", page, re.MULTILINE))


def test_the_documented_columns_are_those_of_the_files(db: Database) -> None:
    documented = list_documented()
    assert tuple(documented) == COLUMNS == tuple(each.name for each in fields(ExportRow))
    told = Path("docs/export.md").read_text(encoding="utf-8")
    assert [each for each in ExportKind if f"`{each}`" not in told] == []
    listed = [teams.get(db, each) for each in write_history(db, 1)]
    reader = Reader("U1", frozenset(team.id for team in listed))
    files = {form: "".join(write_portions(db, LIBRARY, form, listed, PERIODS[1], NOW, reader)) for form in ExportForm}
    data = json.loads(files[ExportForm.JSON])
    assert list(data) == ["schema", "made_on", "since", "until", "teams", "rows"]
    for row in data["rows"]:
        assert tuple(row) == COLUMNS
        for name, value in row.items():
            assert value is None or isinstance(value, TYPES[documented[name]]), (name, value)
            assert documented[name] != "date" or value is None or re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    heads, *rows = csv.reader(io.StringIO(files[ExportForm.CSV].removeprefix("\ufeff"), newline=""))
    assert tuple(heads) == COLUMNS
    cells = [["" if value is None else str(value) for value in row.values()] for row in data["rows"]]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == cells
    assert files[ExportForm.MARKDOWN].count("\n| ") > len(rows)


@pytest.mark.parametrize("seed", range(3))
def test_the_numbers_are_those_of_the_summary(db: Database, seed: int) -> None:
    listed = [teams.get(db, each) for each in write_history(db, seed)]
    reader = Reader("U1", frozenset(team.id for team in listed))
    for period in PERIODS:
        rows = list_rows(db, LIBRARY, listed, period, NOW, reader)
        for figures in summarize_teams(db, LIBRARY, listed, period, NOW, reader):
            own = [row for row in rows if row.channel == figures.team.channel]
            promised, kinds = figures.commitments, Counter(row.kind for row in own)
            assert Counter(row.state for row in own if row.kind is ExportKind.COMMITMENT) == +Counter(
                kept=len(promised.kept),
                dropped=promised.dropped,
                open=promised.open,
                late=len(promised.late),
                stuck=len(promised.stuck),
            )
            assert kinds[ExportKind.RESULT] + kinds[ExportKind.DOCUMENT] == len(figures.plays)
            assert kinds[ExportKind.PILOT] == len(figures.pilots)
            checkins = [row for row in own if row.kind is ExportKind.CHECKIN]
            counted = [row for row in checkins if row.expected is not None]
            came = figures.participation
            assert came and (len(counted), sum(row.answers or 0 for row in counted)) == (came.checkins, came.answered)
            assert figures.pulse
            assert [row.mean for row in checkins if row.mean is not None] == [
                each.mean for each in figures.pulse.points
            ]
        members = list_rows(db, LIBRARY, listed, period, NOW, Reader("U2", frozenset()))
        assert members == [row for row in rows if row.kind is not ExportKind.CHECKIN]
        bounds = period.find_bounds("UTC")
        told = summaries.count_things(db, [team.id for team in listed], reader.led, *bounds)
        assert told >= sum(row.kind in (ExportKind.COMMITMENT, ExportKind.RESULT) for row in rows) - len(listed)


def test_every_table_in_which_a_person_stands_is_in_what_is_kept_of_them() -> None:
    people: Mapping[str, str] = {name: f"{rule.theirs} {rule.named}".strip() for name, rule in RULES.items()}
    read = {section.table for section in SECTIONS.values()}
    assert {name for name, columns in people.items() if columns} - read - set(LEFT_OUT) == set()
    for section in SECTIONS.values():
        assert {section.own, *section.shown.split()} <= {*RULES[section.table].columns, "number"}
