"""What texts are read for, in files of their own: named, replaced, added to, and every fault told by its place."""

from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.coaching.playbook.claims import read_text
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from tests.coaching.documented import PHRASES
from tests.coaching.examples import CHECKLIST, write

NAMES_IT = CHECKLIST.replace("red = 2", 'red = 2\nphrases = "dinners"\nreads = "letter"', 1)
LETTER = '\n[[page]]\ntitle = "A letter"\n[[page.question]]\nname = "letter"\nkind = "long"\nask = "Letter"\n'
DINNERS = """
shape = "phrases"
slot = [{ name = "no", en = ["no"] }]

[[phrase]]
says = ["{no} cook"]
hides = "kitchen"
why = "Somebody cooks."
send = "Who?"
"""


def put(folder: Path, text: str, name: str) -> None:
    (folder / "phrases").mkdir(exist_ok=True)
    write(folder / "phrases", text, name)


def found(text: str, *folders: Path) -> list[str]:
    checklists = map(Checklist.of, loader.load_library(*folders).values())
    return [claim.quote for each in checklists if each for claim in read_text(each.book, text).claims]


def faults(*folders: Path) -> list[str]:
    with pytest.raises(UserError) as caught:
        loader.load_library(*folders)
    return caught.value.text.splitlines()


def test_a_company_replaces_ours_or_adds_to_it(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    write(ours, NAMES_IT + LETTER, "lunch.toml")
    put(ours, DINNERS, "dinners.toml")
    assert found("No cook. Hardly cook.", ours, theirs) == ["No cook"]
    put(theirs, 'shape = "phrases"\nadds_to = "dinners"\nslot = [{ name = "no", en = ["hardly"] }]', "more.toml")
    assert found("No cook. Hardly cook.", ours, theirs) == ["No cook", "Hardly cook"]
    put(theirs, DINNERS.replace("cook", "waiter"), "dinners.toml")
    assert found("No cook. Hardly waiter.", ours, theirs) == ["Hardly waiter"]


def test_what_the_document_adds_is_found(tmp_path: Path) -> None:
    put(tmp_path, PHRASES, "our_pitches.toml")
    assert "Acme does everything" in found("Acme does everything.", loader.OURS, tmp_path)
    assert found("No Acme Journey work.", loader.OURS) != found("Works with any Acme Journey.", loader.OURS, tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            DINNERS.replace("{no} cook", "no cook"),
            ["dinners.toml: slot 'no' is in no wording: remove it, or write {no}."],
        ),
        (
            DINNERS.replace("{no} cook", "{on} cook"),
            [
                'dinners.toml: the wording "{on} cook": slot {on} is not defined. Defined are: no.',
                "dinners.toml: slot 'no' is in no wording: remove it, or write {no}.",
            ],
        ),
        (DINNERS.replace("why", "wy"), ["dinners.toml: phrase 1, unknown key 'wy'. Did you mean 'why'?"]),
        (
            DINNERS.replace("\nslot", '\nadds_to = "x"\nslot'),
            ["dinners.toml: adds_to = 'x' names no file. There are: none."],
        ),
        (
            "shape = ",
            ['dinners.toml: line 1 `shape =`: put text in straight quotes: "…".'],
        ),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, told: list[str]) -> None:
    put(tmp_path, text, "dinners.toml")
    assert faults(tmp_path) == [f"phrases/{line}" for line in told]


def test_a_checklist_that_names_no_file_or_hides_what_is_not_there_is_told(tmp_path: Path) -> None:
    write(tmp_path, NAMES_IT + LETTER, "lunch.toml")
    assert faults(tmp_path) == [
        "lunch.toml: phrases = 'dinners' names no file: write phrases/dinners.toml, or remove it."
    ]
    put(tmp_path, DINNERS.replace('"kitchen"', '"cellar"'), "dinners.toml")
    assert faults(tmp_path) == [
        "lunch.toml: phrase '{no} cook': hides = 'cellar' is not defined. Defined are: kitchen, shop."
    ]
    write(tmp_path, DINNERS, "dinners.toml")
    assert "dinners.toml: what texts are read for stands in the folder phrases. Move this file there." in faults(
        tmp_path
    )
