"""What is next in situations as an experienced consultant meets them, written as a file says them."""

import re
from pathlib import Path

import pytest

from bot.coaching.library import loader, situations
from bot.coaching.next_play.choice import Argument, NextPlay, choose_next_play
from bot.coaching.next_play.matters import MatterKind
from bot.errors import UserError

OURS = loader.load_library(loader.OURS)
DOC = loader.OURS.parent / "docs" / "next.md"
BOTH = 'sides = ["marketing", "it"]\n'


def decide(tmp_path: Path, text: str) -> NextPlay:
    file = tmp_path / "team.toml"
    file.write_text(text)
    return choose_next_play(situations.read_situation(file, OURS), OURS)


@pytest.mark.parametrize(
    ("text", "first", "play", "argument", "runner_up", "why"),
    [
        pytest.param("", None, "pilot", Argument.START, "vendor", "One small win", id="nothing is known"),
        pytest.param(
            'sides = ["marketing"]\n[[date]]\nkind = "signature"\ndays = 9\nof = "Journeys by Quell"',
            None,
            "touchpoints",
            Argument.IT_FIRST,
            "governance",
            "A signature is 9 days away (Journeys by Quell), and nobody from IT is in this team",
            id="a contract on the table, and IT has not heard of it",
        ),
        pytest.param(
            BOTH + '[[date]]\nkind = "signature"\ndays = 30\nof = "Quell"\n[[done]]\nplay = "vendor"\ndays = 5',
            None,
            "governance",
            Argument.IT_FIRST,
            "pilot",
            "check it against IT's rules",
            id="the pitch is read, the rules are not",
        ),
        pytest.param(
            BOTH + '[[date]]\nkind = "demo"\ndays = 2\nof = "Thursday\'s demo"\n[[done]]\nplay = "pilot"\ndays = 10',
            None,
            "vendor",
            None,
            "touchpoints",
            "Thursday's demo is in 2 days: send the vendor your questions before it",
            id="a demo on Thursday",
        ),
        pytest.param(
            BOTH + '[[done]]\nplay = "vendor"\ndays = 400\n[[date]]\nkind = "contract"\ndays = 110\nof = "Blip"',
            None,
            "vendor",
            None,
            "pilot",
            "The contract for Blip can be ended in the next 110 days",
            id="a contract that ends is a purchase once more",
        ),
        pytest.param(
            BOTH + "[commitments]\nopen = 1\nstuck = 1\nstuck_days = 28\n"
            '[[done]]\nplay = "pilot"\ndays = 40\n[[done]]\nplay = "touchpoints"\ndays = 20',
            MatterKind.STUCK_LONG,
            "terms",
            Argument.START,
            "vendor",
            "settle the one word",
            id="stuck for four weeks: the promise is wrong, and the coach goes on",
        ),
        pytest.param(
            BOTH + '[[done]]\nplay = "pilot"\ndays = 100\n[[overdue]]\nkind = "decision"\ndays = 10\nof = "routing"',
            MatterKind.OVERDUE,
            "story",
            None,
            "touchpoints",
            "Your pilot is 100 days old",
            id="the pilot's end has passed, and nobody has decided",
        ),
        pytest.param(
            BOTH + '[[leaving]]\nside = "it"\ndays = 14\n[[done]]\nplay = "pilot"\ndays = 30',
            MatterKind.LEAVING,
            "blueprint",
            None,
            "touchpoints",
            "while they can still correct it",
            id="the one who knows the systems leaves",
        ),
        pytest.param(
            BOTH + "pulse = [4.2, 3.9, 3.4]\n"
            '[[factor]]\ntitle = "Roles and decisions"\nmarketing = 3.6\nit = 1.9\nplay = "roles"\n'
            '[[factor]]\ntitle = "Skills across the line"\nmarketing = 2.0\nit = 2.2\nplay = "skills"',
            MatterKind.FALLING,
            "roles",
            None,
            "pilot",
            "Marketing says 3.6 of 5 and IT 1.9, the widest gap",
            id="the pulse falls, and the two sides do not see the same",
        ),
        pytest.param(
            BOTH + '[[factor]]\ntitle = "Hand-offs"\nmarketing = 1.8\nit = 2.1\nplay = "leads"\n'
            '[[factor]]\ntitle = "Sponsors"\nmarketing = 4.1\nit = 3.5\nplay = "story"',
            None,
            "leads",
            None,
            "pilot",
            "you agree, and it is low (marketing 1.8 of 5, IT 2.1)",
            id="they agree that it is bad",
        ),
        pytest.param(
            BOTH + '[[done]]\nplay = "roles"\ndays = 5\n'
            '[[factor]]\ntitle = "Roles and decisions"\nmarketing = 3.6\nit = 1.9\nplay = "roles"\n'
            '[[factor]]\ntitle = "Customer data"\nmarketing = 3.4\nit = 2.0\nplay = "blueprint"',
            None,
            "blueprint",
            None,
            "pilot",
            "Customer data",
            id="the widest gap has just been worked on: the next one, until that shows",
        ),
        pytest.param(
            BOTH + '[[agreed]]\nplay = "plan"\ndays = 60\n[[waiting]]\nplay = "roles"\ndays = 3\n'
            '[[done]]\nplay = "plan"\ndays = 60\n[[done]]\nplay = "pilot"\ndays = 5',
            MatterKind.IDLE,
            "touchpoints",
            None,
            "terms",
            "you have a pilot",
            id="pages, and no deeds",
        ),
        pytest.param(
            BOTH + '[[date]]\nkind = "freeze"\ndays = 20\n[commitments]\nopen = 7\nkept = 2',
            MatterKind.MANY,
            "priorities",
            None,
            "pilot",
            "IT changes nothing any more in 20 days",
            id="too many promises before the freeze",
        ),
        pytest.param(
            'hurts = ["terms"]\n' + BOTH,
            None,
            "terms",
            None,
            "pilot",
            "You said that it hurts here",
            id="what a person says that hurts",
        ),
        pytest.param(
            BOTH
            + '[[date]]\nkind = "launch"\ndays = 12\nof = "The autumn campaign"\n[[done]]\nplay = "roles"\ndays = 90',
            None,
            "pilot",
            Argument.START,
            "vendor",
            "One small win",
            id="a launch whose roles are settled is no reason to settle them again",
        ),
    ],
)
def test_a_situation(
    tmp_path: Path,
    text: str,
    first: MatterKind | None,
    play: str,
    argument: Argument | None,
    runner_up: str,
    why: str,
) -> None:
    found = decide(tmp_path, text)
    assert (found.first.kind if found.first else None) == first
    assert found.play
    assert found.runner_up
    assert (found.play.word, found.play.argument) == (play, argument)
    assert why in found.play.why
    assert found.runner_up.word == runner_up
    assert found.why_not.startswith(("It can wait: ", "It comes after it: "))


