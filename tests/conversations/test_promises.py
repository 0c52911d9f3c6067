"""Making a promise, and what becomes of it: who sees what, and when it is somebody else's turn."""

from collections.abc import Callable

import pytest

from bot.app import Align
from tests.fixtures_slack import Clock, both_engines
from tests.happenings import Colleague
from tests.surfaces import Channel

Promise = Callable[..., None]


@pytest.fixture
def team(align: Align, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel) -> None:
    """The team of #marketing, led by Maya."""
    maya.types("/align team", marketing)
    maya.fills({"Who is marketing?": [maya, tom], "Who is IT?": [ivan], "Who leads the team?": maya})
    maya.submits()
    maya.closes()


@pytest.fixture
def promise(team: None, marketing: Channel) -> Promise:
    """`promise(maya)` in #marketing."""

    def made(who: Colleague, where: Channel = marketing, **more: object) -> None:
        who.types("/align commit", where)
        who.fills({"If …": "the call is over", "… then I will": "agree on the three fields", **more})
        who.submits()
        who.closes()

    return made


@both_engines
def test_a_promise_of_both_sides_with_its_obstacle(
    promise: Promise, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    promise(maya, **{"What could get in the way?": "no reply <@here>", "Who does it with you?": ivan})
    assert marketing.last.words == (
        "@Maya has made a promise, together with @Ivan.\n"
        "If the call is over, then I will agree on the three fields.\n"
        "What could get in the way: no reply <@here>\n"
        "By Tue 1 Dec. I'll ask at the next check-in."
    )
    assert marketing.last.text.startswith("@Maya has made a promise, together with @Ivan.")
    ivan.opens_home()
    assert "agree on the three fields" in ivan.home.words
    assert "Done" in ivan.home.buttons


def test_the_partner_is_somebody_else(promise: Promise, maya: Colleague, dora: Colleague, marketing: Channel) -> None:
    maya.types("/align commit", marketing)
    maya.fills({"If …": "it is Monday", "… then I will": "ask", "Who does it with you?": maya})
    maya.submits()
    assert maya.modal.errors == {
        "Who does it with you?": "That is the same person. Leave this empty, or choose somebody of the other side."
    }
    maya.fills({"Who does it with you?": dora})
    maya.submits()
    assert maya.modal.errors == {"Who does it with you?": "Please choose a person who works here: not a bot, not gone."}


def test_noted_for_somebody_else(promise: Promise, maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    promise(maya, **{"Who does it?": ivan})
    assert "A promise for @Ivan, noted by @Maya." in marketing.words


def test_words_behind_commit_are_what_i_will_do(promise: Promise, maya: Colleague, marketing: Channel) -> None:
    maya.types("/align commit call Ivan about the form", marketing)
    assert maya.modal.values["… then I will"] == "call Ivan about the form"


def test_out_of_a_message(promise: Promise, maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    ivan.says(f"Could {maya.mention} check <https://a.example/x|the form> &amp; tell <!here>?", marketing)
    maya.uses("commitment_from_message", marketing.last)
    assert maya.modal.values["… then I will"] == "Could @maya check the form & tell here?"
    maya.fills({"If …": "I open my mail", "… then I will": "check the form"})
    maya.submits()
    assert "@Maya has made a promise." in marketing.words
    assert "If I open my mail, then I will check the form." in marketing.words


def test_a_long_message_is_cut_where_one_can_see_it(promise: Promise, maya: Colleague, marketing: Channel) -> None:
    maya.says("word " * 200, marketing)
    maya.uses("commitment_from_message", marketing.last)
    assert maya.modal.values["… then I will"].endswith("word…")
    maya.closes()
    maya.says("", marketing)
    maya.uses("commitment_from_message", marketing.last)
    assert maya.modal.values["… then I will"] is None


def test_where_there_is_no_team_yet(align: Align, maya: Colleague, marketing: Channel) -> None:
    maya.says("I could do that", marketing)
    maya.uses("commitment_from_message", marketing.last)
    assert "This channel has no team yet. Type /align team first" in maya.modal.words


def test_in_a_direct_message_with_two_teams(
    promise: Promise, maya: Colleague, marketing: Channel, growth: Channel
) -> None:
    maya.types("/align team", growth)
    maya.fills({"Team name": "Growth"})
    maya.submits()
    maya.closes()
    maya.types("/align commit")
    maya.fills({"For which team?": "Growth", "If …": "it is Monday", "… then I will": "write to Tom"})
    maya.submits()
    assert "write to Tom" in growth.words
    assert "write to Tom" not in marketing.words


@both_engines
def test_the_cue_quotes_the_promise_back(promise: Promise, maya: Colleague, tom: Colleague, marketing: Channel) -> None:
    vendor = "vendor: Read a vendor's pitch"
    promise(maya, **{"… then I will": "ask IT before the demo", "Quote it back when this starts": vendor})
    tom.types("/align vendor", marketing)
    assert "ask IT" not in tom.modal.words
    maya.types("/align vendor", marketing)
    assert "You have promised something for this moment:" in maya.modal.words
    assert "If the call is over, then I will ask IT before the demo." in maya.modal.words
    maya.closes()
    maya.types("/align pilot", marketing)
    assert "ask IT" not in maya.modal.words


@both_engines
def test_handed_over_when_the_other_says_yes(
    promise: Promise, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel
) -> None:
    promise(maya)
    maya.types("/align progress", marketing)
    maya.clicks("Hand it over")
    maya.fills({"Who could take it?": ivan})
    maya.submits()
    assert "Offered to @Ivan, who has not answered yet." in maya.modal.words
    asked = marketing.last
    assert asked.words == (
        "@Ivan, @Maya asks whether you can take this over.\n"
        "If the call is over, then I will agree on the three fields.\n"
        "I’ll take it\nI can’t\n"
        "By Tue 1 Dec. Until @Ivan says yes, it stays with @Maya."
    )
    tom.clicks("I’ll take it", marketing)
    assert "for somebody else to say" in tom.modal.words
    ivan.opens_home()
    assert "@Maya asks whether you can take this over" in ivan.home.words
    ivan.clicks("I’ll take it", marketing)
    assert marketing.last.words.startswith("@Ivan takes this over. Thank you.")
    assert marketing.last.buttons == []
    assert "A promise for @Ivan, noted by @Maya." in marketing.words
    assert "asks whether" not in ivan.home.words
    assert "agree on the three fields" in ivan.home.words


def test_a_partner_who_is_asked_sees_it_once(promise: Promise, maya: Colleague, ivan: Colleague) -> None:
    promise(maya, **{"Who does it with you?": ivan})
    maya.types("/align progress")
    maya.clicks("Hand it over")
    maya.fills({"Who could take it?": ivan})
    maya.submits()
    ivan.types("/align progress")
    assert ivan.modal.words.count("agree on the three fields") == 1
    ivan.clicks("I’ll take it")
    assert "agree on the three fields.\nBy Tue 1 Dec · #marketing\n" in ivan.modal.words


def test_declined_it_stays_where_it_is(
    promise: Promise, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel
) -> None:
    promise(maya)
    maya.types("/align progress", marketing)
    for whom in (ivan, tom):
        maya.clicks("Hand it over")
        maya.fills({"Who could take it?": whom})
        maya.submits()
    assert "This one is settled." in marketing.words
    tom.clicks("I can’t", marketing)
    assert marketing.last.words.startswith("This one is settled: it stays with @Maya.")
    maya.clicks("Hand it over")
    for whom, fault in ((maya, "It is theirs already. Choose somebody else."), (ivan, "")):
        maya.fills({"Who could take it?": whom})
        maya.submits()
        assert maya.modal.errors.get("Who could take it?", "") == fault
    maya.clicks("Keep it after all")
    assert "who has not answered yet" not in maya.modal.words
    assert marketing.last.buttons == []


def test_whoever_leads_takes_it_over_at_once(
    promise: Promise, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    promise(ivan)
    said = len(marketing.messages)
    maya.types("/align progress", marketing)
    maya.clicks("Hand it over", beside="@Ivan")
    maya.fills({"Who could take it?": maya})
    maya.submits()
    assert len(marketing.messages) == said
    assert "Nothing is open" not in maya.modal.words
    assert "Done" in maya.modal.buttons


def test_the_date_has_passed(promise: Promise, align: Align, clock: Clock, maya: Colleague, marketing: Channel) -> None:
    promise(maya)
    clock.pass_(align, days=8)
    maya.types("/align progress", marketing)
    assert "It was for Tue 1 Dec: done by now, or does it need a new date?" in maya.modal.words
    maya.clicks("New date")
    maya.fills({"By when?": "2026-12-01"})
    maya.submits()
    assert maya.modal.errors == {"By when?": "This date is past. Choose today or later."}
    maya.fills({"By when?": "2026-12-08"})
    maya.submits()
    assert "By Tue 8 Dec" in maya.modal.words
    assert "By Tue 8 Dec" in marketing.words
