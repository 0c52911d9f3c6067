"""Whoever waits notices: time goes by on the test's clock, and Slack's patience with it."""

import time
from datetime import timedelta

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from tests.standin import Channel, Clock, Colleague, Line, Slack
from tests.standin.tests import small_app


@pytest.fixture(autouse=True)
def asleep(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", clock.sleep)


def test_whoever_tries_again_has_waited(client: WebClient, slack: Slack, maya: Colleague, clock: Clock) -> None:
    began = clock.now
    client.retry_handlers.append(RateLimitErrorRetryHandler())
    slack.fails("chat.postMessage", retry_after=30)
    client.chat_postMessage(channel=maya.id, text="at last")
    assert maya.dm.words == "at last"
    assert timedelta(seconds=30) <= clock.now - began < timedelta(seconds=32)  # a little more, at random


def test_an_answer_may_take_its_time(client: WebClient, slack: Slack, maya: Colleague, clock: Clock) -> None:
    began, trigger = clock.now, slack.workspace.trigger(maya.id)
    slack.takes("users.info", seconds=2, times=2)
    client.users_info(user=maya.id)
    client.users_info(user=maya.id)
    client.users_info(user=maya.id)
    assert clock.now - began == timedelta(seconds=4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=trigger, view=small_app.goal_modal("Goal"))


@pytest.mark.parametrize("seconds", [3, 3.5])
def test_slack_waits_three_seconds_for_an_acknowledgement(
    line: Line, maya: Colleague, marketing: Channel, seconds: float
) -> None:
    app = small_app.bare(line.slack)

    def takes_its_time(ack: Ack) -> None:
        time.sleep(seconds)
        ack("Done")

    app.command("/slow")(takes_its_time)
    line.connect(app)
    if seconds > 3:
        with pytest.raises(AssertionError, match=r"acknowledged after 3\.5 seconds; Slack gives up after three"):
            maya.types("/slow", marketing)
    else:
        assert maya.types("/slow", marketing) == "Done"
