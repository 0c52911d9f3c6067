"""Texts of a playbook with answers in them: Jinja2, sandboxed and strict like conditions."""

from functools import lru_cache

from jinja2 import StrictUndefined, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.clear()
    return environment


def names(text: str) -> set[str]:
    """The names that a text reads: "{{ item }} is late" reads item. ValueError, in words for the author."""
    try:
        _environment().from_string(text)
        return meta.find_undeclared_variables(_environment().parse(text))
    except TemplateSyntaxError:
        raise ValueError(
            f'"{text}" cannot be filled in. Write the name of a question in double braces, like {{{{ item }}}}'
        ) from None
