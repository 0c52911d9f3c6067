"""The one message a week that nobody asked for: a promise quoted back, with its buttons and ways to have less of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.charter.reading import Version
from bot.messages import blocks
from bot.messages.blocks import Block
from bot.messages.documents import called
from bot.messages.progress import answers, how_it_goes
from bot.messages.render import Message, compose
from bot.messages.side_names import SIDE_NAMES
from bot.model.teams import Side

SNOOZE = "nudge:snooze"
SNOOZES = {"tomorrow": "Ask me tomorrow", "week": "Ask me next week", "never": "Never about this"}
One = Mapping[str, Any]


class Standing(NamedTuple):
    """How a nudge stands: put off until `snoozed` (an ISO day, `never`, or ""); `back`: welcome them back first;
    `slower`: say that they are asked less often now, and how to change it.
    """

    snoozed: str = ""
    back: bool = False
    slower: bool = False


def nudge(nudge_id: str, kind: str, one: One, standing: Standing, *, user: str, today: date, answered: bool) -> Message:
    """About the promise `one` (a row with team and channel). `answered`: its state was said after it was asked."""
    whose = one["offered_to"] if kind == "handover" else one["owner"]
    closed = one["state"] in ("done", "dropped") or whose != user
    values = {
        "one": one,
        "closed": closed,
        "answered": one["state"] if answered else "",
        "late": one["due_on"] < today.isoformat(),
        "days": (date.fromisoformat(one["due_on"]) - today).days,
        "since": (one["stuck_at"] or one["state_at"])[:10],
    }
    buttons = [] if closed else [_buttons(nudge_id, kind, one, standing)]
    return compose("nudge", {**values, "kind": kind, **standing._asdict()}, {"buttons": buttons})


def key(nudge_id: str, charter: Charter, version: Version, standing: Standing, *, side: str, channel: str) -> Message:
    """About a document that waits for a key: `side` is theirs while it still does, "" once it is turned."""
    closed = bool(version.replaced) or not side
    values = {
        "name": called(charter, version.subject),
        "word": charter.word,
        "channel": channel,
        "side": SIDE_NAMES[Side(side)] if side else "",
        "by": version.by,
        "number": version.number,
        "on": version.on,
        "replaced": bool(version.replaced),
        "owes": bool(side),
    }
    read = blocks.button("Read it", "charter:show", version.run_id, "primary")
    buttons = [] if closed else [blocks.actions(read, *_less(nudge_id, standing))]
    return compose("nudge_key", {**values, **standing._asdict(), "closed": closed}, {"buttons": buttons})


def followup(nudge_id: str, card: Message, standing: Standing, *, closed: bool) -> Message:
    """What is asked about a result that somebody kept to themselves, as in `followups.card`."""
    less = _less(nudge_id, standing)
    parts = {"card": card["blocks"], "buttons": [blocks.actions(*less)] if less and not closed else []}
    return compose("nudge_followup", {**standing._asdict(), "closed": closed}, parts)


def muted(until: date | None) -> Message:
    return compose("muted", {"until": until})


def unmuted(was: bool) -> Message:
    return compose("unmuted", {"was": was})


def _buttons(nudge_id: str, kind: str, one: One, standing: Standing) -> Block:
    if kind == "handover":
        return answers(one["id"])
    redate = [blocks.button("New date", "keeping:redate", f"redate/{one['id']}")] if kind == "overdue" else []
    return blocks.actions(*how_it_goes(one), *redate, *_less(nudge_id, standing))


def _less(nudge_id: str, standing: Standing) -> list[Block]:
    """The ways to hear of it later or never, as long as none was taken."""
    later = [(f"{word}/{nudge_id}", label) for word, label in SNOOZES.items()]
    return [] if standing.snoozed else [blocks.overflow(later, SNOOZE)]
