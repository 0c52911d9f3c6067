"""Nobody reads the password in an address, whatever is wrong with it; nobody else opens the files."""

import logging
import os
import socket
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from bot import deadline
from bot.errors import UnavailableError, UserError
from bot.installation_check import check_installation
from bot.records.database import connect, migrate
from bot.records.health import refuse_unreachable
from bot.records.keyfile import keep_key
from bot.settings import Settings

SECRET = "hunter2secret"
MALFORMED = [
    f"postgresql://align:{SECRET}@host:port/name",
    f"postgresql://align:{SECRET}@host:99999999/name",
    f"postgresql://align:{SECRET}@ho st/name",
    f"postgresql://align:{SECRET} @host/name",
    f"postgresql://align:x@{SECRET}@host/name",
    f"postgresql://align:x/{SECRET}@host/name",
    f"postgresql://align:%zz{SECRET}@host/name",
    f"postgresql://align:%00{SECRET}@host/name",
    f"postgresql://align:{SECRET}/name",
    f"postgresql://align:{SECRET}@[host/name",
    f"postgresql://align:{SECRET}@host/name?nothing={SECRET}",
    f"postgresql://align:{SECRET}@host/name?{SECRET}",
    f"postgresql://align:{SECRET}\udce9@host/name",
    f"postgres:/align:{SECRET}@host/name",
    f"align:{SECRET}@host/name",
    f"mysql://align:{SECRET}@host/name",
]
UNREACHABLE = [
    f"postgresql://align:{SECRET}@127.0.0.1:{{port}}/name",
    f"postgresql://align:{SECRET}@/name?host=/nowhere",
    f"postgresql://align:{SECRET}@hömé.invalid:{{port}}/name",
    f"postgresql://127.0.0.1:{{port}}/name?password={SECRET}",
    f"postgresql://align:{SECRET}%40@127.0.0.1:{{port}}/name?sslmode=nonsense",
    f"postgresql://align:{SECRET}@127.0.0.1:{{port}}/name?connect_timeout=x",
]


@pytest.mark.parametrize("url", MALFORMED)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(UserError) as error:
        connect(url)
    assert SECRET not in "".join(traceback.format_exception(error.value)) + repr(error.value)
    faults = dict(check_installation({"DATABASE_URL": url}))
    assert SECRET not in str(faults)
    assert "DATABASE_URL" in str(faults)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize("url", UNREACHABLE)
def test_an_address_where_nobody_is(url: str, port: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with deadline.within(0.6):
        db = connect(url.format(port=port))
        with pytest.raises(UnavailableError) as outage:
            db.query("SELECT 1")
        with pytest.raises(UserError) as error:
            refuse_unreachable(db)
    shown = [
        str(outage.value),
        error.value.text,
        repr(db),
        repr(Settings.read({"DATABASE_URL": url.format(port=port)})),
    ]
    shown += ["".join(traceback.format_exception(each.value)) for each in (outage, error)]
    db.close()
    assert SECRET not in "\n".join([*shown, caplog.text])


def test_no_process_shows_it(tmp_path: Path) -> None:
    """The whole command, with all that it writes."""
    for url in (MALFORMED[0], MALFORMED[5], MALFORMED[8]):
        environ = {**os.environ, "DATABASE_URL": url, "SLACK_BOT_TOKEN": "xoxb-1", "ALIGN_SECRET": "x" * 32}
        done = subprocess.run(
            [sys.executable, "-m", "bot", "migrate"], env=environ, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 2
        assert SECRET not in done.stdout + done.stderr


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


@pytest.fixture
def open_to_all() -> None:
    """The mask with which new files can be read by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_files_are_for_their_owner_only(tmp_path: Path, open_to_all: None, caplog: pytest.LogCaptureFixture) -> None:
    db = connect(f"sqlite:///{tmp_path}/align.db")
    migrate(db)
    keep_key(tmp_path / "align.key")
    assert modes(tmp_path) == dict.fromkeys(["align.db", "align.db-wal", "align.db-shm", "align.key"], 0o600)
    db.close()
    assert caplog.messages == []


def test_files_that_were_open_are_closed_and_that_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = connect(f"sqlite:///{tmp_path}/align.db")
    migrate(first)
    keep_key(tmp_path / "align.key")
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    for _ in range(2):
        db = connect(f"sqlite:///{tmp_path}/align.db")
        db.query("SELECT 1")
        db.close()
        keep_key(tmp_path / "align.key")
    first.close()
    assert set(modes(tmp_path).values()) == {0o600}
    assert sorted(each.partition(" ")[0].rpartition("/")[2] for each in caplog.messages) == [
        "align.db",
        "align.db-shm",
        "align.db-wal",
        "align.key",
    ]
