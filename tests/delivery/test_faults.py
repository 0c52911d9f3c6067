"""What becomes of an outbox row on a bad day: never twice, never lost, and when in doubt it is said."""

import logging
from datetime import datetime

import pytest

from bot.delivery.answers import INSTALLATION
from bot.delivery.api import SlackApi
from bot.delivery.delivery import Delivery
from bot.delivery.results import ATTEMPTS
from bot.model.outbox import Kind, OutboxRow
from bot.records import outbox, posts
from tests.delivery.mail import Mail, Permissive, compose


def test_too_much_at_once_waits_as_long_as_slack_says(mail: Mail) -> None:
    mail.slack.fails.append("429:7")
    rows = [mail.add("a", "C1"), mail.add("b", "C2")]
    elsewhere = mail.add("c", "C3", workspace="T2")
    assert mail.deliver() == 1
    assert [mail.state(each) for each in (*rows, elsewhere)] == ["waiting", "waiting", "sent"]
    assert mail.slack.calls == ["chat.postMessage"], "the second was not even tried"
    assert mail.deliver(6.9) == 0
    assert mail.deliver(1) == 2
    assert mail.row(rows[0]).attempts == 0


@pytest.mark.parametrize("fault", ["503", "service_unavailable"])
def test_what_slack_did_not_take_is_sent_later_and_later(
    mail: Mail, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    mail.slack.fails.extend([fault] * 9)
    row_id = mail.add("hello")
    waited = [next(each for each in range(0, 700, 5) if tried(mail, each)) for _ in range(10)]
    assert waited == [0, 5, 10, 20, 40, 80, 160, 320, 600, 600]
    assert (mail.state(row_id), mail.slack.said("C1")) == ("sent", ["notice hello"])
    said = [each.getMessage() for each in caplog.records]
    assert [line.split(": ")[0] for line in said] == [
        f"post of notice, row {row_id} in T1, was tried {times} times" for times in (3, 6, 9)
    ]


def tried(mail: Mail, seconds: int) -> bool:
    """Whether the next request goes out within so many seconds, not five earlier."""
    before = len(mail.slack.fails), len(mail.slack.calls)
    mail.deliver(5 if seconds else 0)
    return (len(mail.slack.fails), len(mail.slack.calls)) != before


def test_no_way_to_slack_loses_nothing(mail: Mail) -> None:
    row_id = mail.add("hello")
    mail.slack.close()
    for _ in range(8):
        mail.deliver(600)
    assert mail.state(row_id) == "waiting"
    assert "ConnectionRefusedError" in mail.row(row_id).error


@pytest.mark.parametrize("fault", ["500", "done 500", "reset", "done reset", "fatal_error", "done internal_error"])
def test_unclear_in_a_dm_is_looked_up(mail: Mail, fault: str) -> None:
    mail.slack.fails.append(fault)
    row_id = mail.add("hello", "U7")
    assert mail.deliver() == 0
    assert mail.deliver(29) == 0
    assert mail.deliver(2) == 1
    assert (mail.state(row_id), mail.slack.said("DU7")) == ("sent", ["notice hello"])
    assert posts.find(mail.db, Kind.NOTICE, "hello") == ("DU7", mail.slack.posted["DU7"][0]["ts"])


@pytest.mark.parametrize("fault", ["429:9", "503", "500", "reset"])
def test_a_look_that_fails_is_repeated(mail: Mail, fault: str) -> None:
    mail.slack.fails.extend(["done reset", fault])
    row_id = mail.add("hello", "DU7")
    assert [mail.deliver(), mail.deliver(31), mail.deliver(31)] == [0, 0, 1]
    assert (mail.state(row_id), mail.slack.said("DU7")) == ("sent", ["notice hello"])


def test_a_dm_that_may_not_be_looked_at_is_in_doubt(mail: Mail) -> None:
    mail.slack.fails.extend(["done reset", "", "missing_scope"])
    row_id = mail.add("hello", "U7")
    mail.deliver()
    mail.deliver(31)
    assert mail.state(row_id) == "doubt"
    assert mail.row(row_id).error.endswith("looking for it: missing_scope")


@pytest.mark.parametrize("fault", ["500", "done 502", "reset", "done reset", "fatal_error"])
def test_unclear_in_a_channel_is_said(mail: Mail, fault: str) -> None:
    mail.slack.fails.append(fault)
    row_id = mail.add("hello", notify_on_failure="U9")
    mail.deliver()
    assert mail.state(row_id) == "doubt"
    assert mail.slack.said("DU9") == [f"undelivered {row_id}"]
    mail.deliver(86_400)
    assert len(mail.slack.said("C1")) == fault.startswith("done")
    assert mail.refused == []


def test_somebody_may_say_send_it_again(mail: Mail) -> None:
    mail.slack.fails.append("reset")
    row_id = mail.add("hello")
    mail.deliver()
    outbox.send_again(mail.db, row_id, mail.at)
    assert mail.deliver() == 1


def test_an_unclear_edit_is_repeated(mail: Mail) -> None:
    mail.add("hello")
    mail.deliver()
    mail.slack.fails.append("done reset")
    edit = mail.add("hello", op="update")
    mail.deliver()
    mail.deliver(5)
    assert mail.state(edit) == "sent"


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel", "invalid_blocks"])
def test_a_refusal_that_will_last_is_told(mail: Mail, code: str) -> None:
    mail.slack.fails.append(code)
    row_id = mail.add("hello", notify_on_failure="U9")
    assert mail.deliver() == 1
    assert (mail.state(row_id), mail.row(row_id).error, mail.refused) == ("failed", code, [("hello", code)])
    assert mail.slack.said("DU9") == [f"undelivered {row_id}"]


def test_a_refused_dm_tells_nobody(mail: Mail) -> None:
    mail.slack.fails.append("cannot_dm_bot")
    mail.add("hello", "U7", notify_on_failure="U9")
    assert mail.deliver() == 0
    assert mail.refused == [("hello", "cannot_dm_bot")]


def test_a_workspace_without_a_token_waits_for_one(mail: Mail) -> None:
    mail.token = None
    row_id = mail.add("hello")
    for _ in range(ATTEMPTS + 1):
        mail.deliver(600)
    assert (mail.state(row_id), mail.row(row_id).error, mail.refused) == ("waiting", "no_token", [])
    mail.token = "xoxb-1"
    assert mail.deliver(600) == 1


@pytest.mark.parametrize("channel", ["C1", "U7"])
@pytest.mark.parametrize("code", sorted({*INSTALLATION, "407", "403"}))
def test_what_the_installation_is_to_blame_for_waits(mail: Mail, code: str, channel: str) -> None:
    mail.slack.trouble["chat.postMessage"] = code
    row_id = mail.add("hello", channel, notify_on_failure="U9")
    for _ in range(2 * ATTEMPTS):
        assert mail.deliver(600) == 0
    assert (mail.state(row_id), mail.refused) == ("waiting", [])
    mail.slack.trouble.clear()
    assert mail.deliver(600) == 1


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked"])
def test_a_search_goes_on_once_it_may(mail: Mail, code: str) -> None:
    mail.slack.fails.append("done reset")
    row_id = mail.add("hello", "U7", notify_on_failure="U9")
    mail.deliver()
    mail.slack.trouble["conversations.history"] = code
    for _ in range(ATTEMPTS + 1):
        mail.deliver(31)
    mail.slack.trouble.clear()
    assert mail.deliver(31) == 1
    assert (mail.state(row_id), mail.slack.said("DU7")) == ("sent", ["notice hello"])


def test_pins_need_a_scope_that_is_optional(mail: Mail) -> None:
    mail.add("hello")
    mail.deliver()
    mail.slack.trouble["pins.add"] = "missing_scope"
    row_id = mail.add("hello", op="pin")
    mail.deliver()
    assert (mail.state(row_id), mail.refused) == ("failed", [("hello", "missing_scope")])


def test_a_refusal_nobody_knows_is_tried_five_times(mail: Mail) -> None:
    mail.slack.fails.extend(["whale_song"] * ATTEMPTS)
    row_id = mail.add("hello")
    states = [(mail.deliver(600), mail.state(row_id))[1] for _ in range(ATTEMPTS)]
    assert states == ["waiting"] * 4 + ["failed"]
    assert mail.refused == [("hello", "whale_song")]


def test_a_fault_of_ours_stops_nobody_else(mail: Mail, caplog: pytest.LogCaptureFixture) -> None:
    bug = mail.add("bug", notify_on_failure="U9")
    fine = mail.add("hello")
    mail.deliver()
    assert [mail.state(bug), mail.state(fine)] == ["failed", "sent"]
    assert mail.row(bug).error == "render: KeyError: 'no such template'"
    assert "Traceback" in caplog.text
    assert mail.slack.said("DU9") == [f"undrawn {bug}"]


def test_a_token_that_cannot_be_read_stops_nobody_else(mail: Mail, caplog: pytest.LogCaptureFixture) -> None:
    def token(workspace: str) -> str:
        return {"T2": "xoxb-2"}[workspace]

    mail.delivery = Delivery(mail.db, SlackApi(mail.slack.url), compose, token, mail.policy, mail.now)
    caplog.set_level(logging.CRITICAL)
    stuck, fine = mail.add("a", "C1"), mail.add("b", "C2", workspace="T2")
    mail.deliver()
    assert [mail.state(stuck), mail.state(fine)] == ["sending", "sent"]
    assert Mail(mail.db, mail.slack, at=mail.at).deliver(121) == 1


def test_a_refusal_and_what_the_app_does_about_it_are_one(mail: Mail, caplog: pytest.LogCaptureFixture) -> None:
    """When the app cannot pause the team, the row is not given up either; it is dealt with as stranded later."""

    class CannotPause(Permissive):
        def give_up(self, row: OutboxRow, code: str, now: datetime) -> None:
            raise KeyError(code)

    faulty = Delivery(mail.db, SlackApi(mail.slack.url), compose, mail.find_token, CannotPause(), mail.now)
    mail.slack.fails.append("is_archived")
    row_id = mail.add("hello")
    faulty.deliver_due()
    assert "could not be dealt with" in caplog.text
    assert mail.state(row_id) == "sending"
    mail.deliver(121)
    assert mail.state(row_id) == "doubt"
