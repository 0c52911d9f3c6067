"""What each playbook costs whoever goes through it: fields, presses and minutes, walked in the running bot."""

import math
import re
from typing import Any

import pytest

from bot.app import Align
from bot.coaching.interview.variants import Ending
from bot.coaching.library import loader
from tests.conversations.document_talk import seat
from tests.effort import DOC, check_row
from tests.standin import Channel, Clock, Colleague
from tests.standin.people.forms import TEXTS, Field, fields, options

LIBRARY = loader.load_library(loader.OURS)
WORDS = [word for word, each in LIBRARY.items() if each.ending is not Ending.WAVE]
FULL = ["pilot"]  # what one person goes through in full; a checklist is filled in by the team
NUMBERS = {word: number for number, word in enumerate(("one", "two", "three", "four", "five"), 1)} | {"ten": 10}
LINES, DAY = "A first thing\nA second thing\nA third thing", "2026-12-18"
PRESS, TYPED, VIEW = 2, 15, 10  # seconds: to press, to type an answer, to read a view


def test_every_playbook_is_measured(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    """The plainest way through: what has to be filled in, three lines in a list, and what stands there already."""
    walked = [*WORDS, *(f"{word} full" for word in FULL)]
    assert re.findall(r"^\| `/align (.+?)` \|", DOC.read_text(encoding="utf-8"), re.MULTILINE) == walked
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    for typed in walked:
        before = maya.presses, maya.views
        maya.types(f"/align {typed}", marketing)
        asked, written = walk(maya, typed.split()[0])
        presses, views = maya.presses - before[0], maya.views - before[1]
        minutes = math.ceil((presses * PRESS + written * TYPED + views * VIEW) / 60)
        check_row(f"`/align {typed}`", f"{asked}", f"{presses}", f"{views}", f"{minutes}")
        assert minutes <= stated(typed, minutes), f"{typed} says it takes less"
        maya.closes(everything=True)
        clock.pass_(align, hours=1)


def stated(typed: str, otherwise: int) -> int:
    """The minutes that the opening of a playbook speaks of."""
    said = re.search(r"(\w+) minutes", (LIBRARY[typed].opening if typed in LIBRARY else "") or "")
    return NUMBERS[said[1].lower()] if said else otherwise


def walk(person: Colleague, word: str) -> tuple[int, int]:
    """Go through to the end; return how many fields stood there, and how many of them were typed into."""
    asked = written = 0
    listed = [each for each in LIBRARY[word].questions.values() if each.kind == "items" and not each.optional]
    lists = {each.ask for each in listed if not any(ready.usual for ready in each.ready)}
    for _ in range(30):
        if "*Done.*" in person.modal.words:
            return asked, written
        shown = fields(person.modal.view["blocks"])
        asked += len(shown)
        for field in shown:
            if answer := needed(field, person, is_list=field.label in lists):
                written += field.element["type"] in TEXTS
                person.fills({field.label: answer})
        person.submits()
        assert not person.modal.errors, (word, person.modal.errors)
    pytest.fail(f"{word} does not end")


def needed(field: Field, person: Colleague, *, is_list: bool) -> Any:
    """The plainest answer to a field that has to be filled in and is empty."""
    kind, held = field.element["type"], list(field.initial.values())[1]
    if held or (field.block.get("optional") and not is_list):
        return None
    if kind in TEXTS:
        return LINES if is_list else "In a few words"
    if kind == "datepicker":
        return DAY
    offered = options(field.element)
    first = offered[0]["text"]["text"] if offered else person
    return [first] if kind.startswith(("multi_", "checkboxes")) else first
