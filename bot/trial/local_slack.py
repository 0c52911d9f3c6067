"""The local Slack: one binary from npm, fetched once, started on a port, stopped when we stop."""

import json
import platform
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import urllib3

from bot.errors import UserError

VERSION = "0.1.8"
SYSTEMS = {"linux": "linux", "darwin": "darwin", "win32": "windows"}
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
PLATFORMS = ("linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64", "windows-x64")
FETCH_SECONDS = 600
START_SECONDS = 20


def platform_package(system: str, machine: str) -> str:
    """Return the npm package for `sys.platform` and `platform.machine()`; UserError where none is built."""
    name = f"{SYSTEMS.get(system, system)}-{MACHINES.get(machine.lower(), machine)}"
    if name not in PLATFORMS:
        raise UserError(f"The local Slack is not built for {name}; it runs on {', '.join(PLATFORMS)}.")
    return f"local-slack-{name}"


def fetch_binary(folder: Path) -> Path:
    """Return the binary's path inside `folder`; fetch it with npm the first time. UserError when that fails."""
    package = platform_package(sys.platform, platform.machine())
    home = folder / f"local-slack-{VERSION}"
    binary = home / ("local-slack.exe" if sys.platform == "win32" else "local-slack")
    if not binary.exists():
        home.mkdir(parents=True, exist_ok=True)
        # In the same folder, so that the last step is a rename: a binary that is there is always whole.
        with TemporaryDirectory(dir=home) as scratch:
            _unpack_binary(_download_package(f"{package}@{VERSION}", Path(scratch)), binary.name).replace(binary)
    return binary


def _download_package(package: str, scratch: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise UserError("npm is missing: install Node.js, which brings npm, and run this again.")
    command = [npm, "pack", package, "--json", "--loglevel=silent", "--fetch-retries=1"]
    try:
        done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, timeout=FETCH_SECONDS)
    except subprocess.TimeoutExpired:
        raise UserError(f"npm could not fetch {package} in {FETCH_SECONDS} seconds: check the network.") from None
    archives = sorted(scratch.glob("*.tgz"))
    if done.returncode or not archives:
        raise UserError(f"npm could not fetch {package}; check the network. npm says: {npm_reason(done.stdout)}")
    return archives[-1]


def npm_reason(output: str) -> str:
    """Return why npm failed, in its own words, from what `npm --json` printed."""
    try:
        error = json.loads(output)["error"]
        return f"{error['code']} {error['summary']}"
    except (ValueError, KeyError, TypeError):
        return _last_words(output)


def _last_words(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing"


def _unpack_binary(archive: Path, name: str) -> Path:
    """Unpack the program `name` beside its archive; nothing else leaves the archive."""
    program = archive.with_name(name)
    try:
        with tarfile.open(archive) as tar, program.open("wb") as out:
            inside = tar.extractfile(f"package/bin/{name}")
            if inside is None:
                raise KeyError(name)
            shutil.copyfileobj(inside, out)
    except (KeyError, tarfile.TarError, EOFError) as broken:
        raise UserError(f"{archive.name} from npm is broken: it holds no {name}. Try again.") from broken
    program.chmod(0o755)
    return program


class Control:
    """The control interface of a local Slack, on a port of this machine."""

    def __init__(self, port: int) -> None:
        self.url = f"http://localhost:{port}"
        self._http = urllib3.PoolManager(retries=False, timeout=10)

    def ask(self, path: str) -> dict[str, Any]:
        """Return the answer to GET /_control/`path`."""
        found: dict[str, Any] = self._http.request("GET", f"{self.url}/_control/{path}").json()
        return found

    def tell(self, path: str, **body: object) -> dict[str, Any]:
        """Return the answer to POST /_control/`path`: when the bot has answered, or after 5 seconds without it."""
        answer: dict[str, Any] = self._http.request("POST", f"{self.url}/_control/{path}", json=body).json()
        return answer

    def answers(self) -> bool:
        try:
            self.ask("state")
        except (urllib3.exceptions.HTTPError, ValueError):
            return False
        return True

    def close(self) -> None:
        self._http.clear()


class LocalSlack:
    """The process of a local Slack, its port and its log."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.port = port
        self.control = Control(port)
        self.log = log
        self._process = process

    def gone(self) -> bool:
        """Return whether the process has ended by itself."""
        return self._process.poll() is not None

    def last_words(self) -> str:
        return _last_words(self.log.read_text(errors="replace"))

    def stop(self) -> None:
        self.control.close()
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def is_port_taken(port: int) -> bool:
    """Return whether somebody listens on this port already."""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def run_local_slack(binary: Path, config: Mapping[str, Any], port: int, folder: Path) -> Iterator[LocalSlack]:
    """Start the local Slack with `config`, wait until it answers, and stop it on the way out."""
    if is_port_taken(port):
        raise UserError(f"Port {port} is taken. Choose another one: make try PORT={port + 1}")
    folder.mkdir(parents=True, exist_ok=True)
    settings, log = folder / "company.json", folder / "local-slack.log"
    settings.write_text(json.dumps(config, indent=2, ensure_ascii=False), encoding="utf-8")
    slack = LocalSlack(port, _start_process([str(binary), "--config", str(settings), "--port", str(port)], log), log)
    try:
        _wait_until_ready(slack)
        yield slack
    finally:
        slack.stop()


def _start_process(command: list[str], log: Path) -> "subprocess.Popen[bytes]":
    # In a session of its own, so that Ctrl-C reaches us first and the bot can say goodbye before its Slack goes.
    try:
        with log.open("wb") as out:
            return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    except OSError as problem:
        raise UserError(
            f"The local Slack cannot run here: {problem.strerror}. Delete its folder to fetch it again."
        ) from problem


def _wait_until_ready(slack: LocalSlack) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not slack.control.answers():
        if slack.gone():
            raise UserError(f"The local Slack ended at once on port {slack.port}. It says: {slack.last_words()}")
        if time.monotonic() > deadline:
            raise UserError(f"The local Slack did not answer within {START_SECONDS} seconds; see {slack.log}.")
        time.sleep(0.05)
