"""The environment → settings: what is read, what is refused, and that secrets stay secret."""

from pathlib import Path

import pytest

from bot.errors import UserError
from bot.proxies import Proxies
from bot.settings import Settings

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-words",
    "SLACK_APP_TOKEN": "xapp-words",
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
    "ALIGN_SECRET": "a secret of thirty-two letters, or more",
}


def test_nothing_set_is_a_sqlite_file_and_slack_itself() -> None:
    settings = Settings.read({})
    assert settings == Settings()
    assert settings.api_url == "https://slack.com/api/"
    assert settings.database_file == Path("align.db")
    assert (settings.port, settings.workers, settings.secret, settings.playbooks) == (3000, 1, b"", None)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-…", "is the placeholder from the instructions, not a token. Copy the Bot User OAuth"),
        ("SLACK_APP_TOKEN", "xapp-...", "is the placeholder from the instructions, not a token. Make an app-level"),
        ("SLACK_BOT_TOKEN", "xoxb-1–2", "has characters that no token has. Copy the Bot User OAuth"),
        ("SLACK_SIGNING_SECRET", "8f74…", "has characters that no secret has. Copy the Signing Secret"),
        ("ALIGN_HOST", "localhost:3000", "is not an address of this machine. Write 127.0.0.1"),
    ],
)
def test_what_was_pasted_from_the_instructions_is_one_clear_sentence(name: str, value: str, words: str) -> None:
    with pytest.raises(UserError) as refused:
        Settings.read({name: value})
    assert refused.value.text.startswith(f"{name} {words}")
    assert "\n" not in refused.value.text


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.1"])
def test_where_to_listen(host: str) -> None:
    assert Settings.read({"ALIGN_HOST": host}).host == host


def test_everything_set() -> None:
    settings = Settings.read(
        {
            **GOOD,
            "SLACK_API_URL": "http://localhost:8100/api",
            "DATABASE_URL": "postgresql://align:word@db/align",
            "PORT": "8080",
            "WEB_CONCURRENCY": "2",
            "ALIGN_PLAYBOOKS": "/etc/align",
            "HTTPS_PROXY": "proxy.example.org:3128",
            "http_proxy": "http://name:word@proxy",
            "NO_PROXY": "localhost,.example.org",
        },
        needs=GOOD,
    )
    assert settings.api_url == "http://localhost:8100/api/"
    assert settings.database_file is None
    assert settings.secret == GOOD["ALIGN_SECRET"].encode()
    assert (settings.port, settings.workers, settings.playbooks) == (8080, 2, Path("/etc/align"))
    assert settings.proxies == Proxies(
        "http://name:word@proxy", "http://proxy.example.org:3128", "localhost,.example.org"
    )
    assert "word@" not in repr(settings)


def test_what_is_needed_and_missing_is_named_at_once() -> None:
    with pytest.raises(UserError) as refused:
        Settings.read({"SLACK_BOT_TOKEN": " "}, needs=("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"))
    lines = refused.value.text.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]
    assert all("is not set" in line and "Slack" in line for line in lines)


def test_postgresql_needs_a_secret_that_every_process_shares() -> None:
    with pytest.raises(UserError, match="ALIGN_SECRET is not set"):
        Settings.read({**GOOD, "ALIGN_SECRET": "", "DATABASE_URL": "postgresql://db/align"}, needs=("SLACK_BOT_TOKEN",))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-words"),
        ("SLACK_BOT_TOKEN", "xoxb-two words"),
        ("SLACK_APP_TOKEN", "xoxb-words"),
        ("SLACK_SIGNING_SECRET", "two words"),
        ("SLACK_API_URL", "slack.com/api"),
        ("DATABASE_URL", "mysql://db/align"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "³"),
        ("WEB_CONCURRENCY", "-1"),
        ("ALIGN_METRICS_PORT", "0"),
        ("ALIGN_METRICS_PORT", "3000"),
        ("ALIGN_METRICS_HOST", "prometheus"),
        ("HTTPS_PROXY", "socks5://proxy:1080"),
        ("http_proxy", "http://proxy:none"),
        ("ALIGN_SECRET", "short"),
        ("ALIGN_LOG_LEVEL", "loud"),
        ("ALIGN_LOG_FORMAT", "xml"),
        ("ALIGN_CHARTS", "pie"),
    ],
)
def test_a_malformed_one_is_named_with_its_mend(name: str, value: str) -> None:
    settings, faults = Settings.examine({**GOOD, name: value}, needs=(name,))
    assert [fault.split(" ")[0] for fault in faults] == [name]
    assert settings.api_url == "https://slack.com/api/"


def test_two_tokens_mixed_up_are_told_apart() -> None:
    with pytest.raises(UserError, match="This one looks like SLACK_APP_TOKEN"):
        Settings.read({"SLACK_BOT_TOKEN": "xapp-words"})


def test_no_secret_is_ever_shown() -> None:
    shown = repr(Settings.read({**GOOD, "DATABASE_URL": "postgresql://align:word@db/align"}))
    assert not any(secret in shown for secret in (*GOOD.values(), "word@db"))
