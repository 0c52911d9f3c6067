"""What Slack sees of an outbox row, on a good day."""

from datetime import timedelta

import pytest

from bot.delivery.api import SlackApi
from bot.delivery.delivery import Delivery
from bot.model.outbox import Address, Kind, Subject
from bot.records import leases, outbox, posts
from bot.records.database import Database, connect
from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.mail import BLOCKS, Mail, compose


def test_a_post(mail: Mail) -> None:
    row_id = mail.add("hello")
    assert mail.deliver() == 1
    (message,) = mail.slack.posted["C1"]
    assert message == {
        "channel": "C1",
        "text": "notice hello",
        "blocks": BLOCKS,
        "unfurl_links": False,
        "unfurl_media": False,
        "metadata": {"event_type": "align_outbox", "event_payload": {"id": row_id}},
        "ts": message["ts"],
    }
    assert mail.state(row_id) == "sent"
    assert posts.find(mail.db, Kind.NOTICE, "hello") == ("C1", message["ts"])
    assert mail.deliver(3600) == 0


def test_words_alone_mean_no_marks(mail: Mail) -> None:
    """They are there to be copied: Slack is to change nothing in them."""
    mail.add("bare")
    mail.deliver()
    (message,) = mail.slack.posted["C1"]
    assert (message["text"], message["mrkdwn"], "blocks" in message) == ("notice bare", False, False)


def test_a_dm_stands_where_slack_put_it(mail: Mail) -> None:
    mail.add("hello", channel="U7")
    mail.deliver()
    assert mail.slack.said("DU7") == ["notice hello"]
    assert posts.find(mail.db, Kind.NOTICE, "hello") == ("DU7", "1800000000.000100")


def test_not_before_it_is_due(mail: Mail) -> None:
    mail.add("later", due=mail.at + timedelta(seconds=60))
    assert mail.deliver() == 0
    assert mail.deliver(60) == 1


def test_nothing_to_say_any_more(mail: Mail) -> None:
    row_id = mail.add("nothing")
    assert mail.deliver() == 0
    assert (mail.state(row_id), mail.slack.calls) == ("void", [])


@pytest.mark.parametrize("channel, stands", [("C1", "C1"), ("U7", "DU7")])
def test_an_update_changes_what_was_posted(mail: Mail, channel: str, stands: str) -> None:
    mail.add("hello", channel)
    mail.deliver()
    mail.slack.posted[stands][0]["text"] = "old"
    mail.add("hello", channel, op="update")
    mail.add("hello", channel, op="update")
    assert mail.deliver() == 1
    assert mail.slack.said(stands) == ["notice hello"]


def test_an_update_from_where_the_dm_stands(mail: Mail) -> None:
    mail.add("hello", "U7")
    mail.deliver()
    mail.add("hello", "DU7", op="update")
    assert mail.deliver() == 1


def test_an_update_may_name_its_message(mail: Mail) -> None:
    mail.add("first", "U7")
    mail.deliver()
    mail.add("second", "U7", op="update", detail={"channel": "DU7", "ts": "1800000000.000100"})
    mail.deliver()
    assert mail.slack.said("DU7") == ["notice second"]


def test_nobody_elses_message_is_changed(mail: Mail) -> None:
    mail.add("hello", "U7")
    mail.deliver()
    update = mail.add("hello", "U8", op="update")
    mail.deliver()
    assert (mail.state(update), mail.row(update).error) == ("void", "nothing was posted")


def test_a_post_that_still_waits_needs_no_update(mail: Mail) -> None:
    post = mail.add("hello", due=mail.at + timedelta(seconds=60))
    assert mail.add("hello", op="update") == post, "it says what is recorded when it is sent"
    assert mail.add("hello", op="update", detail={"ts": "1.2"}) != post, "that is another message"
    assert mail.add("hello", channel="C2", op="update") != post


def test_an_update_of_a_post_that_went_back_is_void(mail: Mail) -> None:
    post = mail.add("hello")
    leases.claim(mail.db, mail.at)
    update = mail.add("hello", op="update")
    outbox.postpone(mail.db, post, mail.at + timedelta(seconds=60), mail.at, error="http 503")
    mail.deliver()
    assert (mail.state(update), mail.row(update).error) == ("void", "its post is waiting")


def test_an_update_waits_for_the_post_that_is_being_sent(mail: Mail) -> None:
    post = mail.add("hello")
    leases.claim(mail.db, mail.at)
    update = mail.add("hello", op="update")
    assert mail.deliver() == 0
    assert mail.state(update) == "waiting"
    outbox.complete(mail.db, post, mail.at, *posted(mail, "C1"))
    assert mail.deliver(1.9) == 0
    assert mail.deliver(0.1) == 1


def posted(mail: Mail, channel: str) -> tuple[str, str]:
    answer = mail.slack.answer("chat.postMessage", {"channel": channel, "text": "?"})
    return answer["channel"], answer["ts"]


@pytest.mark.parametrize("end", [outbox.fail, outbox.doubt, outbox.void])
def test_an_update_of_what_never_came_is_void(mail: Mail, end) -> None:
    post = mail.add("hello")
    leases.claim(mail.db, mail.at)
    end(mail.db, post, "why")
    update = mail.add("hello", op="update")
    mail.deliver()
    assert (mail.state(update), mail.slack.calls) == ("void", [])


def test_a_crowded_workspace_is_paced_and_nobody_else_waits(mail: Mail) -> None:
    for number in range(60):
        mail.add(str(number), f"C{number}")
    mail.add("quiet", "C99", workspace="T2")
    assert mail.deliver() == 21
    assert mail.slack.said("C99") == ["notice quiet"]
    assert [mail.deliver(1) for _ in range(8)] == [5] * 8
    assert [mail.slack.said(f"C{number}") for number in range(60)] == [[f"notice {number}"] for number in range(60)]


