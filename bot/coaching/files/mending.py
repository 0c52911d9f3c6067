"""What is wrong in a playbook file, in words for an author: the place, the fault, what to write."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.coaching.format.shapes import SHAPES, tables

Loc = tuple[int | str, ...]  # as pydantic tells it: ('page', 1, 'question', 0, 'ask')

_WORDS = {  # pydantic's type of error → our words
    "missing": "{key} is missing: add {key} = …",
    "string_type": '{key} must be text in quotes: {key} = "{input}"',
    "string_too_short": "{key} is empty: write something",
    "string_too_long": "{key} is too long: {max_length} characters at most, this has {length}",
    "string_pattern_mismatch": "{key} = '{input}' must be small letters, digits and _ only, a letter first, at most 40",
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
_TOML = {  # how tomllib's message begins → the mend
    "Cannot overwrite": "the same key stands here twice. Remove one",
    "Cannot declare": "the same header stands here twice. Write it in double brackets: [[page]]",
    "Expected '=' after a key": "a line must be: key = value",
    "Illegal character": 'close the text with " on the same line, or begin and end it with """',
    "Unterminated string": 'close the text with " on the same line, or begin and end it with """',
    'Expected \'"""\'': 'close the text with """',
    "Expected ']]'": "a header has two brackets on each side: [[page]]",
    "Invalid statement": "a line must be: key = value",
    "Invalid value": 'put text in straight quotes: "…"',
}


def unreadable(text: str, error: ValueError) -> str:
    """The line that is no TOML, and what is wrong with it. The place is only in the words of tomllib's message."""
    message, _, place = str(error).partition(" (at ")
    mend = next((mend for start, mend in _TOML.items() if message.startswith(start)), f"this is no TOML: {message}")
    number = re.match(r"line (\d+)", place)
    if number is None:
        return f"the file ends too early: {mend}"
    line = text.splitlines()[int(number[1]) - 1].strip()
    return f"line {number[1]} `{line}`: {mend}"


def sentences(error: ValidationError, values: Mapping[str, Any]) -> Iterator[str]:
    """One for each fault: `page 'The must-haves', question 'owner', unknown key 'knd'. Did you mean 'kind'?`"""
    for fault in error.errors():
        if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
            continue  # pydantic counts only the sound ones, and what is wrong with the others is told already
        shape, loc = fault["loc"][:1], fault["loc"][1:]  # pydantic puts the shape first
        if not shape:
            yield f"shape is missing or unknown. Write one of: {_choices(SHAPES)}"
        elif loc == ("word",):
            yield f"the file's name is the word after /align. Rename it to {_file_name(fault['input'])}"
        else:
            yield _place(loc, values) + _mend(fault, loc, tables(SHAPES[str(shape[0])]))


def _choices(words: Mapping[str, Any]) -> str:
    return ", ".join(f'shape = "{word}"' for word in words)


def _file_name(stem: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_0123456789")[:40]
    return f"{word or 'a_word'}.toml: small letters, digits and _"


def _place(loc: Loc, values: Any) -> str:
    """`page 'The must-haves', question 'owner', `: each table by its name, or numbered as people count."""
    words = ""
    for table, number in zip(loc[::2], loc[1::2], strict=False):  # a key at the end has no number
        values = values[table][number]
        words += f"{table} {_name(values, int(number))}, "
    return words


def _name(table: Any, number: int) -> str:
    named = [table[key] for key in ("name", "title", "value") if table.get(key)] if isinstance(table, dict) else []
    return repr(named[0]) if named else str(number + 1)


def _mend(fault: Any, loc: Loc, known: Mapping[str, type[BaseModel]]) -> str:
    kind, context, keys = fault["type"], fault.get("ctx", {}), [step for step in loc if isinstance(step, str)]
    key, header = keys[-1] if keys else "", ".".join(keys)
    if kind == "extra_forbidden":
        return _unknown(key, ".".join(keys[:-1]), known)
    if kind == "value_error":
        return f"{key}: {context['error']}" if loc[-1:] == (key,) else str(context["error"])
    if kind == "missing" and header in known:
        return f"at least one [[{header}]] is needed: add it"
    if kind == "tuple_type" and header not in known:
        return f'{key} is a list of texts: write {key} = ["…", "…"]'
    told = {**context, "key": key, "header": header, "input": fault["input"], "length": len(str(fault["input"]))}
    if kind == "tuple_type" and header not in known:
        return f'{key} is a list of texts: write {key} = ["…", "…"]'
    return _WORDS[kind].format(**told) if kind in _WORDS else f"{key}: {fault['msg']}"


def _unknown(key: str, header: str, known: Mapping[str, type[BaseModel]]) -> str:
    """An unknown key: misspelt, or in the wrong table, as when a line for the top of the file stands at its end."""
    homes = [home for home, table in known.items() if key in table.model_fields]
    if homes:
        places = " or ".join(f"below [[{home}]]" if home else "to the top, before the first [[…]]" for home in homes)
        return f"{key} does not belong here. Move it {places}"
    near = get_close_matches(key, known[header].model_fields, n=1)
    return f"unknown key '{key}'. " + (f"Did you mean '{near[0]}'?" if near else "Remove it")
