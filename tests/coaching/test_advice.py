"""Which play is next, and whether the reason says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.advice import AGAIN, HAND_OVER, NOTHING, PLAYS, REDATE, SMALLER, next_play, way_on

OURS = ["vendor", "pilot"]


@pytest.mark.parametrize(
    ("finished", "open", "stuck", "playbooks", "expected"),
    [
        pytest.param([], 0, 0, OURS, ("pilot", PLAYS["pilot"]), id="nothing done: start doing"),
        pytest.param(["vendor"], 0, 0, OURS, ("pilot", PLAYS["pilot"]), id="only checked a vendor: start doing"),
        pytest.param(["pilot"], 0, 0, OURS, ("vendor", PLAYS["vendor"]), id="no vendor checked yet"),
        pytest.param(
            ["pilot", "vendor"],
            0,
            0,
            [*OURS, "terms", "roles"],
            ("roles", "You have not been through roles yet, and nothing else is waiting for you."),
            id="one of the others",
        ),
        pytest.param(OURS, 0, 0, OURS, ("pilot", AGAIN), id="all done: the next pilot"),
        pytest.param([], 0, 0, ["vendor"], ("vendor", PLAYS["vendor"]), id="never one that is not there"),
        pytest.param(["vendor"], 0, 0, ["vendor"], (None, NOTHING), id="all done, and no pilot there"),
        pytest.param(["gone"], 0, 0, [], (None, NOTHING), id="no playbooks"),
        pytest.param(
            ["pilot"],
            1,
            0,
            OURS,
            (None, "Keep your open promise first: a kept promise builds more trust than a new plan."),
            id="one open commitment",
        ),
        pytest.param(
            [],
            3,
            0,
            OURS,
            (None, "Keep your 3 open promises first: a kept promise builds more trust than a new plan."),
            id="three open commitments",
        ),
        pytest.param(
            ["pilot"],
            3,
            1,
            OURS,
            (None, "Get your stuck promise moving first: ask today what is missing and who has it."),
            id="a stuck one before the open ones",
        ),
        pytest.param(
            [],
            2,
            2,
            OURS,
            (None, "Get your 2 stuck promises moving first: ask today what is missing and who has it."),
            id="two stuck",
        ),
    ],
)
def test_the_next_play(
    finished: list[str], open: int, stuck: int, playbooks: list[str], expected: tuple[str | None, str]
) -> None:
    assert next_play(finished, open, stuck, playbooks) == expected


@pytest.mark.parametrize("reason", [*PLAYS.values(), AGAIN, NOTHING])
def test_a_reason_is_one_short_sentence(reason: str) -> None:
    assert len(reason) <= 140
    assert [place for place, mark in enumerate(reason) if mark in ".!?"] == [len(reason) - 1]


ALL = [*OURS, "governance", "roles", "priorities", "leads", "terms", "skills", "touchpoints"]


@pytest.mark.parametrize(
    ("block", "here", "with_all"),
    [
        ("The vendor has not sent the price list", "vendor", "vendor"),
        ("still waiting for their DEMO", "vendor", "vendor"),
        ("legal has to look at it", HAND_OVER, "governance"),
        ("We need consent under GDPR first", HAND_OVER, "governance"),
        ("No sign-off from the board", HAND_OVER, "roles"),
        ("it is unclear who owns the form", HAND_OVER, "roles"),
        ("it sits in IT's backlog", SMALLER, "priorities"),
        ("Sales says these are no MQLs", SMALLER, "leads"),
        ("we have different numbers for the same thing", SMALLER, "terms"),
        ("I don't know how to do it", HAND_OVER, "skills"),
        ("Ivan is on leave", HAND_OVER, HAND_OVER),
        ("this is not mine any more", HAND_OVER, HAND_OVER),
        ("IT has to open the API", HAND_OVER, "touchpoints"),
        ("I cannot get access", HAND_OVER, "touchpoints"),
        ("no idea where to start", "pilot", "pilot"),
        ("too busy", SMALLER, SMALLER),
        ("no time before the launch", SMALLER, SMALLER),
        ("Waiting for the new site", REDATE, REDATE),
        ("not before next week", REDATE, REDATE),
        ("it simply does not want to", SMALLER, SMALLER),
        ("", SMALLER, SMALLER),
    ],
)
def test_the_way_on_fits_the_block(block: str, here: str, with_all: str) -> None:
    assert (way_on(block, OURS).play, way_on(block, ALL).play) == (here, with_all)


@given(st.text(), st.sets(st.sampled_from(ALL)))
def test_there_is_always_a_way_on_that_is_there(block: str, playbooks: set[str]) -> None:
    play, why = way_on(block, playbooks)
    assert play in {*playbooks, HAND_OVER, SMALLER, REDATE}
    assert 0 < len(why) <= 140
