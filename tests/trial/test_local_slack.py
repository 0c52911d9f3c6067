"""Getting and starting the local Slack, and what a person reads when that cannot be."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.trial import company, local_slack
from tests.ports import free_port

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in programs are shell scripts")


@pytest.mark.parametrize(
    ("system", "machine", "package"),
    [
        ("linux", "x86_64", "local-slack-linux-x64"),
        ("linux", "aarch64", "local-slack-linux-arm64"),
        ("darwin", "arm64", "local-slack-darwin-arm64"),
        ("darwin", "x86_64", "local-slack-darwin-x64"),
        ("win32", "AMD64", "local-slack-windows-x64"),
    ],
)
def test_every_platform_has_its_package(system: str, machine: str, package: str) -> None:
    assert local_slack.platform_package(system, machine) == package


@pytest.mark.parametrize(("system", "machine"), [("linux", "riscv64"), ("freebsd14", "amd64"), ("win32", "ARM64")])
def test_other_platforms_are_told_which_ones_work(system: str, machine: str) -> None:
    with pytest.raises(UserError, match=r"not built for .*; it runs on linux-x64"):
        local_slack.platform_package(system, machine)


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_npm_is_named_when_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="npm is missing: install Node"):
        local_slack.fetch_binary(tmp_path / "cache")


def test_npms_own_reason_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = '{"error": {"code": "ENOTFOUND", "summary": "request failed", "detail": ""}}'
    script(tmp_path / "npm", f"echo '{answer}'; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UserError, match=r"check the network. npm says: ENOTFOUND request failed"):
        local_slack.fetch_binary(tmp_path / "cache")


def test_a_package_without_the_program_is_said_to_be_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "npm", "echo nothing > local-slack.tgz")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UserError, match=r"local-slack.tgz from npm is broken"):
        local_slack.fetch_binary(tmp_path / "cache")
    assert [left for left in (tmp_path / "cache").rglob("*") if left.is_file()] == []


def test_a_binary_that_is_there_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binary = tmp_path / f"local-slack-{local_slack.VERSION}" / "local-slack"
    binary.parent.mkdir()
    binary.write_bytes(b"")
    monkeypatch.setenv("PATH", "")
    assert local_slack.fetch_binary(tmp_path) == binary


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


def test_a_taken_port_is_named_with_the_way_to_another(tmp_path: Path, listener: int) -> None:
    binary = script(tmp_path / "local-slack", "exit 0")
    expected = f"Port {listener} is taken. Choose another one: make try PORT={listener + 1}"
    with pytest.raises(UserError, match=expected), local_slack.run_local_slack(binary, {}, listener, tmp_path):
        pass


def test_a_binary_that_ends_at_once_says_why(tmp_path: Path) -> None:
    binary = script(tmp_path / "local-slack", "echo no such config; exit 1")
    with (
        pytest.raises(UserError, match=r"ended at once on port .* It says: no such config"),
        local_slack.run_local_slack(binary, {}, free_port(), tmp_path),
    ):
        pass


def test_a_binary_that_cannot_run_here_says_why(tmp_path: Path) -> None:
    binary = tmp_path / "local-slack"
    binary.write_bytes(b"not a program")
    with (
        pytest.raises(UserError, match="cannot run here: Permission denied"),
        local_slack.run_local_slack(binary, {}, free_port(), tmp_path),
    ):
        pass


def test_the_company_is_one_that_slack_can_load() -> None:
    config = company.make_config()
    people = {person["id"] for person in config["users"]}
    for channel in config["channels"]:
        assert set(channel["members"]) - {company.BOT_USER} <= people
    assert [channel["name"] for channel in config["channels"]] == ["marketing-ops", "growth", "general"]
    assert len({name[0] for name in company.user_names().values()}) == len(people)
