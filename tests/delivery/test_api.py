import socket

import pytest

from bot.delivery.answers import Accepted, Answer, Limited, NotSent, Refused, Unclear
from bot.delivery.api import SlackApi
from tests.delivery.faulty_slack import FaultySlack


def post(api: SlackApi) -> Answer:
    return api.write("chat.postMessage", "xoxb-1", {"channel": "C1", "text": "Grüße"})


@pytest.mark.parametrize(
    "fault, answer",
    [
        ("429:7", Limited(7)),
        ("429", Limited(30)),
        ("ratelimited:3", Limited(3)),
        ("503", NotSent("http 503")),
        ("service_unavailable", NotSent("service_unavailable")),
        ("500", Unclear("http 500")),
        ("502", Unclear("http 502")),
        ("fatal_error", Unclear("fatal_error")),
        ("internal_error", Unclear("internal_error")),
        ("200", Unclear("http 200 without JSON")),
        ("is_archived", Refused("is_archived")),
        ("404", NotSent("http_404")),
    ],
)
def test_what_slack_answers(slack: FaultySlack, fault: str, answer: Answer) -> None:
    slack.fails.append(fault)
    assert post(SlackApi(slack.url)) == answer


def test_accepted_carries_the_answer(slack: FaultySlack) -> None:
    answer = post(SlackApi(slack.url))
    assert isinstance(answer, Accepted)
    assert answer.body == {"ok": True, "channel": "C1", "ts": "1800000000.000100"}
    assert slack.said("C1") == ["Grüße"]


@pytest.mark.parametrize("fault", ["reset", "done reset", "hang"])
def test_silence_after_the_request_left_is_unclear(slack: FaultySlack, fault: str) -> None:
    slack.fails.append(fault)
    assert isinstance(post(SlackApi(slack.url, read=0.2)), Unclear)


def test_nobody_there_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert isinstance(post(SlackApi(f"http://127.0.0.1:{port}/api/")), NotSent)


def test_a_response_url_that_is_spent_refuses_by_a_bare_status(slack: FaultySlack) -> None:
    slack.fails.append("404")
    assert SlackApi(slack.url).respond(f"{slack.url}respond", {"text": "hello"}) == Refused("http_404")


def test_an_address_that_is_none_is_refused(slack: FaultySlack) -> None:
    answer = SlackApi(slack.url).respond("not an address", {"text": "hello"})
    assert isinstance(answer, Refused)


def test_connections_are_kept(slack: FaultySlack) -> None:
    api = SlackApi(slack.url)
    slack.fails.extend(["", "is_archived", "429:1", ""])
    for _ in range(5):
        post(api)
    assert len(slack.connections) == 1


def test_a_connection_that_was_closed_meanwhile_is_no_doubt(slack: FaultySlack) -> None:
    api = SlackApi(slack.url)
    slack.fails.append("done leave")
    assert isinstance(post(api), Accepted)
    slack.server.left.get(timeout=30)
    assert isinstance(post(api), Accepted)
    assert len(slack.connections) == 2
    assert slack.said("C1") == ["Grüße"] * 2


def test_a_redirect_is_not_followed(slack: FaultySlack) -> None:
    slack.fails.append("302")
    assert post(SlackApi(slack.url)) == NotSent("http_302")
    assert slack.calls == []


def test_hung_up_it_connects_again(slack: FaultySlack) -> None:
    api = SlackApi(slack.url)
    post(api)
    api.close()
    assert isinstance(post(api), Accepted)
    assert len(slack.connections) == 2
