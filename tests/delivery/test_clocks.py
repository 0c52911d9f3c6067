"""The clock is set: back, or forward and right again. Waits are as long as they are, and nothing comes twice."""

from datetime import timedelta

import pytest

from bot.model.outbox import Operation
from bot.records import leases, outbox
from tests.delivery.mail import Mail

DAY = 86_400
JUMPS = (-3600, -DAY, -365 * DAY)


@pytest.mark.parametrize("jump", JUMPS)
def test_what_was_planned_by_a_clock_that_was_ahead_is_sent_at_once(mail: Mail, jump: int) -> None:
    row_id = mail.add("hello")
    assert mail.deliver(jump) == 1
    assert mail.state(row_id) == "sent"


@pytest.mark.parametrize("jump", JUMPS)
def test_what_is_planned_for_later_waits_even_so(mail: Mail, jump: int) -> None:
    mail.at += timedelta(seconds=jump)
    mail.add("later", due=mail.at + timedelta(days=3))
    assert mail.deliver() == 0
    assert mail.deliver(3 * DAY) == 1


@pytest.mark.parametrize("jump", JUMPS)
def test_what_slack_put_off_does_not_wait_for_the_time_to_return(mail: Mail, jump: int) -> None:
    mail.slack.fails.append("429:7")
    mail.add("hello")
    assert mail.deliver() == 0
    assert mail.deliver(jump) == 0, "seven seconds have not passed"
    assert mail.deliver(8) == 1


@pytest.mark.parametrize("jump", JUMPS)
def test_what_failed_for_now_does_not_either(mail: Mail, jump: int) -> None:
    mail.slack.fails.append("503")
    mail.add("hello")
    mail.deliver()
    assert mail.deliver(jump) + mail.deliver(6) == 1


@pytest.mark.parametrize("jump", JUMPS)
def test_pacing_goes_on(mail: Mail, jump: int) -> None:
    for number in range(45):
        mail.add(str(number), f"C{number}")
    assert mail.deliver() == 20
    assert mail.deliver(jump) == 0, "the burst is used up"
    assert [mail.deliver(1) for _ in range(5)] == [5] * 5


def test_forward_and_right_again(mail: Mail) -> None:
    mail.slack.fails.append("503")
    mail.add("before")
    mail.deliver()
    mail.at += timedelta(days=30)
    mail.add("meanwhile", "C2")
    mail.slack.fails.extend(["503", "429:9"])
    mail.deliver()
    mail.at -= timedelta(days=30)
    mail.add("after", "C3")
    mail.deliver(10)
    mail.deliver(30)
    assert [mail.slack.said(channel) for channel in ("C1", "C2", "C3")] == [
        ["notice before"],
        ["notice meanwhile"],
        ["notice after"],
    ]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_lease_from_the_future_is_over(mail: Mail, jump: int) -> None:
    """Of a sender that has died, with a clock that was ahead."""
    mail.add("untried")
    tried = mail.add("tried", "DU7")
    for row in leases.claim(mail.db, mail.at):
        if row.id == tried:
            leases.mark(mail.db, [row], mail.at)
    assert mail.deliver(jump) == 1
    mail.deliver(1)
    assert (mail.slack.said("C1"), mail.slack.said("DU7")) == (["notice untried"], ["notice tried"])


@pytest.mark.parametrize("seconds", [-59, -5, 0, 5, 59, 119])
def test_a_machine_whose_clock_is_a_little_off_takes_nothing_away(mail: Mail, seconds: int) -> None:
    mail.add("hello")
    leases.mark(mail.db, leases.claim(mail.db, mail.at), mail.at)
    assert leases.claim_stranded(mail.db, mail.at + timedelta(seconds=seconds)) == []


def test_a_clock_set_forward_while_a_request_is_under_way_sends_it_once(mail: Mail) -> None:
    """By then every lease is over, also our own: what is in hand is not looked for by us."""

    def find_token(workspace: str) -> str:
        mail.at += timedelta(hours=1)
        return "xoxb-1"

    mail.delivery = mail.open(find_token)
    rows = [mail.add(str(number), f"C{number}", notify_on_failure="U9") for number in range(3)]
    mail.deliver()
    mail.deliver(121)
    assert [mail.state(row) for row in rows] == ["sent"] * 3
    assert [mail.slack.said(f"C{number}") for number in range(3)] == [["notice 0"], ["notice 1"], ["notice 2"]]
    assert mail.slack.said("DU9") == []


def test_an_answer_that_comes_after_its_lease_leaves_no_doubt(mail: Mail) -> None:
    row_id = mail.add("hello", notify_on_failure="U9")
    (row,) = leases.claim(mail.db, mail.at)
    leases.mark(mail.db, [row], mail.at)
    outbox.complete(mail.db, row_id, mail.at, "C1", "1.1")
    assert not outbox.doubt(mail.db, row_id, "the sender stopped")
    assert not outbox.fail(mail.db, row_id, "is_archived")
    assert mail.row(row_id).op == Operation.POST
    assert mail.state(row_id) == "sent"
