"""`/align forget me`: nothing of a person's is left, and their team goes on without their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.records.data_map import RULES
from tests.conversations.document_talk import goes_through
from tests.conversations.walks import Idea, commits, offers, picks_a_pilot
from tests.conversations.weekly import says_more
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app import Align

pytestmark = alone


def find_everywhere(align: Align, words: str) -> list[str]:
    """Every table and column in which these words stand."""
    return [
        f"{table}.{name}: {value}"
        for table in RULES
        for row in align.db.query(f"SELECT * FROM {table}")
        for name, value in row.items()
        if words in str(value)
    ]


def lives(align: Align, clock: Clock, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    """Tom leaves a trace in everything that a team does."""
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    clock.pass_(align, minutes=1)
    tom.types("/align vendor", team)
    tom.fills({"Product and vendor": "Acme"})
    tom.submits()
    tom.closes(everything=True)
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04", "Together with": ivan})
    commits(ivan, team, **{"I’ll": "open the sandbox", "By": "2026-12-04", "Together with": tom})
    clock.pass_(align, minutes=1)
    offers(maya, team, tom, **{"I’ll": "write the text", "By": "2026-12-18"})
    clock.pass_(align, minutes=1)
    maya.types("/align terms live", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    clock.pass_(align, minutes=1)
    tom.clicks("Agree", team)
    tom.types("/align away from 20 Dec to 5 Jan", team)
    tom.types("/align mute until 7 Dec", team)
    tom.says("progress")
    maya.types("/align checkin", team)
    clock.pass_(align, minutes=1)
    for who, score in ((maya, "4"), (tom, "2"), (ivan, "3")):
        who.clicks(score, team)
    says_more(tom, team, stuck="legal has not answered")
    clock.pass_(align, minutes=16)


@both_engines
def test_nothing_is_left(
    align: Align,
    team: Channel,
    clock: Clock,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    memory_url: str,
    tmp_path: Path,
) -> None:
    lives(align, clock, team, maya, tom, ivan)
    assert len(find_everywhere(align, tom.id)) > 10
    tom.types("/align forget me", team)
    assert "1 absence" in tom.modal.words
    assert "1 promise" in tom.modal.words
    tom.clicks("Forget me")
    assert "I am on it" in tom.modal.words
    tom.types("/align forget me", team)
    tom.clicks("Forget me")
    clock.pass_(align, minutes=1)
    assert "You are forgotten" in tom.dm.words
    clock.pass_(align, minutes=1)
    assert find_everywhere(align, tom.id) == []
    assert "<@U0TOM>" not in str([each.words for each in team.messages])
    print(team.words)
