from bot.delivery.queue import Tray
from bot.model.outbox import Kind, Operation, OutboxRow, OutboxState
from tests.conftest import NOW


def row(ref: str, channel: str = "C1", workspace: str = "T1") -> OutboxRow:
    plain = {"team_id": None, "detail": "{}", "notify_on_failure": None, "due_at": NOW, "created_at": NOW}
    ends = dict.fromkeys(("leased_until", "tried_at", "sent_at", "sent_channel", "sent_ts", "error"))
    what = {"id": ref, "ref": ref, "op": Operation.POST, "kind": Kind.NOTICE, "state": OutboxState.SENDING}
    where = {"workspace": workspace, "channel": channel}
    return OutboxRow.from_row({**plain, **ends, **what, **where, "attempts": 0, "place": 1})


def filled(*rows: OutboxRow) -> Tray:
    tray = Tray()
    for each in rows:
        tray.put(each)
    return tray


def test_a_channel_goes_in_order_and_one_at_a_time() -> None:
    first, second, other = row("first"), row("second"), row("other", "C2")
    tray = filled(first, second, other)
    assert tray.take(9) == [first, other]
    assert (tray.take(9), len(tray), tray.out, tray.waiting) == ([], 3, 2, 1)
    tray.done(first)
    assert tray.take(9) == [second]


def test_no_more_than_asked_for() -> None:
    tray = filled(row("a", "C1"), row("b", "C2"))
    assert [each.ref for each in tray.take(1)] == ["a"]
    assert tray.take(0) == []


def test_it_knows_what_a_workspace_has_in_hand() -> None:
    rows = row("a", "C1"), row("b", "C2"), row("c", "C3", "T2")
    tray = filled(*rows)
    tray.done(tray.take(1)[0])
    assert [tray.held("T1", "post"), tray.held("T2", "post"), tray.held("T1", "update")] == [1, 1, 0]


def test_emptied_it_keeps_what_is_out() -> None:
    out, behind, idle = row("out"), row("behind"), row("idle", "C2")
    tray = filled(out, behind, idle)
    tray.take(1)
    assert tray.empty() == [behind, idle]
    assert (len(tray), tray.out, tray.take(9)) == (1, 1, [])
    tray.done(out)
    assert (len(tray), tray.out) == (0, 0)
