"""Where settings come from: the environment, files of secrets, `.env`; each tried by what `align check` says of it."""

from pathlib import Path

import pytest

from bot.environment import read_environment
from bot.errors import UserError
from bot.settings import Settings

TOKEN = "SLACK_BOT_TOKEN"
NAMES = (TOKEN, "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "ALIGN_SECRET", "DATABASE_URL", "PORT", "ALIGN_SECRETS")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, with an empty one for secrets, and nothing set."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secrets").mkdir()
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ALIGN_SECRETS", "secrets")
    return tmp_path


def test_a_file_beside_the_process(folder: Path) -> None:
    (folder / ".env").write_text(
        "\ufeff# Align\n\nexport SLACK_BOT_TOKEN=xoxb-1  # the bot\r\n"
        "PORT = '4000'\nDATABASE_URL=postgresql://align:a${b}c#d@host/name\nSLACK_APP_TOKEN=\n",
        encoding="utf-8",
    )
    settings = Settings.read(read_environment())
    assert (settings.bot_token, settings.port, settings.app_token) == ("xoxb-1", 4000, "")
    assert settings.database_url == "postgresql://align:a${b}c#d@host/name"


@pytest.mark.parametrize("name", [TOKEN, TOKEN.lower()])
def test_a_file_for_each_secret(folder: Path, name: str) -> None:
    (folder / "secrets" / name).write_text("xoxb-2\n")
    assert Settings.read(read_environment(), [TOKEN]).bot_token == "xoxb-2"


def test_the_environment_counts_before_a_secret_and_that_before_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text(f"{TOKEN}=xoxb-3\nALIGN_SECRETS=nowhere\n")
    assert read_environment()[TOKEN] == "xoxb-3"
    (folder / "secrets" / TOKEN).write_text("xoxb-2")
    assert read_environment()[TOKEN] == "xoxb-2"
    monkeypatch.setenv(TOKEN, " ")
    assert read_environment()[TOKEN] == "xoxb-2"
    monkeypatch.setenv(TOKEN, "xoxb-1")
    assert read_environment()[TOKEN] == "xoxb-1"


def test_the_file_says_where_secrets_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGN_SECRETS")
    (folder / ".env").write_text("ALIGN_SECRETS=secrets\n")
    (folder / "secrets" / "align_secret").write_text("a secret of thirty-two letters, or more\n")
    assert Settings.read(read_environment()).secret == b"a secret of thirty-two letters, or more"


@pytest.mark.parametrize("line", ["SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN: xoxb-1", "PORT='4000"])
def test_a_line_that_is_not_understood_is_named_without_what_it_holds(folder: Path, line: str) -> None:
    (folder / ".env").write_text(f"# tokens\n{line}\n")
    with pytest.raises(UserError) as refused:
        read_environment()
    assert refused.value.text == ".env, line 2, is not understood. Write NAME=value, a line for each."


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "secrets" / TOKEN).write_bytes(b"\xff\xfe\x00x")
    with pytest.raises(UserError, match=r"secrets/SLACK_BOT_TOKEN is not text in UTF-8\."):
        read_environment()
