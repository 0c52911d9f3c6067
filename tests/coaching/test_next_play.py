"""Which play is next, and whether the reason says why: the articles disagree, the team decides."""

from pathlib import Path
from typing import Any

import pytest

from bot.coaching.library import loader
from bot.coaching.next_play.choice import NextPlay, choose_next_play
from bot.coaching.next_play.matters import Matter, MatterKind
from bot.coaching.next_play.state import TeamState
from bot.errors import UserError
from tests.coaching.examples import PICKER, changed, write

OURS = loader.load_library(loader.OURS)
EVERY = tuple(OURS)
BOTH = ("it", "marketing")
BEGINNING = ("pilot", "touchpoints", "vendor", "governance", "skills")
LATE: dict[str, Any] = {"need": "data", "first_asked": "signed", "project": "Lead routing", "score": 60, "early": False}


@pytest.mark.parametrize(
    ("standing", "word", "why"),
    [
        pytest.param(TeamState(), "pilot", "Start doing. One small win within 90 days", id="nothing done: start doing"),
        pytest.param(TeamState(sides=BOTH), "pilot", "Start doing. One small win", id="both sides there: start doing"),
        pytest.param(
            TeamState(sides=("marketing", "other")),
            "touchpoints",
            "Bring IT in first. Nobody from IT is in this team yet",
            id="nobody from IT: bring them in",
        ),
        pytest.param(
            TeamState(done=("vendor",), last={"vendor": {"score": 67, "early": False, "product": "Acme"}}),
            "touchpoints",
            "Bring IT in first. Acme came out heavy (hidden work 67 of 100), more than marketing should carry alone.",
            id="a heavy vendor: bring IT in",
        ),
        pytest.param(
            TeamState(done=("vendor",), last={"vendor": {"score": 20, "early": False, "product": "Acme"}}),
            "pilot",
            "Start doing. One small win",
            id="a light vendor: start doing",
        ),
        pytest.param(
            TeamState(done=("touchpoints",), last={"touchpoints": LATE}),
            "governance",
            "Bring IT in first. On Lead routing they were asked late",
            id="IT was asked late: the rules first",
        ),
        pytest.param(
            TeamState(
                done=("touchpoints",),
                last={"touchpoints": {**LATE, "first_asked": "early", "score": 4, "early": False}},
            ),
            "pilot",
            "Start doing. IT is in the room where you need it",
            id="IT is there: talking more would cost time",
        ),
        pytest.param(
            TeamState(done=("pilot",), days={"pilot": 5}),
            "touchpoints",
            "Know when you need IT: you have a pilot",
            id="2",
        ),
        pytest.param(
            TeamState(done=("pilot", "touchpoints"), days={"pilot": 5}), "vendor", "Read the pitch before", id="third"
        ),
        pytest.param(
            TeamState(
                done=("pilot", "touchpoints", "vendor", "governance"),
                last={"governance": {"score": 70, "early": False}},
                days={"pilot": 1},
            ),
            "skills",
            "Grow somebody who speaks both languages",
            id="too much unknown: a person who knows",
        ),
        pytest.param(
            TeamState(
                done=("pilot", "touchpoints", "governance"),
                sides=BOTH,
                last={"governance": {"score": 30, "early": False, "capacity": "unknown", "tool": "Acme CDP"}},
            ),
            "priorities",
            "Bring IT in first. Nobody has promised time for Acme CDP",
            id="nobody has time: rank what waits",
        ),
        pytest.param(
            TeamState(done=("pilot", "touchpoints", "terms", "vendor", "governance"), sides=BOTH, days={"pilot": 5}),
            "priorities",
            "Not only project by project: IT can make room",
            id="sixth, with both sides there",
        ),
        pytest.param(
            TeamState(done=("pilot", "touchpoints", "vendor", "governance"), sides=("marketing",), days={"pilot": 5}),
            "skills",
            "Learn from each other",
            id="no shared list without IT",
        ),
        pytest.param(
            TeamState(done=EVERY, sides=BOTH, days={"pilot": 20, "priorities": 61}),
            "priorities",
            "Your list of what marketing waits for is 61 days old",
            id="an old list",
        ),
        pytest.param(
            TeamState(done=("touchpoints", "governance"), last={"touchpoints": LATE}),
            "roles",
            "Bring IT in first. In Lead routing IT was left out too often (60 of 100, 0 is side by side), so settle",
            id="IT is missing in many steps: who decides what",
        ),
        pytest.param(
            TeamState(
                done=("touchpoints",),
                last={"touchpoints": {**LATE, "first_asked": "early", "score": 30, "early": False}},
            ),
            "pilot",
            "Start doing. One small win",
            id="a few gaps only: start doing",
        ),
        pytest.param(
            TeamState(done=("touchpoints",), sides=("marketing", "sales"), last={"touchpoints": {"need": "none"}}),
            "leads",
            "Start doing. Sales is in this team and you need nobody's leave",
            id="sales is there and IT is not: leads",
        ),
        pytest.param(
            TeamState(done=("pilot",), kept=1, days={"pilot": 20}),
            "story",
            "You have started, and kept your word: tell what has come of it so far.",
            id="something kept: tell it",
        ),
        pytest.param(
            TeamState(done=("pilot",), days={"pilot": 95}),
            "story",
            "Your pilot is 95 days old: tell what came of it, even if you stopped it.",
            id="a pilot at its end: tell it",
        ),
        pytest.param(
            TeamState(done=("pilot",), kept=1, days={"pilot": 3}),
            "touchpoints",
            "Know when you need IT",
            id="kept on the third day: too early for a story",
        ),
        pytest.param(
            TeamState(done=("pilot", "touchpoints"), sides=BOTH, days={"pilot": 5}),
            "terms",
            "Start doing. You have a pilot with IT",
            id="a pilot with IT: one word",
        ),
        pytest.param(
            TeamState(
                done=("pilot", "touchpoints", "vendor"),
                last={"vendor": {"score": 67, "early": False, "product": "Acme"}},
                days={"pilot": 5, "vendor": 2},
            ),
            "blueprint",
            "Bring IT in first. Acme asks for more than its pitch says",
            id="a heavy vendor: what it would have to connect to",
        ),
        pytest.param(
            TeamState(done=BEGINNING, days={"pilot": 5}),
            "blueprint",
            "Enough started to see what you run on",
            id="enough started: see what you run on",
        ),
        pytest.param(
            TeamState(done=(*BEGINNING, "blueprint"), days={"pilot": 5}),
            "plan",
            "You know what you have: now decide with IT what gets time and money",
            id="a blueprint: then a plan",
        ),
        pytest.param(
            TeamState(done=(*BEGINNING, "blueprint", "plan"), sides=(*BOTH, "sales"), days={"pilot": 5}),
            "terms",
            "Start doing. You have a pilot with IT",
            id="both sides there: the word before the leads",
        ),
        pytest.param(
            TeamState(
                done=(*BEGINNING, "blueprint", "plan", "terms", "priorities"), sides=(*BOTH, "sales"), days={"pilot": 5}
            ),
            "leads",
            "Start with what can be counted: sales is in this team",
            id="sales beside both sides: leads",
        ),
        pytest.param(
            TeamState(done=(*BEGINNING, "blueprint", "plan"), days={"pilot": 5}),
            "roles",
            "Know who decides what in one project",
            id="nobody decides yet: roles",
        ),
        pytest.param(
            TeamState(done=(*BEGINNING, "blueprint", "plan", "roles", "terms", "story"), kept=2, days={"pilot": 5}),
            "manifesto",
            "You have started and kept your word: now say on one page what you are after",
            id="kept promises: a manifesto is no poster any more",
        ),
        pytest.param(
            TeamState(done=(*BEGINNING, "blueprint", "plan", "roles", "terms"), days={"pilot": 5}),
            "leads",
            "Software alone did not end the quarrel about leads",
            id="nothing kept: the manifesto comes last",
        ),
        pytest.param(
            TeamState(done=tuple(set(EVERY) - {"manifesto", "story"}), days={"pilot": 5}),
            "manifesto",
            "Last, because it stands on what you have done",
            id="the manifesto at last",
        ),
        pytest.param(
            TeamState(done=tuple(set(EVERY) - {"story"}), days={"pilot": 5}),
            "story",
            "Has anything worked, or been stopped in time?",
            id="and a story",
        ),
        pytest.param(
            TeamState(done=EVERY, days={"pilot": 93}),
            "pilot",
            "Start doing. Your last pilot is 93 days old",
            id="an old pilot",
        ),
        pytest.param(
            TeamState(done=EVERY, days={"pilot": 20}),
            "pilot",
            "You have been through every playbook, so pick the next",
            id="all done",
        ),
    ],
)
def test_the_next_play(standing: TeamState, word: str, why: str) -> None:
    found = choose_next_play(standing, OURS)
    assert found.first is None
    assert found.play
    assert found.play.word == word
    assert found.play.sentence.startswith(why)
    assert "{" not in found.play.sentence
    assert len(found.play.sentence) <= 200


