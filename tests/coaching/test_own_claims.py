"""What the coach itself claims: a finding stands in a source with year and grade, and nobody else's work is small."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.coaching.library import loader
from bot.messages.block_kit.render import OURS as TEMPLATES

FILES = sorted(loader.OURS.glob("*.toml"))
# What a vendor says, what people ask or answer, and what stands in an empty field is not said by the coach.
NOT_OURS = {"says", "asked", "unless", "spoken", "slot", "guard", "synonyms", "questions", "when", "options", "option"}
NOT_OURS |= {"ask", "hint", "example", "low", "high", "short", "statement", "levels", "ready", "suggest", "hurts"}

# A finding is a measure of the world: a share or a factor, said of firms or people at large. What we set ourselves
# (points, weights, rules such as 40 % of the steps) and what a team is asked for is none.
SHARES = {"a third": "33 %", "a quarter": "25 %", "two thirds": "two thirds", "a fifth": "a fifth", "half": "50 %"}
SHARE = re.compile(
    rf"\d[\d.,]* ?%|\d+ times as|\b(?:{'|'.join(SHARES)}) of\b|(?<!at )\bmost (?:of \d+|\w+s)\b", re.IGNORECASE
)
WORLD = re.compile(
    r"\b(firms|companies|teams|vendors|marketers|executives|leaders|leads|quarrels|CIOs|CMOs|projects)\b"
    r"|\ba lead about ",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def texts(part: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield (place, text) of all that the coach says by itself in a file."""
    if isinstance(part, dict):
        for key, value in part.items():
            if not (key in NOT_OURS or (key == "text" and place.endswith("option"))):
                yield from texts(value, f"{place}.{key}")
        if place == "" and "asked" in part:
            yield from ((".asked", each["why"]) for each in part["asked"])
    elif isinstance(part, list):
        for each in part:
            yield from texts(each, place)
    elif isinstance(part, str):
        yield place, part


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z{“*])", text)


def findings(text: str) -> list[str]:
    return [each for each in sentences(text) if SHARE.search(each) and WORLD.search(each)]


def figures(sentence: str) -> set[str]:
    """The shares and factors of a sentence, a third as 33 %."""
    found = (re.sub(r" of$", "", each.group().strip().lower()) for each in SHARE.finditer(sentence))
    return {SHARES.get(each, each) for each in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_finding_stands_in_a_source_with_year_and_grade(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    sources = [each for each in told.get("source", ()) if findings(each["text"])]
    assert [each["text"] for each in sources if not each.get("grade")] == []
    assert not any(findings(each.get("so", "")) for each in told.get("source", ()))
    graded = [(figures(each["text"]), YEAR.findall(each["text"])) for each in sources]
    elsewhere = [each for place, text in texts(told) if place != ".source.text" for each in findings(text)]
    loose = [
        each
        for each in elsewhere
        if not any(figures(each) <= known and set(YEAR.findall(each)) & set(years) for known, years in graded)
    ]
    assert loose == []


def test_what_is_none_and_what_is_one() -> None:
    assert findings("Firms used a third of theirs. We start small.") == ["Firms used a third of theirs."]
    assert findings("One person decides more than 40 % of five steps. Bring 5 % of carts back.") == []
    assert figures("Firms used a third of it, 42 % before.") == {"33 %", "42 %"}


# Somebody else's work, and a word that makes it small: what the coach marks in a pitch.
THEIRS = re.compile(r"\bIT\b|\bIT's\b|\{\{ (?:partner|doer|guide|routing)\b")
SMALL = re.compile(
    r"\b(?:an|one) (?:hour|afternoon|morning|day)['’]s work|\b(?:minutes|an hour|an afternoon) now\b|\bcheapest\b"
    r"|\bone message\b|\bin a minute\b|\ba matter of\b|\b(?:takes?|costs?|is) (?:IT |them )?(?:only|just|little|no)\b"
    r"|\b(?:only|just) (?:one|a|two) \w+|\bone \w+ only\b|\b(?:easy|quick|simple|small|nothing) for\b|\bcosts nothing\b"
    r"|\bhardly any|\bwithin an hour\b|\bfew (?:clicks|lines|minutes|hours)\b|\bno (?:real )?(?:effort|work)\b",
    re.IGNORECASE,
)


def small_claims(text: str) -> list[str]:
    return [each for each in sentences(text) if THEIRS.search(each) and SMALL.search(each)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_playbook_says_how_little_work_something_is_for_it(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [each for _, text in texts(told) for each in small_claims(text)] == []


def test_no_template_says_so_either() -> None:
    told = [(each.name, each.read_text(encoding="utf-8")) for each in TEMPLATES.glob("*.md")]
    assert [(name, claim) for name, text in told for claim in small_claims(text)] == []


def test_such_claims_are_noticed() -> None:
    assert small_claims("Ask IT for one alert: that is an afternoon's work. Tell them why.")
    assert small_claims("Settle it with {{ partner or 'IT' }}. IT is needed for one clause only.")
    assert not small_claims("Ask IT for one alert, and how long it takes. In a minute marketing is done.")
