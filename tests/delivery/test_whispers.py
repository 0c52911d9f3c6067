"""Whispers: once at most, past every table, and nobody waits for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.delivery.api import SlackApi
from bot.delivery.whispers import LASTS, Whispers
from bot.model.outbox import Address, Kind, Whisper
from tests.delivery.faulty_slack import FaultySlack


@dataclass
class Ear:
    """Whispers to a Slack that fails when asked to, and a clock that a test moves."""

    slack: FaultySlack
    seconds: float = 1000.0
    whispers: Whispers = field(init=False)

    def __post_init__(self) -> None:
        api = SlackApi(self.slack.url)
        self.whispers = Whispers(api, compose, lambda workspace: "xoxb-1", lambda: self.seconds)

    def say(self, words: str, *, by_url: bool = False, workspace: str = "T1") -> None:
        url = self.slack.url + "respond" if by_url else ""
        self.whispers.say(Whisper(Kind.NOTICE, words, Address(workspace, "C1"), "U7", url))

    def pass_(self, seconds: float = 0) -> int:
        self.seconds += seconds
        return self.whispers.deliver_due()


def compose(whisper: Whisper) -> dict[str, Any] | None:
    if whisper.ref == "bug":
        raise KeyError("no such template")
    return None if whisper.ref == "nothing" else {"text": whisper.ref, "blocks": []}


@pytest.fixture
def ear(slack: FaultySlack) -> Iterator[Ear]:
    yield Ear(slack)


def test_by_name(ear: Ear) -> None:
    ear.say("psst")
    assert (ear.pass_(), ear.pass_()) == (1, 0)
    assert ear.slack.whispers == [{"channel": "C1", "user": "U7", "text": "psst", "blocks": []}]


def test_by_its_response_url(ear: Ear) -> None:
    ear.say("psst", by_url=True)
    assert ear.pass_() == 1
    assert ear.slack.calls == ["respond"]
    here = {"response_type": "ephemeral", "replace_original": False}
    assert ear.slack.whispers == [{**here, "text": "psst", "blocks": []}]


def test_a_used_up_response_url_is_no_excuse(ear: Ear) -> None:
    ear.slack.fails.append("404")
    ear.say("psst", by_url=True)
    assert ear.pass_() == 1
    assert ear.slack.calls == ["chat.postEphemeral"]


@pytest.mark.parametrize("fault", ["reset", "done reset", "500", "fatal_error", "user_not_in_channel"])
def test_one_that_was_refused_or_may_have_been_said_is_not_said_again(ear: Ear, fault: str) -> None:
    ear.slack.fails.append(fault)
    ear.say("psst")
    assert ear.pass_() == 0
    assert ear.pass_(100) == 0
    assert len(ear.slack.whispers) == fault.startswith("done")


@pytest.mark.parametrize(("fault", "wait"), [("503", 5), ("429:7", 7)])
def test_one_that_slack_could_not_take_comes_again(ear: Ear, fault: str, wait: float) -> None:
    ear.slack.fails.append(fault)
    ear.say("psst")
    assert ear.pass_() == 0
    assert ear.pass_(wait - 1) == 0
    assert ear.pass_(1) == 1


def test_after_half_an_hour_it_is_let_go(ear: Ear) -> None:
    ear.slack.fails.extend(["429:1000"] * 3)
    ear.say("psst")
    assert [ear.pass_(), ear.pass_(1000), ear.pass_(LASTS / 1000)] == [0, 0, 0]
    assert ear.slack.whispers == []


def test_a_crowded_workspace_is_paced_and_nobody_else_waits(ear: Ear) -> None:
    for number in range(30):
        ear.say(str(number))
    ear.say("quiet", workspace="T2")
    assert ear.pass_() == 21
    assert [ear.pass_(0.6) for _ in range(10)] == [1] * 10
    assert ear.pass_(60) == 0


def test_one_that_cannot_be_composed_stops_no_other(ear: Ear, caplog: pytest.LogCaptureFixture) -> None:
    for words in ("bug", "nothing", "psst"):
        ear.say(words)
    assert ear.pass_() == 1
    assert [each["text"] for each in ear.slack.whispers] == ["psst"]
    assert "could not be composed" in caplog.text


def test_threads_say_them_as_they_come_and_to_the_end(slack: FaultySlack) -> None:
    whispers = Whispers(SlackApi(slack.url), compose, lambda workspace: "xoxb-1")
    whispers.start()
    for number in range(5):
        whispers.say(Whisper(Kind.NOTICE, str(number), Address("T1", "C1"), "U7"))
    slack.seen.get(timeout=30)
    whispers.stop()
    assert sorted(each["text"] for each in slack.whispers) == list("01234")


def test_a_log_or_a_traceback_does_not_say_what_was_tapped() -> None:
    assert "4" not in repr(Whisper(Kind.PULSE, "c", Address("T", "C"), "U", detail={"score": 4}))
