"""SQL about how commitments stand, once for whoever lists or counts them."""

from collections.abc import Iterable

from bot.model import commitments
from bot.model.commitments import CommitmentState


def _quote_list(states: Iterable[CommitmentState]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in sorted(states)) + ")"


# Each begins with the column, so that an alias may stand before it (`c.{LIVE}`), or a colon (`:{LIVE}`).
LIVE = f"state IN {_quote_list(commitments.LIVE)}"
CLOSED = f"state IN {_quote_list(commitments.CLOSED)}"
NOT_CLOSED = f"state NOT IN {_quote_list(commitments.CLOSED)}"
OFFERED = f"state = '{CommitmentState.OFFERED}'"
MOVING = f"state IN {_quote_list(commitments.LIVE - {CommitmentState.STUCK})}"
STUCK = f"state = '{CommitmentState.STUCK}'"
KEPT = f"state = '{CommitmentState.DONE}'"
COUNTS = f"""
    count(CASE WHEN {MOVING} THEN 1 END) AS open,
    count(CASE WHEN {STUCK} THEN 1 END) AS stuck,
    count(CASE WHEN {KEPT} THEN 1 END) AS kept"""

WITH_TEAM = """
    SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone
    FROM commitments c JOIN teams t ON t.id = c.team_id"""
BY_DATE = "ORDER BY c.due_on, c.made_at, c.id"

# Of what a person has anywhere. Not by the index of workspaces, by which SQLite would read all teams of a large one
# before it looks for the person.
IN_WORKSPACE = "t.workspace || '' = :workspace"

# Of a team whose channel somebody has left they see nothing more, not even their own.
NOT_LEFT = "NOT EXISTS (SELECT 1 FROM leavers l WHERE l.team_id = c.team_id AND l.user_id = :user)"
