"""A number of a hundred never stands alone: its playbook says what it is called, and which end is good."""

import re
from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.picker.shape import Picker
from bot.messages.block_kit.render import OURS

LIBRARY = loader.load_installed(None)


@pytest.mark.parametrize("word", sorted(LIBRARY))
def test_a_playbook_that_counts_says_what_it_counts(word: str) -> None:
    playbook = LIBRARY[word]
    shape = Picker.of(playbook) or Checklist.of(playbook)
    if shape:
        assert "number" in shape.model_fields_set
    if isinstance(shape, Checklist):
        assert shape.ends.startswith("0 is ")


@pytest.mark.parametrize("path", sorted(loader.OURS.glob("*.toml")), ids=lambda path: path.stem)
def test_no_text_has_an_unnamed_number(path: Path) -> None:
    names = [shape.number for each in LIBRARY.values() if (shape := Picker.of(each) or Checklist.of(each))]
    names += [shape.ends for each in LIBRARY.values() if (shape := Checklist.of(each))]
    told = re.findall(r".{0,60} of 100.{0,25}", path.read_text(encoding="utf-8"))
    assert [each for each in told if not any(name in each for name in names)] == []


@pytest.mark.parametrize("path", sorted(OURS.glob("*.md")), ids=lambda path: path.stem)
def test_no_template_has_an_unnamed_number(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    # Of two that are too close to call only their order counts.
    told = [each for each in lines if "of 100" in each and "Too close to call" not in each]
    assert [each for each in told if "number" not in each] == []
