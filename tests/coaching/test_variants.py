"""The variants of a checklist, short and in full: what each asks, and how far it is in full."""

from pathlib import Path

import pytest

from bot.coaching.interview import route
from bot.coaching.library import loader
from bot.coaching.shapes.checklist.full import count_answers, is_enough, list_stages
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.model.runs import VariantName
from tests.coaching.examples import checklist, picker

VENDOR = loader.load_library(loader.OURS)["vendor"]
assert isinstance(VENDOR, Checklist)
FULL = VENDOR.variant(VariantName.FULL)
SCORED = scored(FULL.questions.values())
HARDER = ["tried", "work", "unknown", "hard"]
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


def test_without_marks_there_is_one_variant(tmp_path: Path) -> None:
    for playbook in (checklist(tmp_path), picker(tmp_path)):
        assert not playbook.has_full
        assert playbook.variant() is playbook.variant(playbook.full_variant)
        assert playbook.variant().pages == playbook.page


def test_the_short_variant_leaves_out_what_is_full_and_in_full_there_is_a_page_a_dimension(tmp_path: Path) -> None:
    playbook = recipe(tmp_path)
    assert "salt" not in playbook.variant().questions
    full = playbook.variant(VariantName.FULL)
    assert [page.title for page in full.pages][-2:] == ["Kitchen", "Shopping"]
    assert {q.name for page in full.pages for q in page.question if page.title == "Shopping"} >= {"salt"}
    assert set(full.questions) == set(playbook.questions)
    assert all(question.optional for question in scored(full.questions.values()))


def test_our_vendor_has_forty_nine_in_full_and_thirteen_in_short() -> None:
    short = VENDOR.variant()
    assert (len(SCORED), len(scored(short.questions.values()))) == (49, 13)
    assert len(FULL.pages) == 12


def test_how_far_it_is_and_when_it_is_enough() -> None:
    answers = {("product", ""): "Acme", **{(q.name, ""): "work" for q in SCORED[:24]}}
    assert count_answers(list_stages(VENDOR, FULL, answers)) == (24, 49)
    assert not is_enough(VENDOR, FULL, answers)
    answers[SCORED[24].name, ""] = "tried"
    assert is_enough(VENDOR, FULL, answers)
    assert not is_enough(VENDOR, FULL, {**answers, ("product", ""): None})
    part = list_stages(VENDOR, FULL, answers)[2]
    assert (part.title, part.answered, part.done) == ("Customer data", 5, True)


def test_what_has_more_than_six_inputs_has_more_than_one_part() -> None:
    assert all(len(route.list_asked(FULL, {}, stage.step)) <= 6 for stage in list_stages(VENDOR, FULL, {}))


def test_what_nobody_answered_counts_as_not_known() -> None:
    answers = {("product", ""): "Acme", **{(q.name, ""): "tried" for q in SCORED[:20]}, ("price", ""): None}
    found = VENDOR.evaluate(answers, VariantName.FULL).assessment
    assert (found.unknown, found.score) == (28, 39)


def test_full_is_for_checklists_and_for_what_the_short_variant_can_do_without(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="only whole pages of a picker are for full"):
        picker(tmp_path, ('ask = "Who cooks?"', 'ask = "Who cooks?"\nfull = true'))
    with pytest.raises(UserError, match="it says what this is about, so it is always asked"):
        recipe(tmp_path, ('ask = "Recipe"', 'ask = "Recipe"\nfull = true'))
