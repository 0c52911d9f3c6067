"""What one person is to what an act is about: with a second team, workspace and person beside it."""

from datetime import timedelta

import pytest

from bot.coaching.schedule.cadence import first_occasion
from bot.model.commitments import NewCommitment
from bot.model.rights import Access, Target, TargetKind
from bot.model.schedule import Rule
from bot.model.teams import Role, Side, Team
from bot.records import members, new_commitments, runs, teams
from bot.records.access import find_access
from bot.records.database import Database
from tests.fixtures_databases import NOW

RULE = Rule("Europe/Berlin", 1, "10:00")


def make(db: Database, workspace: str, channel: str) -> Team:
    first = first_occasion(RULE, NOW)
    return teams.create(
        db, workspace=workspace, channel=channel, name=channel, rule=RULE, upcoming=first, by="U0", now=NOW
    )


@pytest.fixture
def ours(db: Database) -> tuple[Team, Team, Team]:
    """A team, its neighbour, and one by the same channel in another workspace; U1 leads the neighbours alone."""
    made = make(db, "T1", "C1"), make(db, "T1", "C2"), make(db, "T2", "C1")
    members.join(db, made[0].id, "U2", NOW, side=Side.IT)
    for other in made[1:]:
        members.join(db, other.id, "U1", NOW, role=Role.MANAGER)
        members.note_left(db, other.id, "U2", NOW)
    return made


def access(db: Database, kind: TargetKind, target: str, user: str, workspace: str = "T1") -> Access:
    known = find_access(db, Target(kind, target), workspace, user)
    assert known is not None
    return known


def test_a_role_is_of_one_team_and_one_person(db: Database, ours: tuple[Team, Team, Team]) -> None:
    team, neighbour, elsewhere = ours
    assert access(db, TargetKind.TEAM, team.id, "U1").role is None
    assert access(db, TargetKind.TEAM, neighbour.id, "U1").leads
    known = access(db, TargetKind.TEAM, team.id, "U2")
    assert (known.role, known.left_at) == (Role.MEMBER, None)
    assert access(db, TargetKind.TEAM, neighbour.id, "U2").left_at == NOW
    assert access(db, TargetKind.CHANNEL, "C1", "U2").team_id == team.id
    assert access(db, TargetKind.CHANNEL, "C1", "U1", "T2").team_id == elsewhere.id
    assert access(db, TargetKind.TEAM, elsewhere.id, "U1").workspace == "T2"
    assert find_access(db, Target(TargetKind.CHANNEL, "C9"), "T1", "U1") is None
    assert find_access(db, Target(TargetKind.RUN, team.id), "T1", "U1") is None


def test_a_commitment_and_a_run_know_whose_they_are(db: Database, ours: tuple[Team, Team, Team]) -> None:
    due = (NOW + timedelta(days=7)).date()
    for number, team in enumerate(ours):
        new = NewCommitment(cue="a", action="b", owner=f"U{number}", partner=f"P{number}", due_on=due)
        new_commitments.create(db, f"c{number}", new, team_id=team.id, by=f"P{number}", now=NOW)
    known = access(db, TargetKind.COMMITMENT, "c1", "U1")
    assert (known.team_id, known.owner, known.partner, known.offered_to) == (ours[1].id, "U1", "P1", None)
    run = runs.start(db, team_id=ours[0].id, playbook="pilot", version="1", user="U2", now=NOW)
    assert access(db, TargetKind.RUN, run.id, "U1").owner == "U2"
    assert not access(db, TargetKind.RUN, run.id, "U1").private


def test_who_leaves_one_team_stays_in_the_others(db: Database, ours: tuple[Team, Team, Team]) -> None:
    team, neighbour, elsewhere = ours
    assert members.list_teams_of(db, "T1", "U1") == [neighbour.id]
    assert members.list_teams_left(db, "T1", "U2") == {neighbour.id}
    assert members.leave(db, neighbour.id, "U1") is Role.MANAGER
    assert members.leave(db, neighbour.id, "U1") is None
    assert teams.list_managers(db, elsewhere.id) == ["U1"]
    assert not members.note_left(db, neighbour.id, "U2", NOW), "known already"
    members.come_back(db, neighbour.id, "U2")
    assert members.list_leavers(db, neighbour.id) == set()
    assert members.list_leavers(db, elsewhere.id) == {"U2"}
    assert not members.end_lead(db, team.id, "U2"), "leads nothing"
