"""No text needs the page that it stands on to be understood: it is read out, quoted, and shown on a phone."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
POINTING = re.compile(r"\b(?:above|below|underneath|here|on the (?:left|right)|at the (?:top|bottom))\b", re.IGNORECASE)
# What is meant is no place on a page.
RIGHT = {
    "work here": "in this company",
    "used here": "in this company",
    "usable here": "in this company",
    "blocked here": "in this company",
    "needs here": "in this company",
    "here already": "in this company",
    "here or elsewhere": "in this company",
    "nobody here": "in this company",
    "means here": "in this company",
    "mean here": "in this company",
}


def list_texts() -> Iterator[tuple[str, str]]:
    for path in sorted([*(ROOT / "templates").glob("*.md"), *(ROOT / "templates" / "pages").glob("*.html")]):
        yield path.name, re.sub(r"\{[%#{].*?[%#}]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in sorted((ROOT / "playbooks").rglob("*.toml")):
        yield from ((path.name, text) for text in _list_values(tomllib.loads(path.read_text(encoding="utf-8"))))


def _list_values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _list_values(each)


def find_pointing(text: str) -> list[str]:
    """What points at a place on the page, with the words around it."""
    plain = re.sub("|".join(map(re.escape, RIGHT)), "", text, flags=re.IGNORECASE)
    return [plain[max(found.start() - 40, 0) : found.end() + 20] for found in POINTING.finditer(plain)]


def test_no_text_points_at_a_place_on_its_page() -> None:
    pointing = [f"{name}: …{words}…" for name, text in list_texts() for words in find_pointing(text)]
    assert not pointing, "say what is meant, not where it stands:\n" + "\n".join(pointing)


def test_every_exception_is_needed() -> None:
    everything = "\n".join(text for _, text in list_texts()).lower()
    assert [phrase for phrase in RIGHT if phrase not in everything] == []


@pytest.mark.parametrize(
    "text", ["Clear the points below first.", "As said ABOVE", "Write it in here.", "The list below"]
)
def test_what_points_is_noticed(text: str) -> None:
    assert find_pointing(text)


@pytest.mark.parametrize("text", ["It would not work here.", "hereby", "There it is"])
def test_what_means_a_place_of_ones_own_is_right(text: str) -> None:
    assert not find_pointing(text)
