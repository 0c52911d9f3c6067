"""The kit, proved against a small bot: a whole talk, and every refusal that the bot must live with."""

import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from tests.standin import Channel, ClientRefuses, Clock, Colleague, Line, Slack
from tests.standin.recording import write_surfaces
from tests.standin.tests import small_app


@pytest.fixture
def small(line: Line) -> None:
    line.connect(small_app.build(line.slack))


@pytest.mark.usefixtures("small")
def test_a_whole_talk(maya: Colleague, tom: Colleague, marketing: Channel) -> None:
    assert maya.types("/goal help", marketing) == "Type /goal"
    assert maya.types("/goal", marketing) == ""
    assert maya.modal.title == "Goal"
    assert maya.modal.values == {"Goal": None, "Status": "Open", "Owners": [], "Due": None}
    maya.fills({"Goal": "Align", "Owners": [maya, tom], "Due": "2026-12-01"})
    maya.submits()
    assert maya.modal.errors == {"Goal": "Say how much."}
    maya.fills({"Status": "Late"})
    assert "Now Late" in maya.modal.words
    assert maya.modal.values == {"Goal": "Align", "Status": "Late", "Owners": [maya.id, tom.id], "Due": "2026-12-01"}
    maya.fills({"Goal": "Sure?"})
    maya.clicks("Save")
    assert maya.modal.title == "Sure?"
    maya.fills({"Goal": "Ship it"})
    maya.submits()
    assert (maya.modals, marketing.words) == ([], "*Ship it*\nDone")
    tom.clicks("Whisper", marketing)
    tom.clicks("Done", marketing)
    assert marketing.words == "Done!"
    assert tom.sees == ["Only you", "Well done, @Tom"]
    assert maya.sees == ["Type /goal"]
    assert (maya.presses, maya.views, tom.presses) == (15, 3, 3)


@pytest.mark.usefixtures("small")
def test_a_stack_of_modals_has_three_and_closing_tells_nothing(maya: Colleague, marketing: Channel) -> None:
    maya.types("/goal", marketing)
    for depth in (1, 2):
        maya.fills({"Goal": "More"})
        maya.submits()
        assert len(maya.modals) == depth + 1
    maya.fills({"Goal": "More"})
    with pytest.raises(AssertionError, match="push_limit_reached"):
        maya.submits()
    maya.clicks("Cancel")
    assert (len(maya.modals), maya.dm.words) == (2, "Come back soon")
    maya.closes(everything=True)
    assert (maya.modals, len(maya.dm.messages)) == ([], 3)


@pytest.mark.usefixtures("small")
def test_the_client_refuses_before_the_bot_hears(maya: Colleague, tom: Colleague, sam: Colleague) -> None:
    maya.types("/goal")
    with pytest.raises(ClientRefuses, match="Goal: Please complete this required field"):
        maya.submits()
    maya.fills({"Goal": "A goal of more than twenty characters", "Owners": [maya, tom, sam]})
    with pytest.raises(ClientRefuses) as refused:
        maya.submits()
    assert refused.value.faults == {"Goal": "needs 0 to 20 characters, has 37", "Owners": "no more than 2 items"}
    with pytest.raises(AssertionError, match=r"no fields 'Gaol'; there are \['Goal', 'Status', 'Owners', 'Due'\]"):
        maya.fills({"Gaol": "x"})
    with pytest.raises(AssertionError, match=r"'Status' has no option 'Lost'; there are \['Open', 'Late'\]"):
        maya.fills({"Status": "Lost"})


@pytest.mark.usefixtures("small")
def test_events(maya: Colleague, marketing: Channel, line: Line) -> None:
    maya.says("hello")
    maya.says("hello", marketing)
    maya.says("@align hello", marketing)
    assert maya.dm.words == "hello\nYou said hello"
    assert marketing.words == "hello\n@Align hello\nYou said @Align hello"
    assert line.sends_again(2, at_once=True) == [200, 200]
    assert len(marketing.messages) == 5
    assert maya.opens_home().buttons == ["New goal"]
    maya.clicks("New goal")
    assert maya.modal.title == "From home"


def test_refusals(client: WebClient, slack: Slack, maya: Colleague, dora: Colleague, request: Any) -> None:
    rooms = {name: request.getfixturevalue(name).id for name in ("marketing", "growth", "no_bot", "old")}
    request.getfixturevalue("growth").room.members.clear()
    known = client.chat_postMessage(channel=rooms["marketing"], text="hi")
    long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    expected = {
        "not_in_channel": ("chat.postMessage", {"channel": rooms["no_bot"], "text": "hi"}),
        "is_archived": ("chat.postMessage", {"channel": rooms["old"], "text": "hi"}),
        "channel_not_found": ("chat.postMessage", {"channel": rooms["growth"], "text": "hi"}),
        "cannot_dm_bot": ("chat.postMessage", {"channel": "U0ALIGNBOT", "text": "hi"}),
        "no_text": ("chat.postMessage", {"channel": maya.id}),
        "msg_too_long": ("chat.postMessage", {"channel": maya.id, "text": "x" * 40001}),
        "invalid_blocks": ("chat.postMessage", {"channel": maya.id, "text": "x", "blocks": long}),
        "invalid_metadata_format": ("chat.postMessage", {"channel": maya.id, "text": "x", "metadata": {}}),
        "invalid_arguments": ("chat.postMessage", {"text": "x"}),
        "message_not_found": ("chat.update", {"channel": rooms["marketing"], "ts": "1.1", "text": "x"}),
        "user_not_in_channel": ("chat.postEphemeral", {"channel": rooms["marketing"], "user": dora.id, "text": "x"}),
        "user_disabled": ("conversations.open", {"users": dora.id}),
        "user_not_found": ("users.info", {"user": "U0NOBODY"}),
        "missing_scope": ("conversations.history", {"channel": rooms["marketing"]}),
        "unknown_method": ("chat.shout", {}),
        "invalid_trigger_id": ("views.open", {"trigger_id": "1.1.x", "view": small_app.goal_modal("Goal")}),
        "not_found": ("views.update", {"view_id": "V1", "view": small_app.goal_modal("Goal")}),
    }
    assert known["ok"]
    for error, (method, args) in expected.items():
        with pytest.raises(SlackApiError) as refused:
            client.api_call(method, json=args)
        assert (method, refused.value.response["error"]) == (method, error)
    client.token = "xoxb-other"
    with pytest.raises(SlackApiError, match="invalid_auth"):
        client.auth_test()


