"""Files for nobody but the user who runs the bot."""

import logging
import os
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077  # what group and others may do
BESIDE = ("-wal", "-shm")  # what SQLite keeps beside a database, with the mode that this one has
log = logging.getLogger(__name__)


def make_private(path: Path) -> None:
    """Make the file where there is none, for its owner only; close one that was open to others, and log that."""
    # Closed from the first moment on: a chmod afterwards would come too late. What cannot be opened says so when used.
    with suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    for each in (path, *(path.with_name(path.name + end) for end in BESIDE)):
        close_to_others(each)


def close_to_others(path: Path) -> None:
    """Take from others what they may do with this file, and log that; nothing where there is no file."""
    try:
        if os.name == "posix" and path.stat().st_mode & OTHERS:
            path.chmod(0o600)
            log.warning("%s could be opened by others on this machine; now only by the user who runs Align.", path)
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("%s can be opened by others on this machine: %s. Run chmod 600.", path, error.strerror)