def test_the_example_in_the_documentation_is_read_and_every_key_stands_in_it(tmp_path: Path) -> None:
    text = re.findall(r"```toml\n(.*?)```", DOC.read_text(), re.DOTALL)[0]
    found = decide(tmp_path, text)
    assert found.first
    assert found.play
    assert (found.first.kind, found.play.word) == (MatterKind.OVERDUE, "vendor")
    tables = (situations.Situation, situations.Commitments, situations.Done, situations.Date, situations.Factor)
    keys = [key for table in (*tables, situations.Leaving, situations.Document) for key in table.model_fields]
    assert [key for key in keys if not re.search(rf"\b{key}\b(\]| =)", text)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[date]]\nkind = "dmo"\ndays = 3', "date 1, kind = 'dmo' is unknown. Write one of: 'demo', 'signature',"),
        ('[[date]]\nkind = "demo"', "date 1, days is missing: add days = …"),
        ("sidse = ['it']", "unknown key 'sidse'. Did you mean 'sides'?"),
        ("hurts = ['rolls']", "there is no playbook 'rolls'. I know: pilot, "),
        ('[[leaving]]\nside = "it"\ndays = -2', "leaving 1, days = -2 is too low: 0 at least"),
        ("pulse = [", "the file ends too early"),
    ],
)
def test_a_fault_says_what_to_write(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UserError) as caught:
        decide(tmp_path, text)
    assert caught.value.text.startswith("team.toml: ")
    assert fault in caught.value.text
