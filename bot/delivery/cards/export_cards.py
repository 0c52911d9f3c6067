"""Outbox rows about exports: the message that says how far one is, and its file, which is made while it is sent.

A row's `detail`: `teams` by id (none: what is kept of the person alone), `form`, `since`, `until` (days), and `rows`,
how many were counted when it was asked for.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import Period
from bot.delivery.building import Building
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.front.exports import Exported, ExportStage, compose_export, write_markdown
from bot.model.exports import ExportForm, ExportRow
from bot.model.outbox import Kind, OutboxRow, OutboxState
from bot.model.teams import Role, Team
from bot.records import exports, posts, teams
from bot.records.database import Database
from bot.reports.export_files import write_csv, write_json
from bot.reports.export_rows import list_rows
from bot.reports.personal_export import write_personal

PORTION = 10  # teams that are read at a time: nobody waits for more
_STAGES = {OutboxState.SENT: ExportStage.SENT, OutboxState.VOID: ExportStage.FAILED}
_STAGES[OutboxState.FAILED] = ExportStage.FAILED


class Built(Message):
    """A file that is made by whoever sends it, and what is said where none can be."""

    building: Building


def compose_stage(db: Database, row: OutboxRow) -> Message:
    """Return how far an export is."""
    file = exports.find_file(db, row.ref)
    stage = _STAGES.get(file.state, ExportStage.COLLECTING) if file else ExportStage.FAILED
    return compose_export(_describe(row, _list_teams(db, row)), stage)


def compose_file(db: Database, library: Library, row: OutboxRow) -> Built | None:
    """Return how its file is made, of the teams that the person may still read; None where there is none any more."""
    listed, day = _list_teams(db, row), row.created_at.date().isoformat()
    exported = _describe(row, listed)
    if row.detail["teams"] and not listed:
        return None
    if not row.detail["teams"]:
        building = Building(
            f"align-about-me-{day}.json",
            "What Align keeps of me",
            1,
            lambda: iter([write_personal(db, row.workspace, row.channel, row.created_at)]),
        )
    else:
        building = Building(
            f"align-export-{day}.{exported.form}",
            f"Align, {exported.since} to {row.detail['until']}",
            -(-len(listed) // PORTION),
            lambda: _write(db, library, row, listed),
            posts.find(db, Kind.EXPORT, row.ref),
            lambda done: compose_export(exported, ExportStage.COLLECTING, min(done * PORTION, len(listed))),
        )
    return {**compose_export(exported, ExportStage.FAILED), "building": building}


def write_portions(
    db: Database,
    library: Library,
    form: ExportForm,
    listed: Sequence[Team],
    period: Period,
    now: datetime,
    reader: Reader,
) -> Iterator[str]:
    """Return an export in pieces, each read and written when it is asked for."""
    portions = (list_rows(db, library, some, period, now, reader) for some in _cut(listed))
    return _spell(portions, form, listed, period, now)


def _cut(listed: Sequence[Team]) -> Iterator[Sequence[Team]]:
    """Return the teams in portions, each of one workspace: a name is somebody's in a workspace."""
    for _, those in groupby(listed, key=lambda team: team.workspace):
        some = [*those]
        yield from (some[place : place + PORTION] for place in range(0, len(some), PORTION))


def _spell(
    portions: Iterator[list[ExportRow]], form: ExportForm, listed: Sequence[Team], period: Period, now: datetime
) -> Iterator[str]:
    if form is ExportForm.CSV:
        return write_csv(portions)
    if form is ExportForm.MARKDOWN:
        return write_markdown(portions, period)
    return write_json(portions, listed, period, now.date())


def _write(db: Database, library: Library, row: OutboxRow, listed: Sequence[Team]) -> Iterator[str]:
    period = Period(*(date.fromisoformat(row.detail[each]) for each in ("since", "until")))
    led = teams.list_for_person(db, row.workspace, row.channel, Role.MANAGER)
    reader = Reader(row.channel, frozenset(team.id for team in led))
    return write_portions(db, library, ExportForm(row.detail["form"]), listed, period, row.created_at, reader)


def _list_teams(db: Database, row: OutboxRow) -> list[Team]:
    mine = teams.list_for_person(db, row.workspace, row.channel)
    return [team for team in mine if team.id in set(row.detail["teams"])]


def _describe(row: OutboxRow, listed: Sequence[Team]) -> Exported:
    names = [team.name for team in listed]
    return Exported(
        names, row.detail["since"], ExportForm(row.detail["form"]), row.detail["rows"], not row.detail["teams"]
    )
