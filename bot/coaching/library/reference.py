"""Texts generated from the models: the reference in docs/playbooks.md, and playbooks/schema.json for editors; and the
list of the playbooks that were found right.

Write them anew after a change of the models or of a playbook: python -m bot.coaching.library.reference
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.coaching.library import checked_files, loader
from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.phrases import Phrases
from bot.coaching.playbook.weekly_questions import FILE, WeeklyQuestions
from bot.coaching.shapes.table import SHAPES, list_tables

DOCS = loader.OURS.parent / "docs" / "playbooks.md"
SCHEMA = loader.OURS / "schema.json"
START, END = "<!-- reference: generated, do not edit below -->\n", "<!-- end of the reference -->\n"
HEAD = ("| key | needed | takes | what it means |", "|---|---|---|---|")


def write_reference() -> None:
    """Bring the committed reference and schema up to date."""
    DOCS.write_text(refresh_document(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMA.write_text(format_schema(), encoding="utf-8")
    checked_files.LIST.write_text(format_checked(), encoding="utf-8")


def format_checked() -> str:
    """Return what belongs in playbooks/checked.json. UserError where a file is not right."""
    loader.load_library(loader.OURS, checked=frozenset())
    return checked_files.format_list(loader.OURS.rglob("*.toml"))


def format_schema() -> str:
    """Return what belongs in playbooks/schema.json."""
    return json.dumps(loader.make_schema(), indent=2, ensure_ascii=False) + "\n"


def refresh_document(document: str) -> str:
    """Return the document with its reference as it should be. ValueError when it has no place for one."""
    before, after = document.index(START) + len(START), document.index(END)
    return document[:before] + "\n" + format_reference() + "\n" + document[after:]


def format_reference() -> str:
    """Return every table and key of a playbook file, in Markdown."""
    parts = loader.make_schema()["$defs"]
    tops = [
        _format_section(f'The top of a file with `shape = "{shape}"`', _own_part(parts[model.__name__]), "")
        for shape, model in SHAPES.items()
    ]
    below = {header: table for shape in SHAPES.values() for header, table in list_tables(shape).items() if header}
    rest = [_format_section(f"`[[{header}]]`", parts[table.__name__], header) for header, table in below.items()]
    questions = [
        _format_section(
            f"`[[{header}]]` of `{FILE}`" if header else f"The file `{FILE}`", parts[table.__name__], header
        )
        for header, table in list_tables(WeeklyQuestions).items()
    ]
    phrases = _format_section("The top of a file in `phrases/`", parts[Phrases.__name__], "")
    every = _format_section("The top of every file", _shared_part(parts), "")
    return "\n".join([every, *tops, *rest, phrases, *questions])


def _shared_part(parts: Mapping[str, Any]) -> dict[str, Any]:
    first = parts[next(iter(SHAPES.values())).__name__]
    keys = {key: kind for key, kind in first["properties"].items() if key in PlaybookModel.model_fields}
    shape = {"enum": list(SHAPES), "description": "What kind of playbook this is; see below."}
    return {
        "description": "What every shape has.",
        "properties": {"shape": shape, **keys},
        "required": first["required"],
    }


def _own_part(part: Mapping[str, Any]) -> dict[str, Any]:
    known = {"shape", *PlaybookModel.model_fields}
    return {**part, "properties": {key: kind for key, kind in part["properties"].items() if key not in known}}


def _format_section(title: str, part: Mapping[str, Any], header: str) -> str:
    rows = [_format_row(key, kind, header, needed=key in part["required"]) for key, kind in part["properties"].items()]
    return "\n".join([f"### {title}", "", part["description"], "", *HEAD, *rows, ""])


def _format_row(key: str, kind: Mapping[str, Any], header: str, *, needed: bool) -> str:
    takes = _describe_value(kind, f"{header}.{key}".lstrip("."))
    means = kind["description"].replace("|", "\\|")  # which would begin a new cell
    return f"| `{key}` | {'yes' if needed else ''} | {takes} | {means} |"


def _describe_value(kind: Mapping[str, Any], header: str) -> str:
    return ", ".join(_list_kinds(kind, header)) + _describe_default(kind)


def _list_kinds(kind: Mapping[str, Any], header: str) -> Iterator[str]:
    if "enum" in kind:
        yield "one of " + ", ".join(f'`"{each}"`' for each in kind["enum"])
    elif kind["type"] == "array":
        yield _describe_list(kind["items"], header)
        if "maxItems" in kind:
            yield f"at most {kind['maxItems']}"
    elif kind["type"] == "boolean":
        yield "`true` or `false`"
    elif kind["type"] == "integer":
        yield "whole number"
        yield f"{kind['minimum']} to {kind['maximum']}" if "maximum" in kind else f"{kind['minimum']} or more"
    elif "examples" in kind:
        yield f"a condition, such as `{kind['examples'][0]}`"
    else:
        yield "a name: small letters, digits, `_`" if "pattern" in kind else "text"
        if "maxLength" in kind:
            yield f"at most {kind['maxLength']} characters"


def _describe_list(entry: Mapping[str, Any], header: str) -> str:
    if "$ref" in entry:
        return f"tables `[[{header}]]`"
    allowed = ", ".join(f'`"{each}"`' for each in entry.get("enum", ()))
    kind = "whole numbers" if entry["type"] == "integer" else "texts"
    return f"{kind} in square brackets{allowed and f' out of {allowed}'}"


def _describe_default(kind: Mapping[str, Any]) -> str:
    default = kind.get("default")
    return f"; `{json.dumps(default)}` if left out" if default or default is False else ""


if __name__ == "__main__":
    write_reference()
