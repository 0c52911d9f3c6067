"""Playbooks on disk: load the folders, and say what is wrong and where in words an author can act on."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.coaching.playbook import PLAYBOOK, Base, Checklist, Dimension, Gate, Option, Page, Picker, Playbook, Question
from bot.errors import UserError

OURS = Path(__file__).parent.parent.parent / "playbooks"
_TABLES: tuple[type[BaseModel], ...] = (Picker, Checklist, Base, Page, Question, Option, Gate, Dimension)
_KNOWN_KEYS = sorted({key for table in _TABLES for key in table.model_fields} - {"word", "version"})


def load(*folders: Path) -> dict[str, Playbook]:
    """Every playbook by its word; a later folder overrides an earlier one. UserError lists every fault at once."""
    found: dict[str, Playbook] = {}
    faults: list[str] = []
    for folder in folders:
        if not folder.is_dir():
            faults.append(f"{folder}: no such folder. Make it, or correct ALIGN_PLAYBOOKS.")
            continue
        for path in sorted(folder.glob("*.toml")):
            try:
                found[path.stem] = read(path)
            except UserError as error:
                faults.append(error.text)
    if faults:
        raise UserError("\n".join(faults))
    return dict(sorted(found.items()))


def read(path: Path) -> Playbook:
    """One playbook file. UserError with a line for each fault: file, place, what is wrong, what to write."""
    try:
        raw = path.read_bytes()
        values = tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name}: not readable as TOML: {error}") from None
    version = hashlib.sha256(raw).hexdigest()[:12]
    try:
        return PLAYBOOK.validate_python({**values, "word": path.stem, "version": version})
    except ValidationError as error:
        raise UserError("\n".join(_sentences(path.name, error, values))) from None


def schema() -> dict[str, Any]:
    """The JSON Schema of a playbook file, for editors that complete and check TOML."""
    made = PLAYBOOK.json_schema()
    for table in made["$defs"].values():
        for key in ("word", "version"):
            if key in table.get("properties", {}) and "shape" in table["properties"]:
                del table["properties"][key]
                table["required"].remove(key)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Align playbook", **made}


def _sentences(file: str, error: ValidationError, values: Mapping[str, Any]) -> Iterable[str]:
    for fault in error.errors():
        steps = [step for step in fault["loc"] if step not in ("picker", "checklist")]
        place = _place(steps, values)
        yield f"{file}: {place}{_mend(fault['type'], fault['msg'], steps, fault.get('ctx', {}))}"


def _place(steps: list[int | str], values: Any) -> str:
    """`page 2, question 'owner', ` from ('page', 1, 'question', 0, …): numbered as people count."""
    words: list[str] = []
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        values = _inside(values, step)
        if isinstance(step, int):
            name = values.get("name") or values.get("title") if isinstance(values, dict) else None
            words[-1] += f" {name!r}" if name else f" {step + 1}"
        elif following is not None or isinstance(values, dict | list):
            words.append(str(step))
    return "".join(f"{word}, " for word in words)


def _inside(values: Any, step: int | str) -> Any:
    try:
        return values[step]
    except (KeyError, IndexError, TypeError):
        return None


def _mend(kind: str, message: str, steps: list[int | str], context: Mapping[str, Any]) -> str:
    key = steps[-1] if steps else ""
    if kind == "extra_forbidden":
        near = get_close_matches(str(key), _KNOWN_KEYS, n=1)
        return f"unknown key '{key}'." + (f" Did you mean '{near[0]}'?" if near else " Remove it.")
    if kind == "missing":
        return f"'{key}' is missing. Add {key} = …"
    if kind.startswith("union_tag"):
        return 'shape is missing or unknown. Write shape = "picker" or shape = "checklist".'
    if kind == "value_error":
        return str(context["error"])
    return f"'{key}': {message[0].lower()}{message[1:]}."
