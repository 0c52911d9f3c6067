"""A field that asks for somebody of a side: whom it offers in which order, and when it asks back."""

from typing import Any

import pytest

from bot.messages.block_kit import blocks, people_fields
from bot.messages.block_kit.people_fields import Roster, choose_person
from bot.model.teams import Colleague, Side
from tests.standin.blockkit.limits import check_view

MAYA = Colleague("U1", Side.MARKETING, "Maya")
BEN = Colleague("U2", Side.MARKETING, "Ben")
TOMASZ = Colleague("U3", Side.IT, "Tomasz")
NAMELESS = Colleague("U4", Side.IT, "")


def offered(element: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [
        (each["label"]["text"], [option["text"]["text"] for option in each["options"]])
        for each in element["option_groups"]
    ]


def chosen(element: dict[str, Any]) -> str | None:
    option = element.get("initial_option")
    return option["value"] if option else None


def test_the_side_that_is_asked_for_comes_first_and_somebody_else_last() -> None:
    menu = choose_person(Roster("U1", (BEN, MAYA, TOMASZ)), Side.IT, None)
    assert offered(menu) == [
        ("In IT", ["Tomasz"]),
        ("Others in the team", ["Me", "Ben"]),
        ("None of these", ["Somebody else …"]),
    ]
    assert chosen(menu) == "U3"


@pytest.mark.parametrize(
    ("actor", "side", "value", "expected"),
    [
        ("U1", Side.MARKETING, None, "U1"),  # whoever asks, though there are two
        ("U3", Side.MARKETING, None, None),  # two, and none of them asks
        ("U1", Side.SALES, None, None),
        ("U1", Side.IT, "U2", "U2"),
        ("U1", None, None, None),
    ],
)
def test_it_begins_with_who_it_most_likely_is(actor: str, side: Side, value: str | None, expected: str | None) -> None:
    assert chosen(choose_person(Roster(actor, (BEN, MAYA, TOMASZ)), side, value)) == expected


def test_without_a_side_there_are_no_others() -> None:
    menu = choose_person(Roster("U3", (BEN, MAYA, TOMASZ, NAMELESS)), None, None)
    assert offered(menu) == [("In the team", ["Me", "Ben", "Maya"]), ("None of these", ["Somebody else …"])]


@pytest.mark.parametrize(
    ("roster", "value"),
    [
        (Roster(), None),
        (Roster("U1", (NAMELESS,)), None),
        (Roster("U1", (MAYA,)), "U9"),
        (Roster("U1", tuple(Colleague(f"U{n}", Side.IT, "Ann") for n in range(96))), None),
    ],
)
def test_everybody_in_slack_where_a_menu_cannot_tell(roster: Roster, value: str | None) -> None:
    assert choose_person(roster, Side.IT, value) == blocks.person(value)


def window(value: str | None = None) -> dict[str, Any]:
    field = people_fields.compose_person_field("partner", "Partner", Roster("U1", (MAYA, TOMASZ)), Side.IT, value)
    note = blocks.field("note", "Note", blocks.text_input("before"))
    view = blocks.modal("Play", [field, note], callback="play:save", metadata="x", submit="Preview")
    typed = {"note": {"value": {"type": "plain_text_input", "value": "typed"}}}
    return {**view, "id": "V1", "hash": "1.1", "external_id": "", "close": None, "state": {"values": typed}}


def test_somebody_else_opens_the_field_and_keeps_what_was_typed() -> None:
    view = people_fields.show_everybody(window(), "partner")
    assert check_view(view) == []
    assert view.keys() == {"type", "callback_id", "private_metadata", "title", "submit", "blocks"}
    field, note = view["blocks"]
    assert field["element"] == {**blocks.person(), "action_id": "person:choose-everybody"}
    assert note["element"]["initial_value"] == "typed"


def test_it_asks_back_once_for_each_person() -> None:
    roster = Roster("U1", (BEN, MAYA, TOMASZ))
    assert people_fields.find_misplaced(roster, Side.IT, "U3") is None
    assert people_fields.find_misplaced(roster, Side.IT, "U9") is None
    assert people_fields.find_misplaced(roster, Side.IT, "U2") == BEN
    asked = people_fields.ask_back(window(), [("partner", Side.IT, BEN)])
    assert asked is not None
    assert check_view(asked) == []
    assert [block["block_id"] for block in asked["blocks"]] == ["partner", "partner?U2", "note"]
    assert asked["blocks"][1]["elements"][0]["text"] == (
        "⚠️ Ben is down for marketing. Choose somebody in IT, or press *Preview* again to keep Ben."
    )
    assert people_fields.ask_back(asked, [("partner", Side.IT, BEN)]) is None
    assert people_fields.ask_back(asked, [("partner", Side.IT, MAYA)]) is not None
