"""One person's view of commitments, for their progress window and Home tab."""

from datetime import datetime, timedelta

from bot.model.commitments import Commitment, Progress
from bot.records import commitments, offers
from bot.records.commitment_sql import BY_DATE, IN_WORKSPACE, LIVE
from bot.records.database import Database, Row

LATELY = timedelta(days=14)  # how long one that is done or dropped is still listed


def of_person(db: Database, workspace: str, user: str, now: datetime, team_id: str = "") -> Progress:
    """Return what concerns a person in all teams, and others' commitments in this team, or in all of theirs."""
    others = _list_others(db, workspace, user, team_id)
    return Progress(
        user=user,
        mine=[each for each in commitments.of_person(db, workspace, user) if each.offered_to != user],
        offered=offers.list_waiting(db, workspace, user),
        suggested=offers.list_suggested(db, workspace, user),
        lately=commitments.closed_since(db, workspace, user, now - LATELY),
        others=[Commitment.from_row(row) for row in others],
        changeable=frozenset(row["id"] for row in others if row["changeable"]),
    )


def _list_others(db: Database, workspace: str, user: str, team_id: str) -> list[Row]:
    """Return others' live commitments; `changeable` is 1 where this person leads the team."""
    return db.query(
        f"""
        SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone,
            CASE WHEN m.role = 'manager' THEN 1 ELSE 0 END AS changeable
        FROM commitments c JOIN teams t ON t.id = c.team_id
            LEFT JOIN members m ON m.team_id = t.id AND m.user_id = :user
        WHERE {IN_WORKSPACE} AND c.{LIVE}
            AND c.team_id IN (SELECT team_id FROM members WHERE user_id = :user UNION ALL SELECT :team)
            AND (t.id = :team OR (:team = '' AND m.user_id IS NOT NULL))
            AND c.owner <> :user AND coalesce(c.partner, '') <> :user AND coalesce(c.offered_to, '') <> :user
            AND coalesce(c.invited, '') <> :user
        {BY_DATE} LIMIT 100""",
        {"workspace": workspace, "user": user, "team": team_id},
    )
