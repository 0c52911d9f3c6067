"""Which play is next, and whether the reason says why."""

import pytest

from bot.coaching.advice import AGAIN, NOTHING, PLAYS, next_play

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
