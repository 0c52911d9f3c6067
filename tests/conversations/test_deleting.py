"""A team or a result is deleted by whoever may, for good; nobody else's rows change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.records.data_map import RULES
from tests.conversations.document_talk import goes_through
from tests.conversations.walks import Idea, commits, picks_a_pilot
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire

if TYPE_CHECKING:
    from bot.app import Align

NAME = "The team’s name"


def rows(align: Align) -> list[tuple[str, dict[str, Any]]]:
    return [(table, row) for table in RULES for row in align.db.query(f"SELECT * FROM {table}")]


def lives(align: Align, clock: Clock, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", maya, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04", "Together with": ivan})
    clock.pass_(align, minutes=1)
    maya.types("/align terms live", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    clock.pass_(align, minutes=1)
    maya.types("/align checkin", team)
    clock.pass_(align, minutes=1)
    tom.clicks("4", team)


@both_engines
def test_a_team_goes_with_all_it_has(
    align: Align, team: Channel, clock: Clock, maya: Colleague, tom: Colleague, ivan: Colleague, person: Hire
) -> None:
    (mine,) = align.db.query("SELECT id FROM teams WHERE created_by = :maya AND paused_at IS NULL", {"maya": maya.id})
    team_id = mine["id"]
    others = [(table, row) for table, row in rows(align) if table == "commitments" or table == "runs"]
    lives(align, clock, team, maya, tom, ivan)
    assert "Whoever leads this team can change that" in tom.types("/align team", team)
    maya.types("/align team", team)
    maya.clicks("Delete this team …")
    assert "5 members" in maya.modal.words
    assert "2 promises, 2 results" in maya.modal.words
    maya.fills({NAME: "Something else"})
    maya.submits()
    assert "This is not its name" in maya.modal.errors[NAME]
    maya.fills({NAME: "marketing"})
    maya.submits()
    assert "The team is deleted" in maya.modal.words
    clock.pass_(align, minutes=1)
    assert "@Maya has deleted the team marketing" in team.words
    # What the audit and the message say of it is all that is left.
    left = {table for table, row in rows(align) if team_id in str(list(row.values()))}
    assert left <= {"audit", "outbox"}
    assert all(each in rows(align) for each in others)
    # An admin deletes as well, and the channel is free for another team.
    maya.types("/align team", team)
    maya.submits()
    ada = person("Ada", is_admin=True)
    ada.types("/align workspace")
    ada.clicks("All teams")
    ada.clicks("Open", beside="#marketing")
    ada.clicks("Delete this team …")
    ada.fills({NAME: "marketing"})
    ada.submits()
    clock.pass_(align, minutes=1)
    assert "@Ada has deleted the team marketing" in team.words
    events = align.db.query("SELECT actor FROM audit WHERE event = 'team deleted' ORDER BY at")
    assert [row["actor"] for row in events] == [maya.id, ada.id]


@both_engines
def test_a_result_goes_and_the_promise_stays(
    align: Align, team: Channel, clock: Clock, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    before = [each for each in rows(align) if each[0] in ("runs", "answers", "commitments", "posts")]
    picks_a_pilot(maya, team, Idea("Lead routing", maya, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    clock.pass_(align, minutes=1)
    maya.clicks("I’ll take it", team)
    clock.pass_(align, minutes=1)
    assert "Start with Lead routing" in team.words
    own = "SELECT id FROM teams WHERE created_by = :maya AND paused_at IS NULL"
    query = f"SELECT id FROM commitments WHERE run_id IS NOT NULL AND team_id IN ({own})"
    (made,) = align.db.query(query, {"maya": maya.id})
    maya.clicks("See everything", team)
    maya.clicks("Delete it")
    assert "Deleted" in maya.modal.words
    clock.pass_(align, minutes=1)
    assert "Start with Lead routing" not in team.words
    assert align.db.query("SELECT run_id, advice FROM commitments WHERE id = :id", {"id": made["id"]}) == [
        {"run_id": None, "advice": None}
    ]
    now = rows(align)
    assert all(each in now for each in before)
