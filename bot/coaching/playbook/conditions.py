"""Conditions of a playbook: Jinja2 expressions, sandboxed and strict."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.coaching.reading.mentions import mentions

KEPT = 4096  # texts and conditions whose reading is remembered: a file is read several times over while it is checked
FAILURES = (TypeError, ValueError, ArithmeticError, TemplateRuntimeError)  # what working out an expression may raise


@cache
def get_sandbox() -> ImmutableSandboxedEnvironment:
    """Return the one environment in which what authors write is worked out: strict, with nothing built in but whether a
    text `mentions` a word.
    """
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.clear()  # Jinja2's range, dict, lipsum … would be names that no page asks
    environment.filters["mentions"] = mentions
    return environment


@cache
def _compile_condition(condition: str) -> TemplateExpression:
    # By default Jinja2 makes None of what is undefined, which no longer fails.
    return get_sandbox().compile_expression(condition, undefined_to_none=False)


def _parse_condition(condition: str) -> nodes.Template:
    return get_sandbox().parse("{{ " + condition + " }}")


@lru_cache(maxsize=KEPT)
def list_names(condition: str) -> frozenset[str]:
    """Return the names a condition reads. ValueError, in words for the author, when it is no expression."""
    try:
        _compile_condition(condition)
        return read_names(_parse_condition(condition))
    except TemplateSyntaxError:
        raise ValueError(f'"{condition}" is not a condition. {_suggest_mend(condition)}') from None


def read_names(expressions: nodes.Template) -> frozenset[str]:
    """Return the names that expressions read. Not for texts with {% … %}, which may set names of their own."""
    # jinja2.meta, which knows those too, is ten times as slow, and checking a file reads every text.
    return frozenset(name.name for name in expressions.find_all(nodes.Name))


def _suggest_mend(condition: str) -> str:
    if re.search("[\u2018-\u201f]", condition):
        return "Write straight quotes: touch == 'data'"
    if re.search(r"&|\|\||\b(AND|OR|NOT)\b", condition):
        return "Write and, or, not, in small letters"
    return "Write something like: touch == 'data' (two =, text in quotes)"


def list_compared(condition: str) -> Iterator[tuple[str, Any]]:
    """Yield every (name, constant) that a condition compares: touch == 'data', pii in ['no', 'checked']."""
    for compare in _parse_condition(condition).find_all(nodes.Compare):
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        read = [side.name for side in sides if isinstance(side, nodes.Name)]
        listed = [each for side in sides for each in (side.items if isinstance(side, nodes.List) else [side])]
        for constant in listed:
            if isinstance(constant, nodes.Const):
                yield from ((name, constant.value) for name in read)


def list_sought(condition: str | None, fact: str) -> frozenset[str]:
    """Return the names that a condition looks for in a list: 'personal' in open."""
    compared = list_compared(condition) if condition and fact in list_names(condition) else ()
    return frozenset(constant for name, constant in compared if name == fact and isinstance(constant, str))


def fails(condition: str, values: Mapping[str, Any]) -> bool:
    """Return True when the condition cannot be worked out for these values, such as text compared with a number."""
    try:
        bool(_compile_condition(condition)(**values))
    except FAILURES:
        return True
    return False


def holds(condition: str | None, values: Mapping[str, Any]) -> bool:
    """Return True when the condition is true of these values; no condition always is. All its names must have a value.

    What cannot be worked out does not hold.
    """
    # A question that is not answered yet is neither more nor less than 3.
    try:
        return condition is None or bool(_compile_condition(condition)(**values))
    except FAILURES:
        return False
