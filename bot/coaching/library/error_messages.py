"""Faults of a playbook file, in words for an author: the place, the fault, what to write."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args
from unicodedata import combining, normalize

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.coaching.playbook.questions import OPTION
from bot.coaching.playbook.weekly_questions import FILE, SHAPE
from bot.coaching.shapes.table import SHAPES, list_tables

Loc = tuple[int | str, ...]  # as pydantic has it: ('page', 1, 'question', 0, 'ask')

_WORDS = {  # pydantic's type of error → our words
    "missing": "{key} is missing: add {key} = …",
    "string_type": '{key} must be text in quotes: {key} = "{input}"',
    "string_too_short": "{key} is empty: write something",
    "string_too_long": "{key} is too long: {max_length} characters at most, this has {length}",
    "string_pattern_mismatch": "{key} = '{input}' must be small letters, digits and _ only. Write {key} = \"{word}\"",
    "enum": "{key} = '{input}' is unknown. Write one of: {expected}",
    "literal_error": "{key} = '{input}' is unknown. Write one of: {expected}",
    "int_type": "{key} must be a whole number without quotes",
    "int_parsing": "{key} must be a whole number without quotes",
    "int_from_float": "{key} must be a whole number",
    "bool_type": "{key} must be true or false, without quotes",
    "bool_parsing": "{key} must be true or false, without quotes",
    "greater_than_equal": "{key} = {input} is too low: {ge} at least",
    "less_than_equal": "{key} = {input} is too high: {le} at most",
    "too_short": "at least {min_length} [[{header}]] is needed: add one",
    "too_long": "too many [[{header}]]: {max_length} at most, these are {actual_length}",
    "tuple_type": "{key} is a list of tables: write [[{header}]] in double brackets",
    "model_type": "{key} must be a table: write [[{header}]] and its keys below",
}
_NO_LIST, _IN_BRACES = ("tuple_type", "too_short", "too_long"), ("tuple_type", "model_type")


def explain_errors(error: ValidationError, values: Mapping[str, Any], model: type[BaseModel]) -> list[str]:
    """Return one for each fault: `page 'The must-haves', question 'owner', unknown key 'knd'. Did you mean 'kind'?`"""
    faults, known = error.errors(), list_tables(model)
    return list(dict.fromkeys(_explain_error(fault, values, known) for fault in faults if not _is_said(fault, faults)))


def _is_said(fault: ErrorDetails, faults: Iterable[ErrorDetails]) -> bool:
    """Return True when another fault says it already."""
    *table, key = fault["loc"] or [""]
    if fault["type"] == "too_short":  # pydantic counts only the sound ones
        return bool(len(fault["input"]) >= fault["ctx"]["min_length"])
    if fault["type"] != "missing":
        return False
    misspelt = [str(f["loc"][-1]) for f in faults if f["type"] == "extra_forbidden" and list(f["loc"][:-1]) == table]
    return any(get_close_matches(unknown, [str(key)]) for unknown in misspelt)


def _explain_error(fault: ErrorDetails, values: Mapping[str, Any], known: Mapping[str, type[BaseModel]]) -> str:
    loc = fault["loc"]
    if loc == ("word",):
        better = f"{_suggest_word(fault['input'])}.toml: small letters, digits and _"
        return f"the file's name is the word after /align. Rename it to {better}"
    where = loc[:-2] if fault["type"] == "model_type" else loc
    return _describe_place(where, values, known) + _suggest_mend(fault, loc, known)


def unknown_shape(values: Mapping[str, Any]) -> str:
    """Return what to say of a file without a shape that a playbook can have."""
    if values.get("shape") == SHAPE:
        return f'shape = "{SHAPE}" is for the one file {FILE}. Rename this one'
    if values.get("shape") == "phrases":
        return "what texts are read for stands in the folder phrases. Move this file there"
    return "shape is missing or unknown. Write one of: " + ", ".join(f'shape = "{word}"' for word in SHAPES)


def _suggest_word(text: str) -> str:
    # Letters without their accents: ü is u and a mark in Unicode's long form. Of other scripts none is left.
    plain = "".join(each for each in normalize("NFKD", str(text).casefold()) if not combining(each))
    return re.sub(r"[^a-z0-9]+", "_", plain).lstrip("_0123456789")[:40].strip("_") or "a_word"


def _describe_place(loc: Loc, values: Any, known: Mapping[str, object]) -> str:
    """Return the way to a table, such as `page 'The must-haves', question 'owner', `: by names, or numbered from 1."""
    words, header = "", ""
    for table, number in zip(loc[::2], loc[1::2], strict=False):  # a key at the end has no number
        values, header = values[table][number], f"{header}.{table}".lstrip(".")
        words += f"{table} {_describe_table(values, int(number))}, " if header in known else ""
    return words


def _describe_table(table: Any, number: int) -> str:
    named = [table[key] for key in ("name", "title", "value") if table.get(key)] if isinstance(table, dict) else []
    return repr(named[0]) if named else str(number + 1)


def _suggest_mend(fault: ErrorDetails, loc: Loc, known: Mapping[str, type[BaseModel]]) -> str:
    kind, context, keys = fault["type"], fault.get("ctx", {}), [step for step in loc if isinstance(step, str)]
    key, header = keys[-1] if keys else "", ".".join(keys)
    if kind == "extra_forbidden":
        return _explain_unknown(key, ".".join(keys[:-1]), known)
    if kind == "value_error":
        return f"{key}: {context['error']}" if loc[-1:] == (key,) else str(context["error"])
    if kind == "missing" and header in known:
        return f"at least one [[{header}]] is needed: add it"
    if kind in _NO_LIST and header not in known:
        return (
            f"{key} is a list: write {key} = {_example_list(known['.'.join(keys[:-1])].model_fields[key].annotation)}"
        )
    if kind in _IN_BRACES and key in ("option", "options"):
        return f"each answer has a value and a text: write {key} = [{OPTION}, …]"
    values = {"key": key, "header": header, "input": fault["input"], "word": _suggest_word(fault["input"])}
    values |= {**context, "length": len(str(fault["input"]))}
    return _WORDS[kind].format(**values) if kind in _WORDS else f"{key}: {fault['msg']}"


def _example_list(annotation: Any) -> str:
    """Return an example of a list of plain values: whole numbers or texts."""
    entry = get_args(annotation)[0]
    return "[30, 60]" if int in (entry, *get_args(entry)) else '["…", "…"]'


def _explain_unknown(key: str, header: str, known: Mapping[str, type[BaseModel]]) -> str:
    """Return what to do about a key that is misspelt or in the wrong table."""
    # Mostly a line for the top of the file that was added at its end: in TOML it belongs to the last table then.
    longer = [each for each in known if each.endswith(f".{key}")]
    if longer and not header:
        return f"[[{key}]] is written [[{longer[0]}]]"
    homes = [home for home, table in known.items() if key in table.model_fields]
    if homes:
        places = " or ".join(f"below [[{home}]]" if home else "to the top, before the first [[…]]" for home in homes)
        return f"{key} does not belong here. Move it {places}"
    near = get_close_matches(key, known[header].model_fields, n=1)
    return f"unknown key '{key}'. " + (f"Did you mean '{near[0]}'?" if near else "Remove it")
