"""A truth that changes while the message that tells it is under way: in the end Slack shows the last one."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.delivery.api import SlackApi
from bot.delivery.delivery import Delivery
from bot.model.outbox import Kind, OutboxRow
from bot.records import leases, outbox, posts
from bot.records.database import Database
from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.mail import Mail

FAULTS = ("", "", "", "", "503", "429:2", "done 500", "500", "done reset", "service_unavailable", "done fatal_error")


@dataclass
class Truths:
    """What is true of each subject, as its message says it when it is composed; `meanwhile` happens just after that."""

    mail: Mail
    told: dict[str, int] = field(default_factory=dict)
    meanwhile: Callable[[OutboxRow], None] | None = None

    def compose(self, row: OutboxRow) -> dict[str, object]:
        text = f"{row.ref} is {self.told.get(row.ref, 0)}"
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens(row)
        return {"text": text, "blocks": []}

    def change(self, ref: str, channel: str) -> None:
        self.told[ref] = self.told.get(ref, 0) + 1
        self.mail.add(ref, channel, op="update")

    def deliver(self, seconds: float = 0) -> None:
        self.mail.deliver(seconds)


@pytest.fixture
def truths(mail: Mail) -> Truths:
    made = Truths(mail)
    api = SlackApi(mail.slack.url)
    mail.delivery = Delivery(mail.db, api, made.compose, mail.find_token, mail.policy, mail.now, mail.workers)
    return made


def shown(mail: Mail, channel: str) -> list[str]:
    return mail.slack.said(channel)


@pytest.mark.parametrize("channel, stands", [("C1", "C1"), ("U7", "DU7")])
@pytest.mark.parametrize("fault", ["", "503", "done 500", "done reset"])
def test_a_change_after_the_post_was_composed(truths: Truths, channel: str, stands: str, fault: str) -> None:
    mail = truths.mail
    if fault:
        mail.slack.fails.append(fault)
    row_id = mail.add("it", channel)
    truths.meanwhile = lambda row: truths.change("it", channel)
    for _ in range(4):
        truths.deliver(31)
    if mail.state(row_id) == "doubt":  # until somebody presses in it
        ts = mail.slack.posted[stands][0]["ts"]
        assert outbox.arrive(mail.db, row_id, "T1", mail.at, stands, ts)
        assert outbox.arrive(mail.db, row_id, "T1", mail.at, stands, ts) is None
        mail.add("it", channel, op="update")
        truths.deliver()
    assert shown(mail, stands) == ["it is 1"]


def test_a_change_after_an_update_was_composed(truths: Truths) -> None:
    truths.mail.add("it")
    truths.deliver()
    truths.change("it", "C1")
    truths.meanwhile = lambda row: truths.change("it", "C1")
    for _ in range(3):
        truths.deliver(3)
    assert shown(truths.mail, "C1") == ["it is 2"]


def test_a_change_between_the_answer_and_its_record(truths: Truths) -> None:
    mail = truths.mail
    row_id = mail.add("it")
    (row,) = leases.claim(mail.db, mail.at)
    leases.mark(mail.db, [row], mail.at)
    ts = mail.slack.answer("chat.postMessage", {"channel": "C1", "text": "it is 0"})["ts"]
    truths.change("it", "C1")
    outbox.complete(mail.db, row_id, mail.at, "C1", ts)
    truths.deliver()
    assert shown(mail, "C1") == ["it is 1"]


def test_a_change_before_the_claim_is_told_by_the_post_itself(truths: Truths) -> None:
    truths.mail.add("it")
    truths.change("it", "C1")
    truths.deliver()
    truths.deliver(10)
    assert (shown(truths.mail, "C1"), truths.mail.slack.calls) == (["it is 1"], ["chat.postMessage"])


def test_a_press_while_it_is_still_looked_for_ends_the_search(truths: Truths) -> None:
    mail = truths.mail
    mail.slack.fails.append("done reset")
    row_id = mail.add("it", "U7")
    truths.deliver()
    assert mail.state(row_id) == "sending"
    assert outbox.arrive(mail.db, row_id, "T1", mail.at, "DU7", mail.slack.posted["DU7"][0]["ts"])
    truths.deliver(300)
    assert (mail.state(row_id), shown(mail, "DU7")) == ("sent", ["it is 0"])


def test_nobody_of_another_workspace_proves_anything(truths: Truths) -> None:
    mail = truths.mail
    mail.slack.fails.append("done reset")
    row_id = mail.add("it")
    truths.deliver()
    assert outbox.arrive(mail.db, row_id, "T2", mail.at, "C1", "1.1") is None
    assert outbox.arrive(mail.db, "nothing", "T1", mail.at, "C1", "1.1") is None
    assert mail.state(row_id) == "doubt"
    assert posts.find(mail.db, Kind.NOTICE, "it") is None


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_last_truth_is_shown(db: Database, slack: FaultySlack, seed: int) -> None:
    """Posts, changes and presses in any order, with any fault of Slack's, and a process that dies now and then."""
    chance, mail = random.Random(seed), Mail(db, slack)
    truths = Truths(mail)
    api = SlackApi(slack.url)
    places = {f"r{number}": f"{'CU'[number % 2]}{number}" for number in range(8)}
    rows = {ref: mail.add(ref, channel) for ref, channel in places.items()}
    for _ in range(60):
        mail.delivery = Delivery(db, api, truths.compose, mail.find_token, mail.policy, mail.now, 1)
        slack.fails = type(slack.fails)(chance.choices(FAULTS, k=8))
        ref = chance.choice(list(places))
        if chance.random() < 0.5:
            truths.meanwhile = lambda row: truths.change(row.ref, places[row.ref])
        truths.change(ref, places[ref])
        if chance.random() < 0.2:
            leases.claim(db, mail.at)  # by somebody who dies with them
        truths.deliver(chance.choice((0, 1, 3, 31, 121)))
    slack.fails.clear()
    presses(truths, places, rows)
    for _ in range(12):
        truths.deliver(601)
    for ref, channel in places.items():
        stands = channel if channel[0] == "C" else f"D{channel}"
        assert slack.said(stands) in ([f"{ref} is {truths.told.get(ref, 0)}"], []), (ref, mail.row(rows[ref]))
        assert bool(slack.said(stands)) or mail.state(rows[ref]) == "doubt"


def presses(truths: Truths, places: dict[str, str], rows: dict[str, str]) -> None:
    """Somebody presses in every message that Slack shows."""
    mail = truths.mail
    for ref, channel in places.items():
        stands = channel if channel[0] == "C" else f"D{channel}"
        for message in mail.slack.posted[stands]:
            if outbox.arrive(mail.db, rows[ref], "T1", mail.at, stands, message["ts"]):
                mail.add(ref, channel, op="update")
