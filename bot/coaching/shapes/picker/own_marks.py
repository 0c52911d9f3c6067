"""One person's marks on a list that two sides score, while the list changes: what fits stays, what is new is asked."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.coaching.interview.route import Answers, list_items
from bot.coaching.interview.variants import Variant
from bot.coaching.shapes.picker.model import PickerModel

Given = dict[tuple[str, str], Any]


def list_known(picker: PickerModel, listed: Mapping[str, str], marks: Answers) -> set[str]:
    """Return the items of a list that somebody has marked, under the names that they have now. With their marks they
    keep what was on the list then; where they keep nothing, it was this one.
    """
    key = (picker.candidates, "")
    seen = list_items(marks, picker.candidates) if key in marks else listed
    return {item for item, name in listed.items() if seen.get(item) == name}


def begin_marks(picker: PickerModel, listed: Mapping[str, str], marks: Answers) -> Given:
    """Return what somebody who has given these marks before is asked next: what is new on the list alone, or all of it
    with their marks where nothing is.
    """
    if not marks:
        return {(picker.candidates, ""): dict(listed)}
    known = list_known(picker, listed, marks)
    new = {item: name for item, name in listed.items() if item not in known}
    return {(picker.candidates, ""): new} if new else {**_select(marks, known), (picker.candidates, ""): dict(listed)}


def add_marks(picker: PickerModel, variant: Variant, before: Answers, given: Answers) -> Given:
    """Return somebody's marks with those that they have just given in this variant. Nothing that they said `before` of
    anything else is lost, even of what is not on the list at the moment.
    """
    asked, seen = list_items(given, picker.candidates), list_items(before, picker.candidates)
    kept = _select(before, seen.keys() - asked.keys())
    own = {key: value for key, value in given.items() if variant.asks(key[0])}
    joined = {key: _join(kept.get(key), own.get(key)) for key in (*kept, *own)}
    return {**joined, (picker.candidates, ""): {**seen, **asked}}


def _select(marks: Answers, items: Collection[str]) -> Given:
    """Return the marks of these items: of ticks those of them that are ticked."""
    return {
        (name, item): [each for each in mark if each in items] if isinstance(mark, list) else mark
        for (name, item), mark in marks.items()
        if not isinstance(mark, dict) and (item in items or not item)
    }


def _join(kept: Any, given: Any) -> Any:
    both_ticks = isinstance(kept, list) and isinstance(given, list)
    return [*kept, *given] if both_ticks else kept if given is None else given
