"""Texts of a playbook with answers in them, {{ like_this }}: Jinja2, in the sandbox that conditions run in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Any

from jinja2 import Environment, Template, TemplateRuntimeError, TemplateSyntaxError, meta
from pydantic import AfterValidator, Field

from bot.coaching.playbook import conditions
from bot.coaching.playbook.trusted import is_trusted

LEFT_EMPTY = "…"  # what a text shows for an answer that is not there


class Person(str):
    """Somebody, by id; compares as the id that it is."""


class Chosen(str):
    """An answer that was chosen: reads as what people read, compares as the value that conditions know."""

    value: str

    def __new__(cls, text: str, value: str) -> "Chosen":
        chosen = super().__new__(cls, text)
        chosen.value = value
        return chosen

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Chosen) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other  # text has its own

    def __hash__(self) -> int:
        return hash(self.value)


@dataclass(frozen=True)
class FilledText:
    """A playbook's text with the values it is filled in with, for whoever writes it to a person."""

    text: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return fill_text(self.text, self.values)


def is_plain(text: str) -> bool:
    """Return True when there is nothing to fill in: most texts need no template."""
    return "{" not in text


@lru_cache(maxsize=conditions.KEPT)
def list_names(text: str) -> frozenset[str]:
    """Return the names that a text reads: "{{ item }} is late" reads item. ValueError, in words for the author."""
    if is_plain(text):
        return frozenset()
    try:
        tree = _strict_environment().parse(text)
        names = meta.find_undeclared_variables(tree) if "{%" in text else conditions.read_names(tree)
        _compile_text(text)
        return frozenset(names)
    except TemplateSyntaxError:
        raise ValueError(
            f'"{text}" cannot be filled in. Write the name of a question in double braces, like {{{{ item }}}}'
        ) from None


def fails(text: str, values: Mapping[str, Any]) -> bool:
    """Return True when the text cannot be filled in with these values, or shows one that is not there."""
    try:
        _ = is_plain(text) or _compile_text(text).render(values)
    except conditions.FAILURES:
        return True
    return False


def fill_text(text: str, values: Mapping[str, Any]) -> str:
    """Return the text with these values in it, as plain words. What cannot be worked out stays as it is written."""
    try:
        return text if is_plain(text) else _compile_lenient(text).render(values)
    except conditions.FAILURES:
        return text


def format_spoken(value: Any) -> str:
    """Return an answer as a text shows it: a list with commas, LEFT_EMPTY for none."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Collection) and not isinstance(value, str):
        return ", ".join(map(format_spoken, value))
    return LEFT_EMPTY if value is None else str(value)


def lower_first(text: str) -> str:
    """Return the text as it stands within a sentence: "In the room" → "in the room"; "IT in the room" stays."""
    return text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def upper_first(text: str) -> str:
    """Return the text as it stands at the beginning of a sentence or a line."""
    return text[:1].upper() + text[1:]


def _require_value(value: Any) -> str:
    # For checks: a text that shows an answer that may be missing is a fault of its file (see `fails`).
    if value is None:
        raise TemplateRuntimeError("an answer that was left empty")
    return format_spoken(value)


@lru_cache(maxsize=conditions.KEPT)
def _compile_text(text: str) -> Template:
    return _strict_environment().from_string(text)


@lru_cache(maxsize=conditions.KEPT)
def _compile_lenient(text: str) -> Template:
    return _lenient_environment().from_string(text)


@cache
def _strict_environment() -> Environment:
    return conditions.get_sandbox().overlay(finalize=_require_value)


@cache
def _lenient_environment() -> Environment:
    return conditions.get_sandbox().overlay(finalize=format_spoken)


def _check_text(text: str) -> str:
    if not is_trusted():
        list_names(text)
    return text


Wording = Annotated[str, Field(min_length=1), AfterValidator(_check_text)]
