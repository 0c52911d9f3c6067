"""The limits against known payloads: what @slack/types 3.2.0 and its documentation refuse and take."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.standin.blockkit.doubts import doubts
from tests.standin.blockkit.limits import check_message, check_view

KNOWN = [json.loads(line) for line in (Path(__file__).parent / "known.jsonl").read_text().splitlines()]


def written_out(value: Any) -> Any:
    """Long texts stand there as one letter and how often it comes."""
    if isinstance(value, list):
        return [written_out(each) for each in value]
    if isinstance(value, dict) and value.keys() == {"repeat", "times"}:
        return value["repeat"] * value["times"]
    return {name: written_out(each) for name, each in value.items()} if isinstance(value, dict) else value


def cases(refused: bool) -> list[Any]:
    return [pytest.param(written_out(each), id=each["name"]) for each in KNOWN if each["refused"] is refused]


def faults(case: dict[str, Any]) -> list[str]:
    return check_message(case["payload"]) if case["surface"] == "message" else check_view(case["payload"])


@pytest.mark.parametrize("case", cases(refused=True))
def test_what_slack_refuses_is_refused(case: dict[str, Any]) -> None:
    regretted = case["expect"].startswith("mrkdwn.") and case["expect"] != "mrkdwn.emoji"
    if regretted or case["expect"] == "message.text.fallback":  # Slack takes it
        assert doubts(case["payload"]) and not faults(case)
    else:
        assert faults(case)


@pytest.mark.parametrize("case", cases(refused=False))
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
