"""A document begins with what other playbooks were told about the same thing: what fits, and what an author mends."""

from pathlib import Path
from typing import Any

import pytest

from bot.coaching.library import loader
from bot.coaching.shapes.charter import prefill
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from tests.coaching.examples import CHARTER, CHECKLIST, changed, write

OURS = loader.load_library(loader.OURS)
ABOUT = ('name = "rule"\nkind = "long"', 'name = "rule"\nkind = "text"'), ("sides =", 'subject = "rule"\nsides =')


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        ({}, {}),
        ({"pilot": {}}, {}),
        ({"pilot": {"owner": "U1", "partner": "U2", "baseline": "14 hours", "learned": None}},
            {"people": ["U1", "U2"], "before": "14 hours"}),
        ({"pilot": {"owner": "U1", "partner": "U1"}}, {"people": ["U1"]}),
        ({"pilot": {"decision": "stop", "learned": "Ask first"}}, {"ending": "stop", "lesson": "Ask first"}),
        ({"pilot": {"decision": "change", "baseline": "x" * 400}}, {}),  # no such ending; too long for its field
        ({"vendor": {"owner": "U1"}}, {}),
    ],
)  # fmt: skip
def test_what_fits_stands_there(told: dict[str, Any], begins: dict[str, Any]) -> None:
    story = OURS["story"]
    assert isinstance(story, Charter)
    assert prefill.list_sources(story) == {"pilot"}
    assert prefill.prefill_answers(story, told) == {(name, ""): value for name, value in begins.items()}


@pytest.mark.parametrize(
    ("prefill_from", "fault"),
    [
        ("recipes.recipe", "prefill_from: there is no playbook 'recipes'. Did you mean 'recipe'?"),
        ("recipe.resipe", "prefill_from: recipe does not ask 'resipe'. Did you mean 'recipe'?"),
        ("recipe.fresh", "prefill_from: recipe.fresh is of kind 'choice', which does not fit kind 'person'."),
    ],
)
def test_a_fault_between_files_names_the_file(tmp_path: Path, prefill_from: str, fault: str) -> None:
    write(tmp_path, CHECKLIST, "recipe.toml")
    write(
        tmp_path, changed(CHARTER, *ABOUT, ('name = "washes"', f'name = "washes"\nprefill_from = ["{prefill_from}"]'))
    )
    with pytest.raises(UserError) as caught:
        loader.load_library(tmp_path)
    assert caught.value.text == f"lunch.toml: question 'washes', {fault}"


def test_only_what_a_document_is_about_leads_to_more(tmp_path: Path) -> None:
    where = ('name = "hot"', 'name = "hot"\nprefill_from = ["recipe.fresh"]')
    for text in (
        changed(CHARTER, *ABOUT, where),
        changed(CHARTER, ('name = "washes"', 'name = "washes"\nprefill_from = ["a.b"]')),
    ):
        with pytest.raises(UserError) as caught:
            loader.read_playbook(write(tmp_path, text))
        assert caught.value.text.endswith("prefill_from needs a subject, and a page without each.")
    with pytest.raises(UserError) as caught:
        loader.read_playbook(
            write(tmp_path, changed(CHECKLIST, ('name = "recipe"\n', 'name = "recipe"\nprefill_from = ["a.b"]\n')))
        )
    assert caught.value.text.endswith(
        "question 'recipe': only a charter begins with other answers. Remove prefill_from."
    )