@pytest.mark.parametrize(
    ("standing", "matter"),
    [
        pytest.param(TeamState(open=4, kept=2), None, id="open promises are no reason to stop"),
        pytest.param(TeamState(open=5), Matter(MatterKind.MANY, 5), id="five are"),
        pytest.param(TeamState(stuck=2, stuck_days=20), Matter(MatterKind.STUCK, 2, 20), id="stuck for a while"),
        pytest.param(TeamState(stuck=1, stuck_days=21), Matter(MatterKind.STUCK_LONG, 1, 21), id="stuck for long"),
        pytest.param(TeamState(open=6, late=2), Matter(MatterKind.LATE, 2), id="late before many"),
        pytest.param(TeamState(pulse=(4.0, 3.8, 3.5)), Matter(MatterKind.FALLING, 3), id="a pulse that falls"),
        pytest.param(TeamState(pulse=(4.0, 4.1, 3.5)), None, id="one bad week is none"),
        pytest.param(TeamState(pulse=(4.0, 3.9, 3.6)), None, id="and nor is less than half a point"),
        pytest.param(TeamState(unapproved={"roles": 7}), Matter(MatterKind.UNAPPROVED, 1, 7, "roles"), id="an OK"),
        pytest.param(TeamState(unapproved={"roles": 6}), None, id="an OK that may take a week"),
        pytest.param(TeamState(idle={"plan": 30}), Matter(MatterKind.IDLE, 1, 30, "plan"), id="a page without deeds"),
        pytest.param(
            TeamState(leaving={"it": 30}, stuck=1, stuck_days=50), Matter(MatterKind.LEAVING, 1, 30, "it"), id="leaving"
        ),
        pytest.param(TeamState(leaving={"it": 31}), None, id="leaving, but not soon"),
    ],
)
def test_what_comes_before_any_play_never_takes_its_place(standing: TeamState, matter: Matter | None) -> None:
    found = choose_next_play(standing, OURS)
    assert found.first == matter
    assert found.play
    assert found.runner_up
    assert found.runner_up.word != found.play.word


