"""What the log tells whoever looks after the machine: that something was answered and sent, never whose it was."""

import logging

import pytest

from tests.conversations.walks import CALL, commits
from tests.standin import Channel, Colleague, Line


def test_the_log_says_what_was_answered_and_sent_and_nothing_of_whom(
    line: Line, team: Channel, maya: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    commits(maya, team)
    line.speak()
    said = [each.getMessage() for each in caplog.records if each.name.startswith("bot.")]
    for kind in ("command", "view_submission"):
        assert any(each.startswith(f"answered {kind} with 200 in ") for each in said)
    assert any(each.startswith("sent post of commitment as row ") for each in said)
    assert not any(words in each for each in said for words in (maya.id, *CALL.values()))
