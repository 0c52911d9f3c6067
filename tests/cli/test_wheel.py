"""What is installed from a wheel works from any folder, with everything that it needs inside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.standin import Slack

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, built as an installer builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    build(folder, "wheel")
    (built,) = folder.glob("*.whl")
    return built


def build(folder: Path, target: str) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel was unpacked to, which is all that installing one without dependencies does."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, cwd: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `align` as installed there: the checkout is not looked at."""
    code = "import sys; from bot.__main__ import main; sys.exit(main(prog_name='align'))"
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), **variables}
    command = [sys.executable, "-P", "-c", code, *words]
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=60)


def test_a_wheel_carries_every_playbook_and_template(installed: Path) -> None:
    for folder in ("playbooks", "templates"):
        ours = sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
        inside = [path.relative_to(installed / "bot") for path in (installed / "bot" / folder).rglob("*")]
        assert ours and sorted(path for path in inside if (installed / "bot" / path).is_file()) == ours


def test_a_source_archive_carries_them_too(tmp_path: Path) -> None:
    build(tmp_path, "sdist")
    (archive,) = tmp_path.glob("*.tar.gz")
    names = subprocess.run(["tar", "-tzf", archive], check=True, capture_output=True, text=True).stdout
    for path in (
        "playbooks/pilot.toml",
        "playbooks/schema.json",
        "playbooks/phrases/pitches.toml",
        "templates/away.md",
        "manifest.json",
        "LICENSE",
    ):
        assert f"/{path}\n" in names


def test_it_checks_itself_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    environ = pretend_no_matplotlib(tmp_path, installed)
    checked = run(installed, tmp_path, "check", SLACK_SIGNING_SECRET="x" * 32, **environ)
    assert "✓ playbooks" in checked.stdout and "✓ templates" in checked.stdout, checked.stdout + checked.stderr
    assert "✗ charts: Slack’s own, pictures where a workspace shows none\n    Pictures of charts need" in checked.stdout
    assert "pip install 'align-coach[charts]'" in checked.stdout


def pretend_no_matplotlib(folder: Path, installed: Path) -> dict[str, str]:
    """The environment of somebody who wants pictures without the library that draws them."""
    (folder / "matplotlib.py").write_text("raise ImportError('not here')\n")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{installed}", "ALIGN_CHARTS": "picture"}


def test_its_manifest_is_the_committed_one(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "manifest").stdout == (ROOT / "manifest.json").read_text()


@pytest.mark.parametrize("command", ["try", "run", "migrate"])
def test_its_commands_are_there(installed: Path, tmp_path: Path, command: str) -> None:
    assert f"Usage: align {command}" in run(installed, tmp_path, command, "--help").stdout


def test_an_installation_without_templates_says_so(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.startswith("bot/templates/")]
        archive.extractall(tmp_path / "broken", names)
    checked = run(tmp_path / "broken", tmp_path, "check", SLACK_SIGNING_SECRET="x" * 32)
    assert "this installation is not complete. Install Align again." in checked.stdout


def test_what_an_extra_brings_and_is_not_there_is_said_in_words(installed: Path, tmp_path: Path) -> None:
    for library in ("psycopg", "prometheus_client"):
        (tmp_path / f"{library}.py").write_text("raise ImportError('not here')\n")
    environ = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{installed}"}
    migrated = run(installed, tmp_path, "migrate", DATABASE_URL="postgresql://align@localhost/align", **environ)
    assert "pip install 'align-coach[postgresql]'" in migrated.stderr
    assert "Traceback" not in migrated.stderr
    checked = run(installed, tmp_path, "check", ALIGN_METRICS_PORT="9464", **environ)
    assert "pip install 'align-coach[metrics]'" in checked.stdout


def test_the_start_says_that_pictures_lack_their_library(installed: Path, tmp_path: Path, slack: Slack) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": slack.url}
    started = run(installed, tmp_path, "run", **tokens, **pretend_no_matplotlib(tmp_path, installed))
    assert started.returncode == 2, "Slack refuses the token"
    assert "ALIGN_CHARTS=picture: Pictures of charts need the extra charts" in started.stderr
