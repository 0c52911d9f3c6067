"""The short form and the whole of a checklist: what each asks, and how far the whole is."""

from pathlib import Path

import pytest

from bot.coaching.interview import variants
from bot.coaching.interview.variants import FULL, form
from bot.coaching.library import loader
from bot.coaching.shapes.checklist.assessment import assess
from bot.coaching.shapes.checklist.model import Checklist
from bot.errors import UserError
from tests.coaching.examples import checklist, picker

WHOLE = form(loader.load(loader.OURS)["vendor"], FULL)
assert isinstance(WHOLE, Checklist)
HARDER = ["easy", "work", "unknown", "hard"]
MORE = """
[[page]]
title = "More"
full = true

[[page.question]]
name = "salt"
dimension = "shop"
ask = "Salt?"
"""


def recipe(folder: Path, *changes: tuple[str, str]) -> Checklist:
    return checklist(folder, ("[[advice]]", MORE + "\n[[advice]]"), *changes)


def test_without_marks_there_is_one_form(tmp_path: Path) -> None:
    for playbook in (checklist(tmp_path), picker(tmp_path)):
        assert not variants.has_full(playbook)
        assert form(playbook) is form(playbook, FULL) is playbook


def test_the_short_form_leaves_out_what_is_full_and_the_whole_has_a_page_a_dimension(tmp_path: Path) -> None:
    playbook = recipe(tmp_path)
    assert "salt" not in form(playbook).questions
    whole = form(playbook, FULL)
    assert isinstance(whole, Checklist)
    titles = [page.title for page in whole.page]
    assert titles[-2:] == ["Kitchen", "Shopping"]
    assert {q.name for page in whole.page for q in page.question if page.title == "Shopping"} >= {"salt"}
    assert set(whole.questions) == set(playbook.questions)
    assert all(question.optional for question in whole.scored)


def test_our_vendor_has_forty_in_full_and_twelve_in_short() -> None:
    assert isinstance(WHOLE, Checklist)
    short = form(loader.load(loader.OURS)["vendor"])
    assert isinstance(short, Checklist)
    assert (len(WHOLE.scored), len(short.scored)) == (40, 12)
    assert len(WHOLE.page) == 12


def test_how_far_it_is_and_when_it_is_enough() -> None:
    assert isinstance(WHOLE, Checklist)
    answers = {("product", ""): "Acme", **{(q.name, ""): "work" for q in WHOLE.scored[:19]}}
    assert variants.counted(variants.stages(WHOLE, answers)) == (20, 41)
    assert not variants.enough(WHOLE, answers)
    answers[WHOLE.scored[19].name, ""] = "easy"
    assert variants.enough(WHOLE, answers)
    assert not variants.enough(WHOLE, {**answers, ("product", ""): None})
    first = variants.stages(WHOLE, answers)[2]
    assert (first.title, first.answered, first.done) == ("Integration", 5, True)


def test_what_nobody_answered_counts_as_not_known() -> None:
    assert isinstance(WHOLE, Checklist)
    answers = {("product", ""): "Acme", **{(q.name, ""): "easy" for q in WHOLE.scored[:20]}, ("price", ""): None}
    found = assess(WHOLE, variants.settled(WHOLE, FULL, answers))
    assert (found.unknown, found.score) == (20, 33)


def test_full_is_for_checklists_and_for_what_the_short_form_can_do_without(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="only a checklist has more in full"):
        picker(tmp_path, ('ask = "Who cooks?"', 'ask = "Who cooks?"\nfull = true'))
    with pytest.raises(UserError, match="it says what this is about, so it is always asked"):
        recipe(tmp_path, ('ask = "Recipe"', 'ask = "Recipe"\nfull = true'))
