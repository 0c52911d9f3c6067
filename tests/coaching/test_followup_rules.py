"""What is asked about a run later: when, of whom, what the answers lead to, and what estimates came to."""

from datetime import date
from pathlib import Path

import pytest

from bot.coaching import followup_rules
from bot.coaching.followup_rules import Factor, factor
from bot.coaching.library import loader
from bot.coaching.playbook import conditions
from bot.coaching.playbook.followup_models import FACTS, FollowUp, Then
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from tests.coaching.examples import CHECKLIST, checklist, write

TODAY = date(2026, 11, 24)
OURS = loader.load_library(loader.OURS)
VENDOR, PILOT = OURS["vendor"], OURS["pilot"]
LATER = """
[[page]]
title = "Later"
followup = "later"

[[page.question]]
name = "eaten"
ask = "Was it eaten?"
options = [{ value = "yes", text = "Yes" }, { value = "no", text = "No" }]

[[followup]]
name = "later"
after = [7]
text = "Was it good?"

[[followup.then]]
when = "eaten == 'no'"
text = "Cook something else."
"""


def schedule(playbook: Playbook, answers: dict[tuple[str, str], object]) -> list[tuple[str, int, date]]:
    return followup_rules.schedule(playbook, playbook.evaluate(answers).answers, TODAY)


def days(answers: dict[str, object]) -> list[int]:
    told = {("candidates", ""): {"1": "Win-back", "2": "Routing"}, **picked()}
    told |= {(name, "1"): value for name, value in answers.items()}
    return [day for _, day, _ in schedule(PILOT, told)]


def picked() -> dict[tuple[str, str], object]:
    ticked = {(name, ""): ["1", "2"] for name in ("drives", "contact", "quick", "reversible", "privacy")}
    named = {("owner", "1"): "U1", ("partner", "1"): "U2", ("baseline", "1"): "14 h"}
    return {**ticked, ("worth", ""): ["1"], ("together", ""): ["1"], ("pick", ""): "1", **named}


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        (None, [30, 60, 90]),
        ("2027-02-22", [30, 60, 90]),
        ("2027-01-08", [30, 45]),
        ("2026-11-30", [6]),
        ("2026-11-01", [30, 60, 90]),
    ],
)
def test_a_stop_date_is_the_last_day_asked(stop: str | None, expected: list[int]) -> None:
    assert days({"stop": stop}) == expected


def test_nothing_is_followed_when_nothing_was_picked() -> None:
    assert not PILOT.evaluate({("candidates", ""): {"1": "One", "2": "Two"}}).has_choice


def test_without_an_estimate_nothing_is_asked() -> None:
    assert schedule(VENDOR, {("product", ""): "Acme"}) == []
    asked = schedule(VENDOR, {("product", ""): "Acme", ("effort", ""): 10})
    assert [(name, day) for name, day, _ in asked] == [("ledger", 30), ("ledger", 90), ("ledger", 180)]
    assert asked[0][2] == date(2026, 12, 24)


def test_both_owners_are_asked_once_and_the_starter_where_nobody_is_named() -> None:
    ledger = followup_rules.find_followup(VENDOR, "ledger")
    assert ledger
    assert followup_rules.list_asked(ledger, {"partner": "U2"}, "U9") == ["U9", "U2"]
    assert followup_rules.list_asked(ledger, {"partner": "U9"}, "U9") == ["U9"]
    assert followup_rules.list_asked(ledger, {"partner": None}, "U9") == ["U9"]
    decision = followup_rules.find_followup(PILOT, "decision")
    assert decision
    assert followup_rules.list_asked(decision, {"owner": "U1", "partner": "U2"}, "U9") == ["U1", "U2"]
    assert followup_rules.list_asked(decision, {"owner": "U1", "partner": "U1"}, "U9") == ["U1"]
    assert followup_rules.list_asked(decision, {"owner": None, "partner": None}, "U9") == ["U9"]


def test_the_first_consequence_that_holds_is_said() -> None:
    followup = FollowUp(
        name="f", after=(1,), text="t", then=(Then(when="last and x == 1", text="end"), Then(text="go on"))
    )
    told = [followup_rules.find_consequence(followup, {"x": 1}, day=30, last=last) for last in (False, True)]
    assert [then.text for then in told if then] == ["go on", "end"]


@pytest.mark.parametrize("playbook", [pytest.param(each, id=word) for word, each in OURS.items() if each.followup])
def test_every_consequence_can_be_reached_on_our_own_words(playbook: Playbook) -> None:
    for followup in playbook.followup:
        for then in followup.then:
            assert conditions.list_names(then.when or "true") <= {*playbook.questions, *FACTS}
        assert followup_rules.list_questions(playbook, followup.name)


def test_an_author_is_told_where_nothing_can_be_handed_over(tmp_path: Path) -> None:
    text = CHECKLIST.replace(
        "[[advice]]", LATER.replace('text = "Cook', 'next = "stroy"\ntext = "Cook') + "\n[[advice]]"
    )
    write(tmp_path, text)
    with pytest.raises(UserError) as error:
        loader.load_library(loader.OURS, tmp_path)
    assert error.value.text == (
        "lunch.toml: followup 'later', then 'Cook something else.', next: "
        "there is no playbook 'stroy'. Did you mean 'story'?"
    )


@pytest.mark.parametrize(
    ("came_to", "expected"),
    [
        ([], None),
        ([(10, [18])], Factor(1.8, 1)),
        ([(10, [18, 22])], Factor(2.0, 1)),
        ([(10, [10]), (10, [15]), (2, [40])], Factor(1.5, 3)),
        ([(0, [5]), (4, [2])], Factor(0.5, 1)),
    ],
)
def test_the_teams_own_factor_is_the_median_of_what_estimates_came_to(
    came_to: list[tuple[float, list[float]]], expected: Factor | None
) -> None:
    assert factor(came_to) == expected


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('followup = "later"', 'followup = "latter"'), "followup = 'latter' is no [[followup]] of this file"),
        (("after = [7]", 'after = [7]\nwho = ["cook"]'), "who = 'cook' names no question of kind 'person'"),
        (("after = [7]", 'after = [7]\non = "eaten"'), "on = 'eaten' names no question of kind 'date'"),
        (("after = [7]", 'after = [7]\ntook = "eaten"'), "'eaten' names no question of kind 'number' on its page"),
        (("eaten == 'no'", "eaten == 'maybe'"), "'eaten' is never 'maybe'"),
        (("after = [7]", "after = []"), "after is a list: write after = [30, 60]"),
        (("after = [7]", 'after = [7]\nfinal = "true"'), "final says when took counts: write took, or remove final"),
    ],
)
def test_an_author_is_told_what_is_wrong(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(UserError) as error:
        checklist(tmp_path, ("[[advice]]", LATER.replace(*change) + "\n[[advice]]"))
    assert says in error.value.text
