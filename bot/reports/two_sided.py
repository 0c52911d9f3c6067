"""What a round has come to: who of which side has scored, and with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.coaching.interview.route import Answers
from bot.coaching.shapes.picker.two_sided import SIDES
from bot.records import runs, teams, two_sided
from bot.records.database import Database, Row


@dataclass(frozen=True)
class Round:
    """`scored`: side → everybody's own marks. `people`: side → how many the team has there."""

    listed: Answers
    scored: Mapping[str, Sequence[Answers]]
    people: Mapping[str, int]


def gather(db: Database, run: Row) -> Round:
    """A score counts for the side that its person is on now; who is on neither does not count."""
    members = teams.members(db, run["team_id"])
    given = two_sided.scores(db, run["id"])
    scored = {side: [given[m.user_id] for m in members if m.side == side and m.user_id in given] for side in SIDES}
    people = {side: sum(member.side == side for member in members) for side in SIDES}
    return Round(runs.answers(db, run["id"]), scored, people)
