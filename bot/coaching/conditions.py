"""Conditions of a playbook: Jinja2 expressions, sandboxed and strict."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, meta
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.clear()
    return environment


@cache
def _compiled(condition: str) -> TemplateExpression:
    return _environment().compile_expression(condition, undefined_to_none=False)


def names(condition: str) -> set[str]:
    """The names a condition reads. ValueError, in words for the author, when it is no expression."""
    try:
        _compiled(condition)
        return meta.find_undeclared_variables(_environment().parse("{{ " + condition + " }}"))
    except TemplateSyntaxError as error:
        raise ValueError(
            f"{condition!r} is not a condition: {error.message}. Write something like pii == 'yes'"
        ) from None


def holds(condition: str | None, values: Mapping[str, Any]) -> bool:
    """Whether the condition is true of these values; no condition always is. Names must exist (see `names`)."""
    return condition is None or bool(_compiled(condition)(**values))
