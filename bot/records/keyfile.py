"""The installation's own secret, where nobody has set ALIGN_SECRET: made once, beside the database file."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.records.private_files import close_to_others


def keep_key(path: Path) -> bytes:
    """Return the key in `path`: 32 random bytes as hex, made when there is none, readable by the owner only.

    Raise OSError where it cannot be written. Without the file nobody can tell any more that an earlier answer was the
    same person's.
    """
    if not path.exists():
        _make_key(path)
    close_to_others(path)
    return path.read_bytes().strip()


def _make_key(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    # Closed to others from the first moment on: a chmod afterwards would come too late.
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    # A link, not a rename: of two processes that start together both end up with the key of the first.
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
