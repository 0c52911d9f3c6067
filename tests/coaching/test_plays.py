"""Which play is next, and whether the reason says why: the articles disagree, the team decides."""

from pathlib import Path
from typing import Any

import pytest

from bot.coaching.files import library
from bot.coaching.outcomes.plays import NOTHING, Standing, next_play
from bot.errors import UserError
from tests.coaching.examples import PICKER, changed, write

OURS = library.load(library.OURS)
EVERY = tuple(OURS)
BOTH = ("it", "marketing")
LATE: dict[str, Any] = {"need": "data", "first_asked": "signed", "project": "Lead routing", "score": 60}


@pytest.mark.parametrize(
    ("standing", "word", "why"),
    [
        pytest.param(Standing(), "pilot", "Start doing: one small win within 90 days", id="nothing done: start doing"),
        pytest.param(Standing(sides=BOTH), "pilot", "Start doing: one small win", id="both sides there: start doing"),
        pytest.param(
            Standing(sides=("marketing", "other")),
            "touchpoints",
            "Bring IT in first: nobody from IT is in this team yet",
            id="nobody from IT: bring them in",
        ),
        pytest.param(
            Standing(done=("vendor",), last={"vendor": {"score": 67, "product": "Acme"}}),
            "touchpoints",
            "Bring IT in first: Acme came out at 67 of 100, more than marketing should carry alone.",
            id="a heavy vendor: bring IT in",
        ),
        pytest.param(
            Standing(done=("vendor",), last={"vendor": {"score": 20, "product": "Acme"}}),
            "pilot",
            "Start doing: one small win",
            id="a light vendor: start doing",
        ),
        pytest.param(
            Standing(done=("touchpoints",), last={"touchpoints": LATE}),
            "governance",
            "Bring IT in first: on Lead routing they were asked late",
            id="IT was asked late: the rules first",
        ),
        pytest.param(
            Standing(done=("touchpoints",), last={"touchpoints": {**LATE, "first_asked": "early", "score": 4}}),
            "pilot",
            "Start doing: IT is in the room where you need it",
            id="IT is there: talking more would cost time",
        ),
        pytest.param(
            Standing(done=("pilot",), days={"pilot": 5}),
            "touchpoints",
            "Know when you need IT: you have a pilot",
            id="2",
        ),
        pytest.param(
            Standing(done=("pilot", "touchpoints"), days={"pilot": 5}), "vendor", "Read the pitch before", id="third"
        ),
        pytest.param(
            Standing(
                done=("pilot", "touchpoints", "vendor", "governance"),
                last={"governance": {"score": 70}},
                days={"pilot": 1},
            ),
            "skills",
            "Grow somebody who speaks both languages",
            id="too much unknown: a person who knows",
        ),
        pytest.param(
            Standing(done=EVERY, days={"pilot": 93}),
            "pilot",
            "Start doing, again: your last pilot is 93 days old",
            id="an old pilot",
        ),
        pytest.param(
            Standing(done=EVERY, days={"pilot": 20}), "pilot", "You have been through everything here", id="all done"
        ),
        pytest.param(
            Standing(open=1), None, "Keep your open promise first: a kept promise builds more trust", id="one open"
        ),
        pytest.param(Standing(open=3), None, "Keep your 3 open promises first:", id="three open"),
        pytest.param(
            Standing(open=3, stuck=1), None, "Get your stuck promise moving first: ask today", id="stuck before open"
        ),
        pytest.param(Standing(stuck=2), None, "Get your 2 stuck promises moving first:", id="two stuck"),
    ],
)
def test_the_next_play(standing: Standing, word: str | None, why: str) -> None:
    found, reason = next_play(standing, OURS)
    assert found == word
    assert reason.startswith(why)
    assert "{" not in reason
    assert len(reason) <= 200


def test_a_file_that_says_nothing_comes_when_nothing_else_waits(tmp_path: Path) -> None:
    write(tmp_path, PICKER)
    own = library.load(library.OURS, tmp_path)
    assert next_play(Standing(done=EVERY, days={"pilot": 1}), own) == (
        "lunch",
        "You have not been through this one yet, and nothing else is waiting for you.",
    )
    assert next_play(Standing(), {}) == (None, NOTHING)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ('after = ["pilto"]', "after: there is no playbook 'pilto'. Did you mean 'pilot'?"),
        ('when = "opn > 1"', "when: 'opn' is nothing I know of a team. You can use: done, open, stuck, kept, sides, "
            "days, last."),
        ('when = "last.vendr.score > 1"', "when: last.vendr: there is no playbook 'vendr'. Did you mean 'vendor'?"),
        ('when = "days.vendr > 1"', "when: days.vendr: there is no playbook 'vendr'. Did you mean 'vendor'?"),
        ('when = "last.vendor.scor > 1"', "when: last.vendor.scor: it does not ask that. Did you mean 'score'?"),
    ],
)  # fmt: skip
def test_a_fault_between_files_names_the_file(tmp_path: Path, lines: str, fault: str) -> None:
    write(tmp_path, changed(PICKER, ("[[advice]]", f'[[next]]\nplace = 1\nwhy = "w"\n{lines}\n\n[[advice]]')))
    with pytest.raises(UserError) as caught:
        library.load(library.OURS, tmp_path)
    assert caught.value.text == f"lunch.toml: next 1, {fault}"
