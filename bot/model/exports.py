"""What an export holds: one row for each thing of a team, the columns the same for every kind of thing."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from bot.model.rows import Row


class ExportForm(StrEnum):
    """The form of the file: one for spreadsheets, one for people, one for programs."""

    CSV = "csv"
    MARKDOWN = "md"
    JSON = "json"


class ExportKind(StrEnum):
    """The kind of thing that a row is about."""

    # Files that people keep have these words: a new spelling is a new version of the schema.

    COMMITMENT = "promise"
    RESULT = "result"
    DOCUMENT = "document"
    CHECKIN = "check-in"
    WAVE = "wave"
    PILOT = "pilot"


@dataclass(frozen=True, slots=True)
class ExportRow(Row):
    """One thing of a team; docs/export.md says what a column means for each kind. "" or None: it has none.

    `day`, `due_on` and `closed_on` are days in the team's zone; `mean` is a level of 1 to 5, or points of a hundred.
    """

    kind: ExportKind
    team: str
    channel: str
    id: str
    day: date | None = None
    state: str = ""
    playbook: str = ""
    title: str = ""
    text: str = ""
    who: str = ""
    side: str = ""
    due_on: date | None = None
    closed_on: date | None = None
    answers: int | None = None
    expected: int | None = None
    mean: float | None = None
    before: str = ""
    now: str = ""


COLUMNS = tuple(each.name for each in fields(ExportRow))
