"""The one message a week that nobody asked for: a promise quoted back, or a document that waits for a key; with ways to
have less of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.messages import blocks
from bot.messages.blocks import Block
from bot.messages.progress import answers, how_it_goes
from bot.messages.render import Message, compose

SNOOZE = "nudge:snooze"
SNOOZES = {"tomorrow": "Ask me tomorrow", "week": "Ask me next week", "never": "Never about this"}
One = Mapping[str, Any]


def nudge(
    nudge_id: str,
    kind: str,
    one: One,
    *,
    user: str,
    today: date,
    snoozed: str = "",
    answered: bool = False,
    back: bool = False,
    slower: bool = False,
) -> Message:
    """About the promise `one` (a row with team and channel). `snoozed` is an ISO day, `never` or "".

    `answered`: its state was said after it was asked. `back`: welcome them back first. `slower`: say that they are
    asked less often now, and how to change it.
    """
    whose = one["offered_to"] if kind == "handover" else one["owner"]
    closed = one["state"] in ("done", "dropped") or whose != user
    values = {
        "one": one,
        "closed": closed,
        "snoozed": snoozed,
        "answered": one["state"] if answered else "",
        "late": one["due_on"] < today.isoformat(),
        "days": (date.fromisoformat(one["due_on"]) - today).days,
        "since": (one["stuck_at"] or one["state_at"])[:10],
    }
    buttons = [] if closed else [_buttons(nudge_id, kind, one, snoozed)]
    return compose("nudge", {**values, "kind": kind, "back": back, "slower": slower}, {"buttons": buttons})


def owed(nudge_id: str, doc: One, *, closed: str, snoozed: str, back: bool, slower: bool) -> Message:
    """About the document `doc` (run_id, word, title, subject, number, by, side, others, channel) that waits for a key
    of this person's side. `closed`: why it does not any more, `turned` or `replaced`.
    """
    read = blocks.actions(
        blocks.button("Read it", "charter:show", doc["run_id"], "primary"), *([] if snoozed else [_later(nudge_id)])
    )
    values = {**doc, "closed": closed, "snoozed": snoozed, "back": back, "slower": slower}
    return compose("nudge_key", values, {"buttons": [] if closed else [read]})


def muted(until: date | None) -> Message:
    return compose("muted", {"until": until})


def unmuted(was: bool) -> Message:
    return compose("unmuted", {"was": was})


def _buttons(nudge_id: str, kind: str, one: One, snoozed: str) -> Block:
    if kind == "handover":
        return answers(one["id"])
    redate = [blocks.button("New date", "keeping:redate", f"redate/{one['id']}")] if kind == "overdue" else []
    more = [] if snoozed else [_later(nudge_id)]
    return blocks.actions(*how_it_goes(one), *redate, *more)


def _later(nudge_id: str) -> dict[str, Any]:
    return blocks.overflow([(f"{word}/{nudge_id}", label) for word, label in SNOOZES.items()], SNOOZE)
