"""What blocks a promise, and which way on fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.blockers import OFFER, REDATE, SMALLER, way_on

OURS = ["vendor", "pilot"]


ALL = [*OURS, "governance", "roles", "priorities", "leads", "terms", "skills", "touchpoints"]


@pytest.mark.parametrize(
    ("block", "here", "with_all"),
    [
        ("The vendor has not sent the price list", "vendor", "vendor"),
        ("still waiting for their DEMO", "vendor", "vendor"),
        ("legal has to look at it", OFFER, "governance"),
        ("We need consent under GDPR first", OFFER, "governance"),
        ("No sign-off from the board", OFFER, "roles"),
        ("it is unclear who owns the form", OFFER, "roles"),
        ("it sits in IT's backlog", SMALLER, "priorities"),
        ("Sales says these are no MQLs", SMALLER, "leads"),
        ("we have different numbers for the same thing", SMALLER, "terms"),
        ("I don't know how to do it", OFFER, "skills"),
        ("Ivan is on leave", OFFER, OFFER),
        ("this is not mine any more", OFFER, OFFER),
        ("IT has to open the API", OFFER, "touchpoints"),
        ("I cannot get access", OFFER, "touchpoints"),
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
    assert play in {*playbooks, OFFER, SMALLER, REDATE}
    assert 0 < len(why) <= 140
