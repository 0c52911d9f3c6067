"""Small parts that say what a JSON value must look like: a `Spec` takes a value and its pointer, gives its faults."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Spec = Callable[[Any, str], Iterator[str]]
Shape = dict[str, Spec]  # "name*" is required; "" is a rule about the whole object


def anything(value: Any, at: str) -> Iterator[str]:
    yield from ()


def string(low: int = 0, high: int | None = None, like: str = "") -> Spec:
    """A string of `low` to `high` code points, fully matching the pattern `like` where given."""

    def spec(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: must be a string, got {type(value).__name__}"
        elif len(value) < low:
            yield f"{at}: must be more than {low - 1} characters"
        elif high is not None and len(value) > high:
            yield f"{at}: must be less than {high + 1} characters, has {len(value)}"
        elif like and not re.fullmatch(like, value):
            yield f"{at}: {value[:40]!r} does not match {like}"

    return spec


def url(high: int = 3000, schemes: str = "https?|slack|mailto|tel") -> Spec:
    return string(1, high, rf"(?:{schemes}):\S+")


def number(low: float | None = None, high: float | None = None) -> Spec:
    def spec(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"{at}: must be a number, got {type(value).__name__}"
        elif low is not None and value < low:
            yield f"{at}: {value} is less than {low}"
        elif high is not None and value > high:
            yield f"{at}: {value} is more than {high}"

    return spec


def flag(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{at}: must be true or false"


def one_of(*values: str) -> Spec:
    def spec(value: Any, at: str) -> Iterator[str]:
        if value not in values:
            yield f"{at}: {value!r} is none of {', '.join(values)}"

    return spec


def listed(part: Spec, low: int = 0, high: int | None = None) -> Spec:
    def spec(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: must be a list"
            return
        if len(value) < low:
            yield f"{at}: no fewer than {low} items allowed"
        if high is not None and len(value) > high:
            yield f"{at}: no more than {high} items allowed, has {len(value)}"
        for index, item in enumerate(value):
            yield from part(item, f"{at}/{index}")

    return spec


def record(shape: Shape) -> Spec:
    """An object with just these properties."""
    specs = {name.rstrip("*"): spec for name, spec in shape.items() if name}
    required = [name[:-1] for name in shape if name.endswith("*")]
    whole = shape.get("", anything)

    def spec(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: must be an object"
            return
        faults = [f"{at}: missing required field: {name}" for name in required if name not in value]
        for name, part in value.items():
            faults += specs[name](part, f"{at}/{name}") if name in specs else [f"{at}/{name}: unknown property"]
        yield from faults or whole(value, at)

    return spec


def typed(shapes: Mapping[str, Shape], allowed: Collection[str], what: str) -> Spec:
    """An object whose `type` picks its shape, and is one of `allowed`."""
    specs = {name: record({"type*": anything, **shapes[name]}) for name in shapes}

    def spec(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: must be an object"
        elif value.get("type") not in specs:
            yield f"{at}/type: unsupported type: {value.get('type')!r}"
        elif value["type"] not in allowed:
            yield f"{at}/type: {value['type']} is not allowed {what}"
        else:
            yield from specs[value["type"]](value, at)

    return spec


def need_one(*names: str) -> Spec:
    def spec(value: Any, at: str) -> Iterator[str]:
        if not any(value.get(name) for name in names):
            yield f"{at}: one of {', '.join(names)} is required"

    return spec


def need_just_one(*names: str) -> Spec:
    def spec(value: Any, at: str) -> Iterator[str]:
        if sum(name in value for name in names) != 1:
            yield f"{at}: just one of {', '.join(names)} is required"

    return spec


def every(*specs: Spec) -> Spec:
    def spec(value: Any, at: str) -> Iterator[str]:
        for part in specs:
            yield from part(value, at)

    return spec


def plain(high: int = 3000) -> Spec:
    """A plain_text object of 1 to `high` characters."""
    return typed({"plain_text": {"text*": string(1, high), "emoji": flag}}, ["plain_text"], "here")


def words(high: int = 3000) -> Spec:
    """A plain_text or mrkdwn object of 1 to `high` characters."""
    kinds: dict[str, Shape] = {
        "plain_text": {"text*": string(1, high), "emoji": flag},
        "mrkdwn": {"text*": string(1, high), "verbatim": flag},
    }
    return typed(kinds, kinds, "here")