def test_one_channel_is_paced_in_order(mail: Mail) -> None:
    for number in range(5):
        mail.add(str(number))
    assert [mail.deliver(), mail.deliver(1), mail.deliver(1)] == [3, 1, 1]
    assert mail.slack.said("C1") == [f"notice {number}" for number in reversed(range(5))]


@pytest.mark.parametrize("workers", [1, 8])
def test_several_deliverers_send_each_row_once(
    db: Database, database_url: str, slack: FaultySlack, workers: int
) -> None:
    mails = [Mail(connect(database_url), slack, workers=workers) for _ in range(3)]
    for number in range(60):
        mails[0].add(str(number), f"C{number % 30}", workspace=f"T{number % 15}")
    for mail in mails:
        mail.delivery.start()
    for _ in range(60):
        slack.seen.get(timeout=30)
    for mail in mails:
        mail.delivery.stop()
        mail.db.close()
    said = [message["text"] for channel in slack.posted.values() for message in channel]
    assert sorted(said) == sorted(f"notice {number}" for number in range(60))
    assert {row["state"] for row in db.query("SELECT state FROM outbox")} == {"sent"}


def test_many_workers_keep_the_order_of_a_channel(db: Database, slack: FaultySlack) -> None:
    mail = Mail(db, slack, workers=8)
    for number in range(45):
        mail.add(str(number), f"C{number % 15}", workspace=f"T{number % 15}")
    assert mail.deliver() == 45
    for number in range(15):
        assert slack.said(f"C{number}") == [f"notice {number + 30}", f"notice {number + 15}", f"notice {number}"]


def test_a_request_that_hangs_holds_up_nobody(db: Database, slack: FaultySlack) -> None:
    mail = Mail(db, slack, workers=2)
    slack.fails.append("hang")
    mail.add("a", workspace="T1")
    mail.add("b", workspace="T2")
    mail.delivery.start()
    assert slack.seen.get(timeout=30) == "chat.postMessage"
    mail.add("c", "C3", workspace="T3")
    mail.delivery.wake()
    assert slack.seen.get(timeout=30) == "chat.postMessage"
    assert slack.said("C3") == ["notice c"]
    slack.close()
    mail.delivery.stop()
    assert sorted(each["state"] for each in db.query("SELECT state FROM outbox")) == ["doubt", "sent", "sent"]


def test_the_thread_looks_when_woken(mail: Mail) -> None:
    mail.delivery.start()
    mail.add("hello")
    mail.delivery.wake()
    assert mail.slack.seen.get(timeout=30) == "chat.postMessage"
    mail.delivery.stop()
    assert mail.slack.said("C1") == ["notice hello"]


def test_stopping_finishes_the_message_in_hand_and_puts_back_the_rest(mail: Mail) -> None:
    def stop_meanwhile(workspace: str) -> str:
        mail.delivery.stop()
        return "xoxb-1"

    rows = [mail.add(str(number), f"C{number}") for number in range(3)]
    mail.delivery = Delivery(mail.db, SlackApi(mail.slack.url), compose, stop_meanwhile, mail.policy, mail.now)
    assert mail.deliver() == 1
    assert [mail.state(each) for each in rows] == ["sent", "waiting", "waiting"]


RESULT = Subject(Kind.NOTICE, "result")


def test_a_reply_stands_in_the_thread_of_its_post(mail: Mail) -> None:
    mail.add("result")
    mail.add("promise", thread=RESULT)
    assert mail.deliver() == 2
    reply, post = mail.slack.posted["C1"]
    assert (reply["text"], reply["thread_ts"]) == ("notice promise", post["ts"])


def test_a_reply_waits_for_its_post(mail: Mail) -> None:
    mail.add("result", due=mail.at + timedelta(seconds=60))
    mail.add("promise", thread=RESULT)
    assert mail.deliver() == 0
    mail.deliver(60)
    mail.deliver(2)
    reply, post = mail.slack.posted["C1"]
    assert reply["thread_ts"] == post["ts"]


def test_a_reply_to_a_post_of_long_ago(mail: Mail) -> None:
    row = outbox.say(mail.db, Kind.RESULT, "r1", Address("T1", "C1"), mail.at)
    mail.deliver()
    with mail.db.atomic():
        posts.delete_rows(mail.db, [row])
    mail.add("promise", thread=Subject(Kind.RESULT, "r1"))
    mail.deliver()
    reply, post = mail.slack.posted["C1"]
    assert reply["thread_ts"] == post["ts"]


def test_a_reply_without_its_post_is_said_in_the_channel(mail: Mail) -> None:
    mail.add("promise", thread=RESULT)
    mail.deliver()
    (message,) = mail.slack.posted["C1"]
    assert "thread_ts" not in message


def test_a_reply_to_a_post_that_somebody_deleted_is_said_in_the_channel(mail: Mail) -> None:
    mail.add("result")
    mail.deliver()
    row_id = mail.add("promise", thread=RESULT)
    mail.slack.fails.append("thread_not_found")
    assert (mail.deliver(), mail.state(row_id)) == (1, "sent")
    assert "thread_ts" not in mail.slack.posted["C1"][0]


def test_a_reply_stays_in_its_channel(mail: Mail) -> None:
    mail.add("result", channel="C2")
    mail.add("promise", thread=RESULT)
    mail.deliver()
    assert "thread_ts" not in mail.slack.posted["C1"][0]
