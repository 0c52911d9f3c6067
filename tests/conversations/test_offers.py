"""What somebody suggests to somebody else is nobody's promise until they take it, and costs nothing to pass on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.app import Align
from tests.conversations.thrice import Busy, holding
from tests.conversations.walks import CALL, PROMISE, SHORT, commits, offers
from tests.conversations.weekly import as_seen
from tests.effort import check_length, measured
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague

OFFERED = (
    f"@Tom, @Maya suggests this. Will you take it?\n> {PROMISE}\nI’ll take it\nNot me\nMake it smaller\n"
    "By Tue 1 Dec. A yes or a no is both fine, so that @Maya knows."
)
FREE = (
    f"*Still free:* @Tom passes, and that is fine. Who else?\n> {PROMISE}\nI’ll take it\n"
    "Suggested by @Maya, by Tue 1 Dec. Nobody by then? Then I take it off the list and tell @Maya."
)
LATE = "One moment\nThis is settled by now, or it is for somebody else to say."


@pytest.fixture
def busy(memory_url: str, team: Channel) -> Iterator[Busy]:
    with holding(memory_url) as busy:
        yield busy


@both_engines
def test_offered_taken_kept_in_one_message(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    offers(maya, team, tom)
    assert team.last.words == OFFERED
    check_length("an offer", team.last)
    assert "Nothing since " in maya.types("/align summary", team)
    assert "@Maya suggests this to you: when it is Monday" in tom.opens_home().words
    with measured("an offer, taken", tom, 1):
        tom.clicks("I’ll take it", team)
    assert team.last.words == (
        f"✅ *@Tom took it on*, by Tue 1 Dec.\n> {PROMISE}\n"
        "Suggested by @Maya. @Tom marks it at the check-in, or under `/align progress`."
    )
    assert "*Promises:* 0 kept, 1 open" in maya.types("/align summary", team)
    assert "suggests" not in tom.home.words
    tom.clicks("Done", tom.home)
    assert team.last.words == f"✅ *Kept* by @Tom.\n> {PROMISE}"
    assert len(team.messages) == 2  # the team was introduced


@both_engines
def test_not_me_costs_nothing_and_makes_it_free_for_the_team(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague, sam: Colleague
) -> None:
    offers(maya, team, tom)
    offered = as_seen(team.last)
    tom.clicks("Not me", team)
    assert team.last.words == FREE
    assert "asks you" not in tom.opens_home().words
    sam.clicks("I’ll take it", team)
    assert "This is for the team" in sam.modal.words
    lena.clicks("I’ll take it", team)
    assert team.last.words.startswith("✅ *@Lena took it on*, by Tue 1 Dec.\n")
    assert SHORT in lena.opens_home().words
    for who, label in ((tom, "Not me"), (maya, "I’ll take it")):
        who.clicks(label, message=offered)
        assert who.modal.words == LATE
        who.closes()
    assert lena.dm.messages == maya.dm.messages == tom.dm.messages == []


@both_engines
def test_somebody_else_would_rather_take_it(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague
) -> None:
    offers(maya, team, tom)
    lena.clicks("I’ll take it", team)
    assert lena.modal.words == (
        "One moment\n*This one is offered to @Tom.* Would you rather take it? I ask them first, so that nobody does it "
        "twice."
    )
    lena.submits(silent=True)
    assert lena.line.sends_again(3, at_once=True) == [200, 200, 200]
    lena.line.speak()
    assert team.last.words == OFFERED
    asked = tom.dm.last
    assert [each.words for each in tom.dm.messages] == [
        "@Lena would take what is offered to you in #marketing. I ask you first, so that nobody does it twice.\n"
        f"> {PROMISE}\nLeave it to them\nI’ll take it"
    ]
    tom.clicks("Leave it to them", tom.dm)
    assert team.last.words.startswith("✅ *@Lena took it on*, by Tue 1 Dec.\n")
    tom.clicks("I’ll take it", message=as_seen(asked))
    assert tom.modal.words == LATE


def test_whoever_would_rather_may_have_it_once_it_is_free(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague
) -> None:
    offers(maya, team, tom)
    lena.clicks("I’ll take it", team)
    tom.clicks("Not me", team)
    lena.submits()
    assert team.last.words.startswith("✅ *@Lena took it on*, by Tue 1 Dec.\n")
    assert tom.dm.messages == []


def test_made_smaller_it_is_theirs(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    offers(maya, team, tom)
    tom.clicks("Make it smaller", team)
    assert tom.modal.values == {"I’ll": CALL["I’ll"], "By": "2026-12-01"}
    tom.fills({"I’ll": "call Ivan", "By": "2026-12-04"})
    tom.submits()
    assert team.last.words.startswith(
        "✅ *@Tom took it on*, by Fri 4 Dec.\n> When it is Monday and the stand-up is over, I’ll call Ivan.\n"
    )


@both_engines
def test_a_partner_is_asked_as_well(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    offers(maya, team, tom, **{"Together with": ivan})
    assert team.last.words.startswith("@Tom, @Ivan, @Maya suggests this. Will you take it?\n")
    ivan.clicks("I’ll take it", team)
    assert team.last.words.startswith("@Tom, @Maya suggests this, together with @Ivan. Will you take it?\n")
    tom.clicks("I’ll take it", team)
    assert team.last.words.startswith("✅ *@Tom took it on*, together with @Ivan, by Tue 1 Dec.\n")
    offers(maya, team, tom, **{"Together with": maya})
    assert team.last.words.startswith("@Tom, @Maya suggests this and will do it with you. Will you take it?\n")
    commits(maya, team, **{"Together with": aisha})
    aisha.clicks("Not me", team)
    assert team.last.words.startswith(f"@Maya has made a promise.\n> {PROMISE}\nBy Tue 1 Dec.")
    assert team.last.buttons == []


@both_engines
def test_nobody_by_its_day_and_it_goes_off_the_list(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague, clock: Clock
) -> None:
    offers(maya, team, tom, By="2026-11-26")
    offers(maya, team, lena, By="2026-11-26")
    tom.clicks("Not me", message=team.messages[1])
    clock.pass_(align, days=2)
    assert maya.dm.messages == []
    free = as_seen(team.messages[1])
    clock.pass_(align, days=1)
    assert [each.words for each in team.messages[1:]] == [
        f"*Off the list:* nobody could take it by Thu 26 Nov. Next time.\n> {PROMISE}"
    ] * 2
    assert [each.words for each in maya.dm.messages] == [
        f"Nobody could take this by Thu 26 Nov, so I took it off the list in #marketing.\n> {PROMISE}\n"
        "Still worth it? A smaller step or another person often works: `/align commit`."
    ] * 2
    tom.clicks("I’ll take it", message=free)
    assert tom.modal.words == LATE
    assert tom.dm.messages == lena.dm.messages == []


def test_taken_back_by_whoever_suggested_it(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    offers(maya, team, tom)
    maya.types("/align progress", team)
    assert "What you have suggested\n*Call Ivan and agree on the three fields*\nBy Tue 1 Dec" in maya.modal.words
    maya.clicks("Take it back")
    assert "What you have suggested" not in maya.modal.words
    assert team.last.words == f"@Maya takes this suggestion back.\n> {PROMISE}"
    assert "asks you" not in tom.opens_home().words


def test_whoever_leaves_is_asked_no_more(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    offers(maya, team, tom)
    tom.leaves(team)
    assert team.last.words.startswith("*Still free:* @Tom passes, and that is fine. Who else?\n")


@alone
def test_it_is_marked_by_nobody_before_it_is_taken(
    align: Align, team: Channel, maya: Colleague, tom: Colleague
) -> None:
    """An old entry of a menu, pressed by whoever suggested it."""
    commits(maya, team)
    maya.opens_home()
    offers(maya, team, tom)
    (offered,) = align.db.query("SELECT id FROM commitments WHERE made_by = :maya AND owner = ''", {"maya": maya.id})
    home = maya.home.view
    for option in [each for block in home["blocks"] for each in block.get("accessory", {}).get("options", [])]:
        if option["value"].endswith("/done"):
            option["value"] = f"commitment:update {offered['id']}/done"
    maya.clicks("Done", maya.home)
    assert "Nobody has taken this one yet" in maya.modal.words


@both_engines
@alone
@pytest.mark.parametrize("_", range(3))
def test_two_who_take_at_once_what_is_free(
    align: Align, team: Channel, busy: Busy, maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, _: int
) -> None:
    offers(maya, team, tom)
    tom.clicks("Not me", team)
    seen = as_seen(team.last)
    with ThreadPoolExecutor(2) as pool:
        with busy(0.1):
            pressed = [pool.submit(who.clicks, "I’ll take it", message=seen, silent=True) for who in (lena, ivan)]
        for each in pressed:
            each.result()
    align.delivery.deliver_due()
    assert [row["event"] for row in align.db.query("SELECT event FROM commitment_log ORDER BY place")] == [
        "offered", "declined", "taken",
    ]  # fmt: skip
    assert sum(who.modals != [] for who in (lena, ivan)) == 1, "who comes second is told"
