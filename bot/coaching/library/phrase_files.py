"""The folder `phrases` in a folder of playbooks: what texts are read for, in files that playbooks name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.coaching.library import error_messages
from bot.coaching.library.checked_files import name_content
from bot.coaching.library.folders import blame_file, list_files, read_file
from bot.coaching.library.toml_errors import parse_toml
from bot.coaching.playbook import phrase_checks
from bot.coaching.playbook.phrases import Phrases
from bot.errors import UserError

FOLDER = "phrases"


def load_phrases(*folders: Path, checked: frozenset[str]) -> tuple[dict[str, Phrases], list[str], bool]:
    """Return the phrases by the name of their file, with what others add to them, every fault, and whether all of it
    has been `checked` before.

    A file of a later folder replaces one of the same name of an earlier folder.
    """
    read: dict[str, Phrases] = {}
    wrong: list[str] = []
    known = True
    for folder in folders:
        if (folder / FOLDER).is_dir():
            listing = list_files(folder / FOLDER)
            wrong += listing.faults
            for path in listing.files:
                try:
                    read[path.stem], content = _read_phrases(path)
                    known = known and content in checked
                except UserError as error:
                    wrong += (f"{FOLDER}/{line}" for line in error.text.split("\n"))
    return _add_together(read), wrong or ([] if known else list(_find_faults(read))), known


def _read_phrases(path: Path) -> tuple[Phrases, str]:
    """Return one file, and what stands for what it holds. UserError with a line for each fault in its tables."""
    try:
        raw = read_file(path)
        return _check_values(parse_toml(raw)), name_content(raw)
    except RecursionError:
        raise blame_file(path, ["too many brackets stand within each other"]) from None
    except UserError as error:
        raise blame_file(path, error.text.split("\n")) from None


def _check_values(values: dict[str, Any]) -> Phrases:
    try:
        return Phrases.model_validate(values)
    except ValidationError as error:
        raise UserError("\n".join(error_messages.explain_errors(error, values, Phrases))) from None


def _add_together(read: dict[str, Phrases]) -> dict[str, Phrases]:
    together = {name: phrases for name, phrases in read.items() if phrases.adds_to is None}
    for phrases in read.values():
        if phrases.adds_to in together:
            together[phrases.adds_to] = together[phrases.adds_to].add(phrases)
    return together


def _find_faults(read: dict[str, Phrases]) -> Iterator[str]:
    """Yield file, place, what is wrong, what to write."""
    bases = [name for name, phrases in read.items() if phrases.adds_to is None]
    for name, phrases in read.items():
        if phrases.adds_to and phrases.adds_to not in bases:
            there = ", ".join(bases) or "none"
            yield f"{FOLDER}/{name}.toml: adds_to = '{phrases.adds_to}' names no file. There are: {there}."
            continue
        shared = read[phrases.adds_to].slot if phrases.adds_to else ()
        faults = phrase_checks.find_faults(phrases.slot, phrases.wordings, shared)
        yield from (f"{FOLDER}/{name}.toml: {fault}." for fault in faults)
