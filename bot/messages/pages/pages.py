"""A template and values → an HTML page. People's words are escaped once, here."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup, escape

from bot.messages.block_kit.blocks import shorten
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.render import OURS, format_count, refuse_nothing

PAGES = OURS / "pages"
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)>")  # what somebody typed is escaped


def compose_page(template: str, values: Mapping[str, Any]) -> str:
    """Fill `templates/pages/NAME.html`. Persons are mentions: whoever hands it over writes their names in."""
    return _get_environment().get_template(f"{template}.html").render(**values)


def name_people(page: str, names: Mapping[str, str]) -> str:
    """Return a page with people's names for their mentions; who has none is its owner, as far as it says."""
    return _PERSON.sub(lambda match: escape(names.get(match[1]) or "Its owner"), page)


def format_long_day(day: date) -> str:
    """Return `29 Nov 2026`: a page is read years later, and without Slack."""
    return f"{day.day} {day:%b %Y}"


def find_faults() -> list[str]:
    """Return a line for each template of a page that is no valid Jinja: file, line, fault."""
    found = []
    for path in sorted(PAGES.glob("*.html")):
        try:
            _get_environment().compile(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            found.append(f"{path.name}, line {error.lineno}: {error.message}")
    return found


@cache
def _get_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        finalize=_finalize_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: Mapping[str, Callable[..., Any]] = {
        "on": format_long_day,
        "person": mention_user,
        "short": shorten,
        "count": format_count,
    }
    environment.filters.update(filters)
    for name in (*filters, "join", "round", "int", "length"):
        environment.filters[name] = refuse_nothing(environment.filters[name])
    return environment


def _finalize_value(value: Any) -> Markup:
    if value is None:
        raise ValueError("a page prints a value that is not there")
    return escape(value)