def test_a_refusal_says_where(client: WebClient, maya: Colleague) -> None:
    long = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=maya.id, text="x", blocks=long)
    told = "[ERROR] must be less than 151 characters, has 151 [json-pointer:/blocks/0/text/text]"
    assert refused.value.response["response_metadata"]["messages"] == [told]


def test_triggers_are_spent_once_and_within_three_seconds(
    client: WebClient, slack: Slack, maya: Colleague, clock: Clock
) -> None:
    trigger = slack.workspace.trigger(maya.id)
    view = client.views_open(trigger_id=trigger, view=small_app.goal_modal("Goal"))["view"]
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=trigger, view=small_app.goal_modal("Goal"))
    late = slack.workspace.trigger(maya.id)
    clock.pass_(seconds=4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=late, view=small_app.goal_modal("Goal"))
    client.views_update(view_id=view["id"], hash=view["hash"], view=small_app.goal_modal("Next"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_update(view_id=view["id"], hash=view["hash"], view=small_app.goal_modal("Last"))


def test_failures_on_demand(client: WebClient, slack: Slack, maya: Colleague, clock: Clock) -> None:
    slack.fails("chat.postMessage", retry_after=30)
    slack.fails("chat.postMessage", status=503, times=2)
    slack.fails("chat.postMessage", status=0, after=True)
    for waited, left in ((0, "30"), (12.5, "18"), (17, "1")):
        clock.pass_(seconds=waited)
        with pytest.raises(SlackApiError) as limited:
            client.chat_postMessage(channel=maya.id, text="1")
        assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, left)
    clock.pass_(seconds=1)
    for _ in range(2):
        with pytest.raises((SlackApiError, SlackClientError)):
            client.chat_postMessage(channel=maya.id, text="2")
    client.retry_handlers.clear()
    with pytest.raises(ConnectionError):
        client.chat_postMessage(channel=maya.id, text="said, but the answer is lost")
    client.chat_postMessage(channel=maya.id, text="3")
    assert maya.dm.words == "said, but the answer is lost\n3"


def test_response_urls_last_for_five_posts(slack: Slack, maya: Colleague, marketing: Channel) -> None:
    name = slack.workspace.address(maya.id, marketing.id)
    answers = [slack.answer(f"response/{name}", {"text": str(n)}, "") for n in range(6)]
    assert [each.status for each in answers] == [200] * 5 + [404]
    assert (answers[5].body["error"], maya.sees) == ("used_url", ["0", "1", "2", "3", "4"])


def test_pages_and_history(client: WebClient, maya: Colleague, marketing: Channel) -> None:
    assert [len(page["members"]) for page in client.conversations_members(channel=marketing.id, limit=5)] == [5, 3]
    mark = {"event_type": "align", "event_payload": {"row": "1"}}
    client.chat_postMessage(channel=maya.id, text="hi", metadata=mark)
    assert client.conversations_history(channel=maya.dm.id)["messages"][0]["metadata"] == {"event_type": "align"}
    whole = client.conversations_history(channel=maya.dm.id, include_all_metadata=True)
    assert whole["messages"][0]["metadata"] == mark
    assert client.users_info(user=maya.id)["user"]["tz_offset"] == 3600


@pytest.mark.usefixtures("small")
def test_surfaces_are_written_once(slack: Slack, maya: Colleague, marketing: Channel, tmp_path: Path) -> None:
    for _ in range(2):
        maya.types("/goal", marketing)
        maya.fills({"Goal": "Ship"})
        maya.submits()
    write_surfaces(slack, tmp_path)
    written = [json.loads(path.read_text()) for path in sorted(tmp_path.glob("*.json"))]
    assert [each["surface"] for each in written] == ["message", "modal"]
    assert written[1]["payload"] == small_app.goal_modal("Goal")


def test_carelessness_is_told(client: WebClient, slack: Slack, maya: Colleague) -> None:
    client.chat_postMessage(channel=maya.id, text="R&D <!channel>")
    assert slack.workspace.doubts == [
        "message: pings a whole channel: 'R&D <!channel>'",
        "message: unescaped &: 'R&D <!channel>'",
    ]
    slack.workspace.doubts.clear()  # else the fixture fails the test
