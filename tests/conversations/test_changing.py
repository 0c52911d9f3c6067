"""A promise changes: another owner who says yes, a new date, less of it."""

from collections.abc import Callable

import pytest

from bot.app import Align
from tests.conversations.walks import PROMISE, SHORT, commits, hands_over
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


@both_engines
def test_handed_over_when_the_other_says_yes(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    commits(maya, team)
    maya.types("/align progress", team)
    hands_over(maya, ivan)
    assert "Offered to @Ivan, who has not answered yet." in maya.modal.words
    asked = team.last
    assert asked.words == (
        "@Ivan, @Maya asks whether you can take this over.\n"
        f"> {PROMISE}\n"
        "I’ll take it\nNot me\nMake it smaller\n"
        "By Tue 1 Dec. Until @Ivan says yes, it stays with @Maya."
    )
    tom.clicks("I’ll take it", team)
    assert tom.modal.words.startswith("One moment\n*This one is offered to @Ivan.* Would you rather take it?")
    tom.closes()
    ivan.opens_home()
    assert "@Maya asks whether you can take this over" in ivan.home.words
    ivan.clicks("I’ll take it", team)
    assert team.last.words.startswith("✅ *@Ivan takes this over.* Thank you.")
    assert team.last.buttons == []
    assert f"@Ivan has taken over a promise of @Maya.\n> {PROMISE}" in team.words
    assert "asks whether" not in ivan.home.words
    assert SHORT in ivan.home.words


def test_a_partner_who_is_asked_sees_it_once(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    commits(maya, team, **{"Together with": ivan})
    ivan.clicks("I’m in", team)
    maya.types("/align progress")
    hands_over(maya, ivan)
    ivan.types("/align progress")
    assert ivan.modal.words.count("call Ivan and agree on the three fields") == 1
    ivan.clicks("I’ll take it")
    assert f"{SHORT}\nBy Tue 1 Dec · #marketing\n" in ivan.modal.words


def test_declined_it_stays_where_it_is(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    commits(maya, team)
    maya.types("/align progress", team)
    for whom in (ivan, tom):
        hands_over(maya, whom)
    assert "This one is settled." in team.words
    tom.clicks("Not me", team)
    assert team.last.words.startswith("This one is settled: it stays with @Maya.")
    maya.clicks("Hand it over or drop it")
    maya.clicks("Hand it over")
    for whom, fault in ((maya, "It is theirs already. Choose somebody else."), (ivan, "")):
        maya.fills({"Who could take it?": whom})
        maya.submits()
        assert maya.modal.errors.get("Who could take it?", "") == fault
    maya.clicks("Hand it over or drop it")
    maya.clicks("Keep it after all")
    maya.closes()
    assert "who has not answered yet" not in maya.modal.words
    assert team.last.buttons == []


@pytest.mark.parametrize("ending", ["Keep it after all", "Done", "Drop it", "Hand it over"])
def test_an_offer_that_ends_leaves_the_home_tab(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, tom: Colleague, ending: str
) -> None:
    """With the Home tab open, whoever was asked sees that nobody asks any more."""
    for person in (tom, ivan):
        person.opens_home()
    commits(maya, team)
    maya.types("/align progress", team)
    hands_over(maya, ivan)
    assert "@Maya asks whether you can take this over" in ivan.home.words
    if ending != "Done":
        maya.clicks("Hand it over or drop it")
    maya.clicks(ending)
    if ending in FILLED:
        maya.fills(FILLED[ending](tom))
        maya.submits()
    assert "asks whether" not in ivan.home.words
    assert ("asks whether" in tom.home.words) == (ending == "Hand it over")


FILLED: dict[str, Callable[[Colleague], dict[str, object]]] = {
    "Drop it": lambda _: {"Why does it go?": "the campaign is off"},
    "Hand it over": lambda tom: {"Who could take it?": tom},
}


def test_whoever_leads_takes_it_over_at_once(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    commits(ivan, team)
    said = len(team.messages)
    maya.types("/align progress", team)
    maya.clicks("Hand it over", beside="@Ivan")
    maya.fills({"Who could take it?": maya})
    maya.submits()
    assert len(team.messages) == said
    assert "Nothing is open" not in maya.modal.words
    assert "Done" in maya.modal.buttons


def test_a_window_left_open_while_somebody_else_took_it(
    align: Align, team: Channel, tom: Colleague, ivan: Colleague, maya: Colleague
) -> None:
    commits(tom, team)
    tom.types("/align progress")
    tom.clicks("Hand it over or drop it")
    tom.clicks("Drop it")
    tom.fills({"Why does it go?": "no time"})
    maya.types("/align progress")
    maya.clicks("Hand it over")
    maya.fills({"Who could take it?": maya})
    maya.submits()
    tom.submits()
    assert "Only whoever promised it, or leads the team, can change this. Ask @Maya." in tom.modal.words
    assert "Done" in maya.modal.buttons


def test_the_date_has_passed(align: Align, team: Channel, clock: Clock, maya: Colleague) -> None:
    commits(maya, team)
    clock.pass_(align, days=8)
    maya.types("/align progress", team)
    assert "It was for Tue 1 Dec: done by now, or does it need a new date?" in maya.modal.words
    maya.clicks("New date or smaller")
    maya.fills({"By": "2026-12-01"})
    maya.submits()
    assert maya.modal.errors == {"By": "This date is past. Choose today or later."}
    maya.fills({"By": "2026-12-08"})
    maya.submits()
    assert "By Tue 8 Dec" in maya.modal.words
    assert "By Tue 8 Dec" in team.words


def test_made_smaller(align: Align, team: Channel, maya: Colleague) -> None:
    commits(maya, team, **{"I’ll": "map all the fields"})
    maya.types("/align progress")
    maya.clicks("Stuck")
    maya.fills({"What blocks it?": "too much"})
    maya.submits()
    maya.clicks("Make it smaller")
    assert maya.modal.values == {"I’ll": "map all the fields", "By": "2026-12-01"}
    maya.fills({"I’ll": "map three fields"})
    maya.submits()
    assert maya.modal.title == "What is promised"
    assert "Map three fields" in maya.modal.words
    assert "I’ll map three fields." in team.words
    maya.clicks("Hand it over or drop it")
    maya.clicks("How it went so far")
    assert "Tue 24 Nov: @Maya made it smaller: map three fields" in maya.modal.words
