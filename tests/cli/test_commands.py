"""What the commands say, and how they end."""

import re
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.ports import free_port
from tests.standin import BOT_TOKEN, Slack

NAMES = (
    "SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET SLACK_API_URL DATABASE_URL PORT ALIGN_SECRET "
    "ALIGN_CHARTS ALIGN_PLAYBOOKS WEB_CONCURRENCY ALIGN_METRICS_PORT ALIGN_METRICS_HOST"
)
Align = Callable[..., Result]


@pytest.fixture
def align(tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> Align:
    """Type `align WORDS` in an empty folder, where the environment is what the test says and Slack is played."""
    monkeypatch.chdir(tmp_path)

    def align(words: str, **environ: str) -> Result:
        blank: dict[str, str | None] = {name: None for name in NAMES.split()}
        return CliRunner().invoke(main, words.split(), env={**blank, "SLACK_API_URL": slack.url, **environ})

    return align


def test_migrate_makes_the_database_once(align: Align) -> None:
    first, second = align("migrate"), align("migrate")
    assert (first.exit_code, first.output.split()[0]) == (0, "applied")
    assert (second.exit_code, second.output) == (0, "The database is up to date.\n")


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        ("run", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ("web", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        ("clock", ["SLACK_BOT_TOKEN"]),
    ],
)
def test_what_is_missing_is_named_without_a_traceback(align: Align, command: str, missing: list[str]) -> None:
    refused = align(command)
    assert refused.exit_code == 2
    assert [line.split()[0] for line in refused.stderr.splitlines()] == missing
    assert refused.stdout == ""


@pytest.mark.parametrize("command", ["web", "clock"])
def test_nothing_serves_a_database_that_is_not_up_to_date(align: Align, command: str) -> None:
    refused = align(command, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET="s")
    assert (refused.exit_code, refused.stderr) == (2, "The database is not up to date: run `align migrate` first.\n")


@pytest.mark.parametrize("command", ["run", "web", "clock", "migrate"])
def test_nothing_works_with_the_tables_of_another_version(align: Align, tmp_path: Path, command: str) -> None:
    align("migrate")
    with sqlite3.connect(tmp_path / "align.db") as db:
        db.execute("DROP TABLE events")
    db.close()
    found = align("check", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN="xapp-1")
    refused = align(command, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN="xapp-1", SLACK_SIGNING_SECRET="s")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "no table events" in refused.stderr.splitlines()[-1]
    assert refused.stderr.splitlines()[-1] in found.output


# Each command that opens the database, and those that do not, or copy its file as it is.
OPENING = (
    *("run", "web", "clock", "migrate", "audit", "forget T1", "export", "report page.html", "peers list"),
    *("mcp --user U1", "demo", "copy --from sqlite:///align.db --to sqlite:///other.db"),
)
APART = {"try", "check", "backup", "restore", "next", "pitch", "ask", "questions", "when", "manifest", "simulate"}


def test_nothing_works_with_what_a_newer_version_has_made(align: Align, tmp_path: Path) -> None:
    align("migrate")
    with sqlite3.connect(tmp_path / "align.db") as db:
        db.execute("INSERT INTO migrations VALUES ('999_later', '2027')")
    db.close()
    said = "A newer version of Align has worked with this database (999_later). Install that version or a later one"
    tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"}
    for command in OPENING:
        refused = align(command, **tokens)
        assert (refused.exit_code, said in refused.stderr) == (2, True), command
    assert f"✗ database\n    {said}" in align("check", **tokens).output
    assert {each.split()[0] for each in OPENING} | APART == set(main.commands)


def test_check_says_when_the_database_takes_nothing(align: Align, tmp_path: Path) -> None:
    align("migrate")
    other = sqlite3.connect(tmp_path / "align.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    found = align("check", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET="s")
    other.close()
    assert "✗ database\n    The database cannot be written: database is locked. Look at its rights" in found.output


@pytest.mark.parametrize("command", ["run", "migrate", "export"])
def test_a_database_that_is_none_is_said_in_words(align: Align, tmp_path: Path, command: str) -> None:
    (tmp_path / "align.db").write_text("a letter to a friend\n" * 1000)
    refused = align(command, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN="xapp-1")
    assert refused.stdout == ""
    assert "The database does not answer: file is not a database. " in refused.stderr


def test_run_says_that_slack_refuses_the_token(align: Align, tmp_path: Path, slack: Slack) -> None:
    slack.fails("apps.connections.open", error="invalid_auth")
    refused = align("run", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN="xapp-wrong")
    assert (refused.exit_code, "SLACK_APP_TOKEN: invalid_auth" in refused.stderr) == (2, True)
    assert (tmp_path / "align.key").stat().st_mode & 0o777 == 0o600


def test_check_finds_nothing_wrong(align: Align) -> None:
    align("migrate")
    found = align("check", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET="s", PORT=str(free_port()))
    assert found.output.splitlines() == [
        "✓ settings",
        "✓ bot token and scopes",
        "✓ way of messages",
        "✓ port",
        "✓ database",
        "✓ playbooks",
        "✓ templates",
        "✓ charts: Slack’s own, words where a workspace shows none",
    ]
    assert found.exit_code == 0


def test_check_says_when_a_port_is_taken(align: Align) -> None:
    """And by whom: what listens here answers nothing that Align would."""
    first, second = free_port(), free_port()
    given = {"SLACK_BOT_TOKEN": BOT_TOKEN, "PORT": str(first), "ALIGN_METRICS_PORT": str(second)}
    with socket.create_server(("127.0.0.1", first)) as one, socket.create_server(("127.0.0.1", second)) as other:
        for each in (one, other):
            Thread(target=lambda door: door.accept()[0].close(), args=(each,), daemon=True).start()
        found = align("check", SLACK_SIGNING_SECRET="s", **given)
        refused = align("run", SLACK_APP_TOKEN="xapp-1", **given)
    words = "Nothing can listen at 127.0.0.1:{}: Address already in use. Stop what listens there"
    assert f"✗ port\n    {words.format(first)}" in found.output
    assert f"✗ metrics\n    {words.format(second)}" in found.output
    assert (refused.exit_code, refused.stderr.startswith(words.format(second))) == (2, True)
    assert "✓ metrics" in align("check", SLACK_APP_TOKEN="xapp-1", **given).output


def test_check_misses_a_clock_that_has_died(align: Align, tmp_path: Path) -> None:
    align("migrate")
    with sqlite3.connect(tmp_path / "align.db") as db:
        db.execute("INSERT INTO heartbeats VALUES ('web-1:42', '2026-11-02T09:30:00.000Z')")
    db.close()
    found = align("check", SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET="s")
    assert "✗ database\n    The clock on web-1 (process 42) last ticked on 2026-11-02 at 09:30 UTC" in found.output


def test_check_names_every_fault_at_once_each_with_its_mend(align: Align, tmp_path: Path, slack: Slack) -> None:
    sqlite3.connect(tmp_path / "align.db").close()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "retro.toml").write_text("shape = 'picker'")
    (tmp_path / "align.db").touch()
    slack.workspace.scopes.remove("users:read")
    found = align("check", SLACK_BOT_TOKEN=BOT_TOKEN, PORT="http", ALIGN_PLAYBOOKS=str(tmp_path / "mine"))
    assert found.exit_code == 1
    for words in (
        "✗ settings",
        "PORT is not a whole number",
        "Set SLACK_APP_TOKEN for `align run`",
        "SLACK_BOT_TOKEN lacks users:read. Paste the output of `align manifest`",
        "Run `align migrate`.",
        "✗ playbooks",
        "retro.toml",
    ):
        assert words in found.output


def test_check_says_when_slack_refuses_or_is_not_there(align: Align) -> None:
    refused = align("check", SLACK_BOT_TOKEN="xoxb-another", SLACK_SIGNING_SECRET="s")
    assert "Slack refuses SLACK_BOT_TOKEN: invalid_auth." in refused.output
    nobody = align("check", SLACK_BOT_TOKEN="xoxb-another", SLACK_API_URL="http://127.0.0.1:9/api/")
    assert "http://127.0.0.1:9/api/ cannot be reached" in nobody.output
    assert "✗ way of messages\n    Messages do not get to Slack: ConnectionRefusedError" in nobody.output


def test_manifest_refuses_an_address_that_slack_would_refuse(align: Align) -> None:
    refused = align("manifest --url http://align.example.com")
    assert (refused.exit_code, "https address" in refused.stderr) == (2, True)


def test_a_workspace_is_forgotten_when_somebody_is_sure(align: Align, tmp_path: Path) -> None:
    align("migrate")
    with sqlite3.connect(tmp_path / "align.db") as db:
        for workspace in ("T1", "T2"):
            values = (workspace, "UBOT", "2026-11-24T10:00:00.000Z")
            db.execute("INSERT INTO installations (workspace, bot_user, installed_at) VALUES (?, ?, ?)", values)
            db.execute("INSERT INTO people (workspace, user_id) VALUES (?, 'U1')", (workspace,))
    db.close()
    unsure = align("forget T1")
    assert (unsure.exit_code, unsure.stderr) == (
        2,
        "T1: 1 people, 1 installation. Nothing is deleted yet. `align forget T1 --yes` does it.\n",
    )
    sure, again = align("forget T1 --yes"), align("forget T1 --yes")
    assert sure.output.startswith("T1: 1 people, 1 installation. All of it is deleted.")
    assert (again.exit_code, again.stderr.split(".")[0]) == (2, "Nothing is kept of T1")
    with sqlite3.connect(tmp_path / "align.db") as db:
        assert db.execute("SELECT workspace FROM people").fetchall() == [("T2",)]
    db.close()


def test_copy_says_what_is_missing_and_what_to_do_next(align: Align, tmp_path: Path) -> None:
    align("migrate")
    for words, said in (
        ("copy --from sqlite:///align.db", "Name the database to copy to: --to postgresql://"),
        ("copy --from sqlite:///none.db --to sqlite:///there.db", "There is no database none.db to copy from."),
        ("copy --from nowhere --to sqlite:///there.db", "DATABASE_URL is not understood"),
    ):
        refused = align(words)
        assert (refused.exit_code, refused.output.startswith(said)) == (2, True)
    assert sorted(each.name for each in tmp_path.glob("*.db")) == ["align.db"]
    (tmp_path / "align.key").write_text("a key")
    copied = align("copy --from sqlite:///align.db --to sqlite:///there.db")
    assert re.match(r"0 rows in \d+ tables are the same in both, by number and checksum\.\n", copied.output)
    assert "Set ALIGN_SECRET to what stands in align.key" in copied.output and "a key" not in copied.output
    secret = "a secret of the tests, long enough for a key"
    again = align("copy --from sqlite:///align.db --to sqlite:///there.db", ALIGN_SECRET=secret)
    assert "Keep ALIGN_SECRET as it is." in again.output
