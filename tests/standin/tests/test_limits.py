"""The stand-in's limits against third-party types and limits, where a folder of known good and bad payloads is near."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.standin.blockkit.doubts import doubts
from tests.standin.blockkit.limits import check_message, check_view

KIT = Path(__file__).parents[2].parent / "shared" / "slack" / "check"
needs_kit = pytest.mark.skipif(not KIT.is_dir(), reason="the folder of known payloads is not here")


def faults(case: dict[str, Any]) -> list[str]:
    return check_message(case["payload"]) if case["surface"] == "message" else check_view(case["payload"])


def cases(name: str) -> list[Any]:
    return [pytest.param(json.loads(path.read_text()), id=path.stem) for path in sorted((KIT / name).glob("*.json"))]


@needs_kit
@pytest.mark.parametrize("case", cases("bad"))
def test_what_slack_refuses_is_refused(case: dict[str, Any]) -> None:
    regretted = case["expect"].startswith("mrkdwn.") and case["expect"] != "mrkdwn.emoji"
    if regretted or case["expect"] == "message.text.fallback":  # Slack takes it
        assert doubts(case["payload"]) and not faults(case)
    else:
        assert faults(case)


@needs_kit
@pytest.mark.parametrize("case", cases("good"))
def test_what_slack_takes_is_taken(case: dict[str, Any]) -> None:
    assert faults(case) + doubts(case["payload"]) == []


def test_faults_say_where() -> None:
    field = {"type": "plain_text_input", "action_id": "a", "max_length": 3001}
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "T" * 25},
        "blocks": [{"type": "input", "label": {"type": "mrkdwn", "text": "L"}, "element": field}],
    }
    assert check_view(view) == [
        "/title/text: must be less than 25 characters, has 25",
        "/blocks/0/label/type: unsupported type: 'mrkdwn'",
        "/blocks/0/element/max_length: 3001 is more than 3000",
        "/submit: a modal with input blocks needs submit",
    ]
