"""What a document advises: about the whole, or about the first row that it holds for; and the promise it ends in."""

from pathlib import Path
from typing import Any

import pytest

from bot.coaching import advice
from bot.coaching.advice import Offer
from bot.coaching.shapes.voices import Voices
from tests.coaching.examples import charter
from tests.coaching.test_charters import SEATS, SETTLED, SUPPER
from tests.coaching.walking import Answers

ADVICE = 'text = "Eat."'
ASK = '\ncue = "I next see {{ cooks | first }}"\naction = "ask {{ cooks | join(\' and \') }} about {{ item }}"'
NAMES = {"U1": "Maya", "U2": "Ivan", "U3": "Sam"}


def advised(folder: Path, lines: str, answers: Answers = SUPPER, voices: Voices = SEATS) -> list[advice.Recommendation]:
    return charter(folder, (ADVICE, lines)).evaluate(answers, voices=voices).recommendations


def test_it_is_about_the_first_item_that_it_holds_for(tmp_path: Path) -> None:
    lines = 'each = "dishes"\nwhen = "hot != \'yes\'"\ntext = "Warm {{ item }}."'
    (one,) = advised(tmp_path, lines)
    assert one.values["item"] == "Pie"
    assert advised(tmp_path, lines, {**SUPPER, ("hot", "2"): "yes"}) == []


def test_it_may_be_about_a_person(tmp_path: Path) -> None:
    lines = (
        'each = "named"\nwhen = "item not in agreed"\ntext = "Ask {{ item }}."\ncue = "c"\naction = "a"\nowner = "item"'
    )
    (one,) = advised(tmp_path, lines)
    assert advice.make_offer(one, NAMES) == Offer("c", "a", "U2", None)
    assert advised(tmp_path, lines, voices=SETTLED) == []


@pytest.mark.parametrize(("by", "owner", "partner"), [("U9", "U1", "U2"), ("U1", "U1", "U2"), ("U2", "U2", "U1")])
def test_of_several_it_is_the_one_who_asks_for_it(tmp_path: Path, by: str, owner: str, partner: str) -> None:
    lines = f'each = "dishes"\nwhen = "cooks"\ntext = "Ask."{ASK}\nowner = "cooks"\npartner = "cooks"'
    (one,) = advised(tmp_path, lines)
    assert advice.list_people(one) == ["U1", "U2"]
    assert advice.make_offer(one, NAMES, by) == Offer("I next see Maya", "ask Maya and Ivan about Soup", owner, partner)


def test_rows_are_spoken_of_by_name(tmp_path: Path) -> None:
    (one,) = advised(tmp_path, 'text = "Ask."\ncue = "c"\naction = "ask {{ rows | map(attribute=\'cooks\') | first }}"')
    assert advice.list_people(one) == ["U1", "U2", "U3"]
    assert advice.make_offer(one, {"U1": "Maya"}).action == "ask Maya, them"


@pytest.mark.parametrize(
    ("agreed", "settled"),
    [
        ({}, False),
        ({"U1": "marketing"}, False),
        ({"U1": "marketing", "U3": "sales"}, False),
        ({"U1": "marketing", "U2": "it"}, True),
        ({"U1": "marketing", "U3": "sales", "U2": "it"}, True),
    ],
)
def test_it_is_settled_when_each_of_its_sides_has_agreed(tmp_path: Path, agreed: dict[str, str], settled: bool) -> None:
    supper, voices = charter(tmp_path, (ADVICE, f"{ADVICE}\nwhen = 'settled'")), Voices(SEATS.sides, agreed)
    document = supper.evaluate(SUPPER, voices=voices)
    assert bool(document.recommendations) == settled
    assert document.facts["settled"] == settled


@pytest.mark.parametrize(("change", "state"), [({}, "hungry"), ({("washes", ""): None}, "dirty")])
def test_the_first_state_that_holds_is_said(tmp_path: Path, change: dict[Any, Any], state: str) -> None:
    states = '\n\n[[state]]\nwhen = "not washes"\ntext = "dirty"\n\n[[state]]\nwhen = "not settled"\ntext = "hungry"'
    supper = charter(tmp_path, (ADVICE, ADVICE + states))
    assert supper.evaluate({**SUPPER, **change}, voices=SEATS).state == state
    assert charter(tmp_path).evaluate(SUPPER, voices=SETTLED).state == ""
