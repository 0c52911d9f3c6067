"""The one message a week that nobody asked for: a promise quoted back, with its buttons and ways to have less of it."""

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


def muted(until: date | None) -> Message:
    return compose("muted", {"until": until})


def unmuted(was: bool) -> Message:
    return compose("unmuted", {"was": was})


def _buttons(nudge_id: str, kind: str, one: One, snoozed: str) -> Block:
    if kind == "handover":
        return answers(one["id"])
    later = [(f"{word}/{nudge_id}", label) for word, label in SNOOZES.items()]
    redate = [blocks.button("New date", "keeping:redate", f"redate/{one['id']}")] if kind == "overdue" else []
    more = [] if snoozed else [blocks.overflow(later, SNOOZE)]
    return blocks.actions(*how_it_goes(one), *redate, *more)
