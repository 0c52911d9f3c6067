"""Folders of playbooks: which files in them are playbooks, and what they hold. Nothing else there is ever opened."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError

LARGEST = 1_000_000  # bytes of a file; ours have 30,000
LONGEST_LINE = 20_000  # characters
DOTS = 50  # in a key
_ENDING = ".toml"


@dataclass(frozen=True)
class Listing:
    """The playbooks of a folder, and a line for each file that looks like one and is not named as one."""

    files: tuple[Path, ...]
    faults: tuple[str, ...]


def list_files(folder: Path) -> Listing:
    """Return what is in a folder. What nobody wrote as a playbook is passed over: hidden files, folders, pipes, and
    what editors leave beside a file. UserError when there is no such folder.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith((".", "#", "~$")))
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"{folder}: no such folder. Make it, or correct ALIGN_PLAYBOOKS.") from None
    except OSError as error:
        raise UserError(f"{folder}: I cannot look into it ({error.strerror}). Let the bot's user read it.") from None
    files = [folder / name for name in names if name.endswith(_ENDING) and _may_be_file(folder / name)]
    return Listing(tuple(files), tuple(_find_misnamed(names)))


def blame_file(path: Path, faults: Iterable[str]) -> UserError:
    """Return the error with a line for each fault of a file, as sentences that begin with its name."""
    return UserError("\n".join(f"{name_file(path)}: {fault}{'' if fault.endswith('?') else '.'}" for fault in faults))


def name_file(path: Path) -> str:
    """Return a file's name as a line can show it."""
    return "".join(letter if letter.isprintable() else "�" for letter in path.name)


def read_file(path: Path) -> bytes:
    """Return what the file holds. UserError when it cannot be read, is too large or is no text."""
    try:
        # Without waiting: what was a file a moment ago may be a pipe by now, which nobody writes to.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            raw = file.read(LARGEST + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b"\0"
    except FileNotFoundError:
        raise UserError("it is a link that leads nowhere. Mend the link or remove it") from None
    except OSError as error:
        raise UserError(f"I cannot read it ({error.strerror}). Mend that, or remove the file") from None
    _refuse_foreign(raw)
    return raw


def refuse_long_lines(text: str) -> None:
    """Raise UserError for what would take minutes to parse."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            raise UserError(f'line {number} is too long. Write a long text on several lines, between """ and """')
        if line.partition("=")[0].count(".") > DOTS and not line.lstrip().startswith("#"):
            raise UserError(f"line {number} has a key of too many parts. Write key = value")


def _refuse_foreign(raw: bytes) -> None:
    if len(raw) > LARGEST:
        raise UserError(f"it is too large: {LARGEST:,} bytes at most. A playbook is one small text file")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError("this is not UTF-8. Save it again with the encoding UTF-8")
    if b"\0" in raw:
        raise UserError("this is no text. Put the playbook here, or remove the file")


def _may_be_file(path: Path) -> bool:
    """Return False for a folder, a pipe or a socket; True for a file, and for what cannot be told before reading."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _find_misnamed(names: list[str]) -> Iterator[str]:
    """Yield a line for each playbook that an editor or a desktop has named otherwise; some do not show the ending."""
    for name in names:
        stem, _, rest = name.partition(".")
        if not name.endswith(_ENDING) and rest.lower() in ("toml", "toml.txt"):
            wanted = "end in .toml, in small letters" if rest.lower() == "toml" else "end in .toml"
            better = name_file(Path(f"{stem.lower()}.toml"))
            yield f"{name_file(Path(name))}: I read files that {wanted}. Rename it to {better}."
