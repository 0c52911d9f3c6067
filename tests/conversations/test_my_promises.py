"""My promises: one window, one press a promise, and any of it answers the check-in."""

import pytest

from bot.app import Align
from tests.conversations.walks import commits, offers
from tests.conversations.weekly import card, pass_quarter, result
from tests.effort import measured
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague

pytestmark = alone
ACTIONS = ("ask privacy", "open the sandbox", "send ten records")


@pytest.fixture
def promised(align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock) -> Channel:
    """Three of Tom's, the nearest one last, one that is only offered to him, and Maya's; the team is asked."""
    for place, action in enumerate(ACTIONS):
        commits(tom, team, **{"I’ll": action, "By": f"2026-12-{10 - place:02}"})
        clock.pass_(align, minutes=1)  # a channel takes one message a second
    commits(maya, team)
    clock.pass_(align, minutes=1)
    offers(maya, team, tom, **{"I’ll": "write the text"})
    clock.pass_(align, minutes=1)
    maya.types("/align checkin", team)
    clock.pass_(align, minutes=1)
    return team


def states(align: Align) -> list[tuple[str, str, str]]:
    """What has become of Tom's three."""
    rows = align.db.query("SELECT action, state, reason FROM commitments")
    return [(row["action"], row["state"], row["reason"]) for row in rows if row["action"] in ACTIONS]


def opens(who: Colleague, team: Channel | None = None) -> None:
    who.types("/align progress", team)
    who.clicks("Mark several at once")


@both_engines
def test_three_are_marked_and_saved_at_once(
    align: Align, promised: Channel, tom: Colleague, maya: Colleague, clock: Clock
) -> None:
    tom.types("/align progress", promised)
    with measured("three promises marked at once", tom, 6):
        tom.clicks("Mark several at once")
        assert tom.modal.title == "My promises"
        assert tom.modal.labels == ["Send ten records", "Open the sandbox", "Ask privacy", "One sentence for the team"]
        tom.fills({"Send ten records": "Done", "Open the sandbox": "On track", "Ask privacy": "Stuck"})
        tom.fills({"One sentence for the team": "the lawyer is away"})
        tom.submits(silent=True)
    assert tom.line.sends_again(3, at_once=True) == [200, 200, 200]
    tom.line.speak()
    assert {action: (state, reason) for action, state, reason in states(align)} == {
        "send ten records": ("done", ""),
        "open the sandbox": ("on_track", ""),
        "ask privacy": ("stuck", "the lawyer is away"),
    }
    assert [row["event"] for row in align.db.query("SELECT event FROM commitment_log WHERE actor = 'U0TOM'")].count(
        "done"
    ) == 1
    clock.pass_(align, minutes=1)
    assert "⚠️ *Stuck:* @Tom with “ask privacy”." in promised.words
    pass_quarter(clock, align)
    assert "1 of 5" in card(promised).words


@both_engines
@pytest.mark.parametrize("how", ["On track", "a sentence"])
def test_any_of_it_is_an_answer(
    align: Align, promised: Channel, tom: Colleague, maya: Colleague, clock: Clock, how: str
) -> None:
    opens(tom, promised)
    given = {"Ask privacy": "On track"} if how == "On track" else {"One sentence for the team": "the feed runs"}
    tom.fills(given)
    tom.submits()
    pass_quarter(clock, align)
    assert "1 of 5" in card(promised).words
    maya.types("/align checkin close", promised)
    clock.pass_(align, minutes=1)  # a channel takes one message a second
    said = "One promise is on track" if how == "On track" else "the feed runs"
    assert said in result(promised).words
    opens(tom, promised)
    assert (tom.modal.values["Ask privacy"], tom.modal.values["One sentence for the team"] or "") == (
        ("On track", "") if how == "On track" else (None, "the feed runs")
    )


def test_what_was_said_last_week_is_asked_again(align: Align, promised: Channel, tom: Colleague, clock: Clock) -> None:
    opens(tom, promised)
    tom.fills({"Ask privacy": "On track", "Open the sandbox": "Stuck"})
    tom.submits()
    clock.pass_(align, days=7)
    opens(tom, promised)
    assert (tom.modal.values["Ask privacy"], tom.modal.values["Open the sandbox"]) == (None, "Stuck")
    tom.fills({"Ask privacy": "On track"})
    tom.submits()
    log = [row["event"] for row in align.db.query("SELECT event FROM commitment_log ORDER BY at, place")]
    assert log.count("on_track") == 2
    pass_quarter(clock, align)
    assert "1 of 5" in card(promised).words


def test_four_at_most_the_nearest_first(align: Align, promised: Channel, tom: Colleague) -> None:
    for place in range(3):
        commits(tom, promised, **{"I’ll": f"one more, {place}", "By": f"2026-12-{20 + place}"})
    opens(tom, promised)
    assert tom.modal.labels[3:] == ["One more, 0", "One sentence for the team"]
    assert "2 more, with later dates: `/align progress`." in tom.modal.words


def test_an_outsider_marks_their_own_and_counts_nowhere(
    align: Align, promised: Channel, maya: Colleague, sam: Colleague, clock: Clock
) -> None:
    offers(maya, promised, sam, **{"I’ll": "name three customers"})
    sam.clicks("I’ll take it", sam.opens_home())
    opens(sam)
    assert sam.modal.labels == ["Name three customers"]
    sam.fills({"Name three customers": "Done"})
    sam.submits()
    pass_quarter(clock, align)
    assert "0 of 5" in card(promised).words


def test_closed_meanwhile_it_stays_closed(align: Align, promised: Channel, tom: Colleague, maya: Colleague) -> None:
    opens(tom, promised)
    maya.types("/align progress", promised)
    maya.clicks("Done", beside="send ten records")
    tom.fills({"Send ten records": "Stuck", "Ask privacy": "Done"})
    tom.submits()
    assert {action: state for action, state, _ in states(align)} == {
        "send ten records": "done",
        "open the sandbox": "open",
        "ask privacy": "done",
    }
