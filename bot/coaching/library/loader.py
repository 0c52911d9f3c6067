"""Playbooks on disk: folders are loaded, and faults told by place in words that an author can act on."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from bot.coaching.library import cross_checks, error_messages, phrase_files, questions_file
from bot.coaching.library.checked_files import is_all_checked, name_content, read_checked
from bot.coaching.library.checks import find_faults
from bot.coaching.library.folders import blame_file, list_files, read_file
from bot.coaching.library.toml_errors import parse_toml
from bot.coaching.next_play.choice import get_place
from bot.coaching.playbook.phrases import Phrases
from bot.coaching.playbook.trusted import is_trusted, trusting
from bot.coaching.playbook.weekly_questions import FILE, WeeklyQuestion, WeeklyQuestions
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.table import SHAPES, find_shape
from bot.errors import UserError
from bot.package_data import find_folder

OURS = find_folder("playbooks")
_FILLED_IN = ("word", "version")  # by `read`, never by an author


def load_installed(own: Path | None) -> dict[str, Playbook]:
    """Return Align's playbooks, and over them those of the installation's own folder. UserError lists every fault."""
    return load_library(*_list_folders(own))


def load_installed_questions(own: Path | None) -> tuple[WeeklyQuestion, ...]:
    """Return what the check-in asks in words: of the installation's own folder, if that says so. UserError as above."""
    return questions_file.load_questions(*_list_folders(own))


def _list_folders(own: Path | None) -> list[Path]:
    return [OURS, *([own] if own else [])]


def load_library(*folders: Path, checked: frozenset[str] | None = None) -> dict[str, Playbook]:
    """Return every playbook by its word, in the order teams take them; a later folder overrides an earlier one.

    UserError lists every fault at once. `checked`: what has been found right before (`checked_files`; None: as listed).
    """
    library: dict[str, Playbook] = {}
    checked = read_checked() if checked is None else checked
    phrases, wrong, known = phrase_files.load_phrases(*folders, checked=checked)
    if wrong:  # of a playbook that names them nothing could be said
        raise UserError("\n".join(wrong))
    for folder in folders:
        try:
            listing = list_files(folder)
        except UserError as error:
            wrong.append(error.text)
            continue
        wrong += listing.faults
        for path in listing.files:
            try:
                # With other phrases a playbook may be wrong that is right with ours.
                library |= _read_entry(path, phrases, checked if known else frozenset())
            except UserError as error:
                wrong.append(error.text)
    if not (wrong or is_all_checked(folders, checked)):
        wrong += [f"{fault}{'' if fault.endswith(('.', '?')) else '.'}" for fault in cross_checks.find_faults(library)]
    if wrong:
        raise UserError("\n".join(wrong))
    return dict(sorted(library.items(), key=lambda each: (get_place(each[1]), each[0])))


def _read_entry(path: Path, phrases: Mapping[str, Phrases], checked: frozenset[str]) -> dict[str, Playbook]:
    """Return the playbook by its word. UserError for its faults, and for those of the file that is none."""
    if path.name == FILE:
        questions_file.read_questions(path)  # for its faults, so that all are told at once
        return {}
    return {path.stem: read_playbook(path, phrases, checked)}


def read_playbook(
    path: Path, phrases: Mapping[str, Phrases] | None = None, checked: frozenset[str] = frozenset()
) -> Playbook:
    """Return one playbook file, with the phrases that it names. UserError with a line for each fault: file, place, what
    is wrong, what to write. What has been `checked` before is not again.

    First what is wrong inside the tables; once each is right by itself, how they hang together.
    """
    try:
        raw = read_file(path)
        with trusting(name_content(raw) in checked):
            wrong, playbook = _parse_playbook(path.stem, raw, phrases or {})
    except RecursionError:
        wrong = ["too many brackets stand within each other. Write one table or list after the other"]
    except UserError as error:
        wrong = error.text.split("\n")
    if wrong:
        raise blame_file(path, wrong)
    return playbook


def _parse_playbook(word: str, raw: bytes, phrases: Mapping[str, Phrases]) -> tuple[list[str], Playbook]:
    """Return the faults in how its tables hang together, and the playbook. UserError with a line for each other one."""
    values = parse_toml(raw)
    wrong = [f"'{key}' is filled in for you: remove it" for key in _FILLED_IN if key in values]
    shape = find_shape(values)
    if shape is None:
        raise UserError("\n".join([*wrong, error_messages.unknown_shape(values)]))
    try:
        filled = {"word": word, "version": name_content(raw)[:12]}
        playbook = shape.model_validate({**values, **filled}, context=phrases)
    except ValidationError as error:
        raise UserError("\n".join([*wrong, *error_messages.explain_errors(error, values, shape)])) from None
    return [*wrong, *([] if is_trusted() else find_faults(playbook))], playbook


def get_search_texts(playbook: Playbook) -> tuple[list[str], str, list[tuple[str, str]]]:
    """Return what a playbook is found by: names and phrases; all else it says; questions with a reason."""
    rest = [playbook.opening or "", playbook.method, *playbook.spoken, *playbook.wordings]
    by = [playbook.word, playbook.title, playbook.summary, *playbook.synonyms]
    answers = [(question, each.why) for each in playbook.asked for question in each.questions]
    return by, " ".join([*rest, *(advice.text for advice in playbook.advice)]), answers


def make_schema() -> dict[str, Any]:
    """Return the JSON Schema of any file in a folder of playbooks, for editors that complete and check TOML."""
    any_shape: Any = reduce(or_, SHAPES.values()) | WeeklyQuestions | Phrases
    made = TypeAdapter(Annotated[any_shape, Field(discriminator="shape")]).json_schema()
    for table in made["$defs"].values():
        hidden = _FILLED_IN if "shape" in table["properties"] else ()
        table["properties"] = {
            key: _simplify_kind(kind) for key, kind in table["properties"].items() if key not in hidden
        }
        table["required"] = [key for key in table["required"] if key not in hidden]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Align playbook", **made}


def _simplify_kind(kind: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a key takes, as TOML has it: no null, and no title that only repeats the key."""
    kinds = [each for each in kind.get("anyOf", ()) if each != {"type": "null"}]
    said = {key: value for key, value in kind.items() if key not in ("anyOf", "title") and value is not None}
    return {**kinds[0], **said} if kinds else said
