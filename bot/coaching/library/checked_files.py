"""Which of Align's own files were found right, by what they hold: checking them all again was half of every start.

The list is written with the reference (`bot.coaching.library.reference`), after every one of them has been checked. It
says nothing about a file in which anything was changed, or about an installation's own: these are checked each time.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.package_data import find_folder

LIST = find_folder("playbooks") / "checked.json"


def read_checked() -> frozenset[str]:
    """Return what `name_content` gives of the files that were found right; empty where nobody has listed any."""
    try:
        return frozenset(json.loads(LIST.read_text(encoding="utf-8")).values())
    except FileNotFoundError:
        return frozenset()


def is_all_checked(folders: Sequence[Path], checked: frozenset[str]) -> bool:
    """Return whether these folders are ours alone, and hold all that was checked and nothing else."""
    # In anybody else's folder there may be what must not be opened.
    ours = list(folders) == [LIST.parent]
    return ours and {name_content(path.read_bytes()) for path in LIST.parent.rglob("*.toml")} == checked


def name_content(raw: bytes) -> str:
    """Return what stands for what a file holds."""
    return hashlib.sha256(raw).hexdigest()


def format_list(files: Iterable[Path]) -> str:
    """Return what belongs in the list when these have been checked."""
    contents = {path.relative_to(LIST.parent).as_posix(): name_content(path.read_bytes()) for path in files}
    return json.dumps(contents, indent=2, sort_keys=True) + "\n"
