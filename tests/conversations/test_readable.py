"""What somebody with SQL reads in the views: what the team reads of itself, by name; nothing confidential."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.conversations.walks import Idea, commits, names, picks_a_pilot
from tests.conversations.weekly import pass_quarter
from tests.fixtures_align import alone
from tests.standin import Channel, Clock, Colleague

if TYPE_CHECKING:
    from bot.app import Align


def read(align: Align, view: str, *columns: str) -> list[list[Any]]:
    return [list(row.values()) for row in align.db.query(f"SELECT {', '.join(columns)} FROM {view} ORDER BY 1, 2")]


def asks(align: Align, clock: Clock, team: Channel, *taps: tuple[Colleague, str]) -> None:
    """A check-in that these tap, closed by whoever taps first."""
    taps[0][0].types("/align checkin", team)
    for who, score in taps:
        who.clicks(score, team)
    pass_quarter(clock, align)
    closed = read(align, "readable_checkins", "number", "closed")
    taps[0][0].types("/align checkin close", team)
    assert len(read(align, "readable_checkins", "number", "closed")) == len(closed) + 1
    clock.pass_(align, days=1)


@alone
def test_by_name_and_nothing_that_the_team_does_not_read(
    align: Align, team: Channel, clock: Clock, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, range(1, 7)), Idea("Win-back", maya, ivan))
    clock.pass_(align, minutes=1)
    picks_a_pilot(
        tom, team, Idea("Secret plan", tom, ivan, range(1, 7)), Idea("Other", tom, ivan), share="Only to me, for now"
    )
    ivan.types("/align pilot", team)
    names(ivan, "Half an idea", "Another")
    ivan.closes(everything=True)
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04", "Together with": ivan})
    asks(align, clock, team, (maya, "4"), (tom, "2"))
    asks(align, clock, team, (maya, "4"), (tom, "2"), (ivan, "3"))
    assert read(align, "readable_results", "team", "playbook", "subject", "made_by") == [
        ["marketing", "pilot", "Lead routing", "maya"]
    ]
    assert {row[0] for row in read(align, "readable_answers", "subject", "question")} == {"Lead routing"}
    parts = {row[0]: row[2] for row in read(align, "readable_answers", "question", "item", "answer") if row[1]}
    assert (parts["owner"], parts["partner"]) == ("tom", "ivan")
    assert read(align, "readable_commitments", "owner", "partner", "action", "state") == [
        ["tom", None, "map the fields", "open"]
    ]
    tapped = read(align, "readable_checkins", "number", "answered", "taps", "mean", "mean_marketing", "mean_it")
    assert tapped == [[1, 2, None, None, None, None], [2, 3, 3, 3, None, None]]
    # Somebody is called otherwise, and somebody else wants to be forgotten.
    ivan.becomes(name="ivan.p")
    tom.types("/align forget me", team)
    tom.clicks("Forget me")
    clock.pass_(align, minutes=16)
    assert read(align, "readable_commitments", "owner", "state") == [["somebody who has left", "open"]]
    members = {row[0]: row[1] for row in read(align, "readable_members", "person", "side")}
    assert (members["ivan.p"], "tom" in members, tom.id in members) == ("it", False, False)
    parts = {row[0]: row[2] for row in read(align, "readable_answers", "question", "item", "answer") if row[1]}
    assert (parts["owner"], parts["partner"]) == ("somebody who has left", "ivan.p")
