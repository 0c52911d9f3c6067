from bot.delivery.queue import ChannelQueue
from bot.model.outbox import Kind, Operation, OutboxRow, OutboxState
from tests.fixtures_databases import NOW


def row(ref: str, channel: str = "C1", workspace: str = "T1") -> OutboxRow:
    plain = {"team_id": None, "detail": "{}", "notify_on_failure": None, "due_at": NOW, "created_at": NOW}
    ends = dict.fromkeys(("leased_until", "tried_at", "sent_at", "sent_channel", "sent_ts", "error"))
    what = {"id": ref, "ref": ref, "op": Operation.POST, "kind": Kind.NOTICE, "state": OutboxState.SENDING}
    where = {"workspace": workspace, "channel": channel}
    return OutboxRow.from_row({**plain, **ends, **what, **where, "attempts": 0, "place": 1})


def filled(*rows: OutboxRow) -> ChannelQueue:
    queue = ChannelQueue()
    for each in rows:
        queue.put(each)
    return queue


def test_a_channel_goes_in_order_and_one_at_a_time() -> None:
    first, second, other = row("first"), row("second"), row("other", "C2")
    queue = filled(first, second, other)
    assert queue.take(9) == [first, other]
    assert (queue.take(9), len(queue), queue.in_flight, queue.waiting) == ([], 3, 2, 1)
    queue.remove(first)
    assert queue.take(9) == [second]


def test_no_more_than_asked_for() -> None:
    queue = filled(row("a", "C1"), row("b", "C2"))
    assert [each.ref for each in queue.take(1)] == ["a"]
    assert queue.take(0) == []


def test_it_knows_what_a_workspace_has_in_hand() -> None:
    rows = row("a", "C1"), row("b", "C2"), row("c", "C3", "T2")
    queue = filled(*rows)
    queue.remove(queue.take(1)[0])
    assert [queue.count("T1", "post"), queue.count("T2", "post"), queue.count("T1", "update")] == [1, 1, 0]


def test_emptied_it_keeps_what_is_out() -> None:
    out, behind, idle = row("out"), row("behind"), row("idle", "C2")
    queue = filled(out, behind, idle)
    queue.take(1)
    assert queue.empty() == [behind, idle]
    assert (len(queue), queue.in_flight, queue.take(9)) == (1, 1, [])
    queue.remove(out)
    assert (len(queue), queue.in_flight) == (0, 0)
