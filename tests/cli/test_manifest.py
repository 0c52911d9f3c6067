"""manifest.json is what `align manifest` prints, and Slack takes it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from bot.__main__ import main
from bot.errors import UserError
from bot.slack.manifest import make_manifest

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT.parent / "shared" / "slack" / "manifest"
WORDS = ("pilot", "vendor", "help")
with_rules = pytest.mark.skipif(not RULES.is_dir(), reason="Slack's schemas are not beside this checkout")


def printed(*options: str) -> str:
    return CliRunner().invoke(main, ["manifest", *options], env={}).output


def test_the_committed_file_is_what_the_command_prints() -> None:
    assert (ROOT / "manifest.json").read_text() == printed()


def test_it_asks_for_just_what_security_md_gives_a_reason_for() -> None:
    """ "The bot cannot read your channels": whoever adds a scope has to say there what it is for."""
    table = "\n".join(
        line.split("|")[1] for line in (ROOT / "SECURITY.md").read_text().splitlines() if line[:3] == "| `"
    )
    assert sorted(re.findall(r"`(\S+)`", table)) == make_manifest(WORDS)["oauth_config"]["scopes"]["bot"]


def test_it_asks_for_no_history_but_its_own() -> None:
    asked = make_manifest(WORDS)["oauth_config"]["scopes"]["bot"]
    assert [scope for scope in asked if "history" in scope or "search" in scope] == ["im:history"]


def test_the_command_says_what_may_follow_and_gets_people_by_id() -> None:
    command = make_manifest(WORDS)["features"]["slash_commands"][0]
    assert (command["usage_hint"], command["should_escape"]) == ("[pilot | vendor | help]", True)


def test_every_playbook_is_in_the_hint() -> None:
    hint = json.loads(printed())["features"]["slash_commands"][0]["usage_hint"]
    assert {path.stem for path in (ROOT / "playbooks").glob("*.toml")} <= set(hint.strip("[]").split(" | "))


def test_with_an_address_everything_comes_by_http() -> None:
    made = make_manifest(WORDS, "https://align.example.com/")
    there = "https://align.example.com/slack/events"
    assert made["features"]["slash_commands"][0]["url"] == there
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": there}
    assert made["settings"]["event_subscriptions"]["request_url"] == there
    assert made["settings"]["socket_mode_enabled"] is False
    assert made == make_manifest(WORDS, there)


@pytest.mark.parametrize(
    "url", ["", "http://align.example.com", "align.example.com", "https://", "https://a.example/b"]
)
def test_an_address_that_slack_would_refuse_is_refused_here(url: str) -> None:
    with pytest.raises(UserError, match="https address"):
        make_manifest(WORDS, url)


@with_rules
@pytest.mark.parametrize("url", [None, "https://align.example.com"])
@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_slacks_own_schemas_take_it(url: str | None, version: str) -> None:
    schema = json.loads((RULES / "official" / "schemas" / f"manifest.schema.{version}.json").read_text())
    made = make_manifest(WORDS, url)
    made["_metadata"]["major_version"] = int(version[0])
    assert [error.message for error in Draft7Validator(schema).iter_errors(made)] == []


@with_rules
@pytest.mark.parametrize("url", [None, "https://align.example.com"])
def test_it_breaks_no_rule_that_the_schemas_do_not_hold(url: str | None, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(make_manifest(WORDS, url)))
    found = subprocess.run([sys.executable, RULES / "check_manifest.py", path], capture_output=True, text=True)
    # An event that Slack has (docs.slack.dev, Events API) and the rules' own table lacks.
    missing = "WARN [rule] /settings/event_subscriptions/bot_events: event group_unarchive unknown to this table"
    assert found.stdout == f"{path}: {missing}\n{path}: 0 errors, 1 warnings\n"
