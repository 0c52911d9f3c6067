"""What is kept of one person, in numbers, before they have it forgotten."""

from bot.model.people import PersonalData
from bot.model.teams import Role
from bot.records import teams
from bot.records.data_rules import OF_CHECKIN, OF_TEAM
from bot.records.database import Database


def count_personal(db: Database, workspace: str, user: str) -> PersonalData:
    """Return what a workspace keeps of this person."""
    (counts,) = db.query(_COUNTS, {"workspace": workspace, "user": user})
    led = [team.channel for team in teams.list_for_person(db, workspace, user, Role.MANAGER)]
    return PersonalData.from_row({**counts, "led": led})


_COUNTS = f"""
    SELECT
        (SELECT count(*) FROM away WHERE workspace = :workspace AND user_id = :user) AS absences,
        (SELECT count(*) FROM runs WHERE {OF_TEAM} AND started_by = :user
            AND ((finished_at IS NULL AND variant <> 'full') OR visibility = 'me')) AS drafts,
        (SELECT count(*) FROM notes WHERE {OF_CHECKIN} AND user_id = :user) AS notes,
        (SELECT count(*) FROM members WHERE {OF_TEAM} AND user_id = :user) AS memberships,
        (SELECT count(*) FROM commitments WHERE {OF_TEAM} AND owner = :user) AS commitments,
        (SELECT count(*) FROM runs WHERE {OF_TEAM} AND started_by = :user
            AND finished_at IS NOT NULL AND visibility <> 'me') AS results"""
