"""What a rule says of a table: how long its rows are kept, which of them are a workspace's, what they hang on, and in
which of its columns people stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

OF_WORKSPACE = "workspace = :workspace"
OF_TEAM = f"team_id IN (SELECT id FROM teams WHERE {OF_WORKSPACE})"
OF_RUN = f"run_id IN (SELECT id FROM runs WHERE {OF_TEAM})"
OF_FOLLOWUP = f"followup_id IN (SELECT id FROM followups WHERE {OF_TEAM})"
OF_WAVE = f"wave_id IN (SELECT id FROM waves WHERE {OF_TEAM})"
OF_WEEKLY = f"weekly_id IN (SELECT id FROM weekly_surveys WHERE {OF_TEAM})"
OF_CHECKIN = f"checkin_id IN (SELECT id FROM checkins WHERE {OF_TEAM})"
OF_COMMITMENT = f"commitment_id IN (SELECT id FROM commitments WHERE {OF_TEAM})"


class Kept(StrEnum):
    """How long rows are kept, unless somebody deletes them earlier."""

    YEARS = "the workspace's years"
    PARENT = "as long as what they belong to"
    TEAM = "while the team exists"
    PERSON = "until their person is forgotten"
    UNINSTALLED = "until 30 days after the app was uninstalled"
    YEAR = "a year"
    QUARTER = "90 days"
    HOURS = "48 hours"
    ANSWERED = "until what they answer has its figure"
    DONE = "until the forgetting is done"
    FOREVER = "for good"


@dataclass(frozen=True)
class TableRule:
    """The rule of one table. Columns stand in texts, with blanks between them.

    `key` tells its rows apart; `within` finds those of `:workspace` ("" where there are none). People stand, by id, in
    `theirs` (the row goes with the person), `named` (a stand-in takes their place) and `blank` (nobody does); ids may
    stand in `words`, inside a text; `plain` columns have none. `old` finds rows that are older than `:before` and no
    longer in force; `spared` rows wait when a person is forgotten. `hangs`: column → the table with whose row it goes;
    `loose`: column → the table whose row it outlives, with that column emptied.
    """

    kept: Kept
    key: str
    within: str = ""
    theirs: str = ""
    named: str = ""
    blank: str = ""
    words: str = ""
    plain: str = ""
    old: str = ""
    spared: str = ""
    hangs: Mapping[str, str] = field(default_factory=dict)
    loose: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[str]:
        """Every column that is classified, once for each place in which it stands."""
        return " ".join((self.theirs, self.named, self.blank, self.words, self.plain)).split()
