"""Where settings come from: the environment, a secret's own file, the file `.env`. The first that has one counts."""

import os
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream

from bot.errors import UserError

DOTENV = Path(".env")  # in the current folder
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "ALIGN_SECRET", "DATABASE_URL")
MOUNTED = "/run/secrets"  # where Docker and Podman put them


def read_environment() -> dict[str, str]:
    """Return what is set, name → value. What is empty is not set.

    The file of a secret has its name, in capitals or not, and lies in ALIGN_SECRETS, /run/secrets where that is not
    set. UserError names a file that cannot be read, and a line of `.env` that is not understood.
    """
    written, given = _read_dotenv(), _drop_empty(os.environ)
    folder = Path({**written, **given}.get("ALIGN_SECRETS", MOUNTED))
    return {**written, **_read_secrets(folder), **given}


def _read_dotenv() -> dict[str, str]:
    return _drop_empty(dict(_parse_dotenv(_read(DOTENV)))) if DOTENV.is_file() else {}


def _parse_dotenv(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, value) as they are written: a $ in a password means nothing."""
    for each in parse_stream(StringIO(text)):
        if each.error or (each.key and each.value is None):
            line = each.original.line
            raise UserError(f"{DOTENV}, line {line}, is not understood. Write NAME=value, a line for each.")
        if each.key and each.value:
            yield each.key, each.value


def _read_secrets(folder: Path) -> dict[str, str]:
    files = {name: path for name in SECRETS for path in (folder / name.lower(), folder / name) if path.is_file()}
    return _drop_empty({name: _read(path) for name, path in files.items()})


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise UserError(f"{path} is not text in UTF-8.") from None


def _drop_empty(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value.strip()}