def test_a_file_that_says_nothing_comes_when_nothing_else_waits(tmp_path: Path) -> None:
    write(tmp_path, PICKER)
    own = loader.load_library(loader.OURS, tmp_path)
    found = choose_next_play(TeamState(done=EVERY, days={"pilot": 1}), own).play
    assert found
    assert (found.word, found.sentence) == (
        "lunch",
        "You have not been through this one yet, and nothing else is waiting for you.",
    )
    assert choose_next_play(TeamState(), {}) == NextPlay(None, None, None)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ('after = ["pilto"]', "after: there is no playbook 'pilto'. Did you mean 'pilot'?"),
        ('when = "opn > 1"', "when: 'opn' is nothing I know of a team. You can use: done, open, stuck, late, kept, "
            "stuck_days, sides, days, last, pulse, upcoming, overdue, leaving, unapproved, idle, factors, hurts, "
            "falling."),
        ('when = "last.vendr.score > 1"', "when: last.vendr: there is no playbook 'vendr'. Did you mean 'vendor'?"),
        ('when = "days.vendr > 1"', "when: days.vendr: there is no playbook 'vendr'. Did you mean 'vendor'?"),
        ('when = "last.vendor.scor > 1"', "when: last.vendor.scor: it does not ask that. Did you mean 'score'?"),
    ],
)  # fmt: skip
def test_a_fault_between_files_names_the_file(tmp_path: Path, lines: str, fault: str) -> None:
    write(tmp_path, changed(PICKER, ("[[advice]]", f'[[next]]\nplace = 1\nwhy = "w"\n{lines}\n\n[[advice]]')))
    with pytest.raises(UserError) as caught:
        loader.load_library(loader.OURS, tmp_path)
    assert caught.value.text == f"lunch.toml: next 1, {fault}"


def test_what_a_followup_leads_to_has_to_be_there(tmp_path: Path) -> None:
    page = '[[page]]\ntitle = "Later"\nfollowup = "later"\n[[page.question]]\nname = "x"\nkind = "text"\nask = "X"\n\n'
    later = '[[followup]]\nname = "later"\nafter = [7]\ntext = "And?"\n'
    later += '[[followup.then]]\ntext = "Go on."\nnext = "pilto"\n'
    write(tmp_path, changed(PICKER, ("[[advice]]", f"{page}{later}\n[[advice]]")))
    with pytest.raises(UserError) as caught:
        loader.load_library(loader.OURS, tmp_path)
    where = "followup 'later', then 'Go on.', next"
    assert caught.value.text == f"lunch.toml: {where}: there is no playbook 'pilto'. Did you mean 'pilot'?"
