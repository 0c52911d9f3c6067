"""Where promises stand, with buttons: the window of /align progress, and the same in the Home tab."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.messages import blocks
from bot.messages.blocks import Block, View
from bot.messages.render import compose

Rows = Sequence[Mapping[str, Any]]
MINE, OFFERED, LATELY, THEIRS = 12, 3, 5, 10  # as many as fit a view beside each other, however long they are
STATES = {"done": "Done", "on_track": "On track", "stuck": "Stuck"}
MORE = {
    "redate": "New date",
    "smaller": "Make it smaller",
    "hand_over": "Hand it over",
    "drop": "Drop it",
    "story": "How it went so far",
}


def window(standing: Mapping[str, Rows], scope: str, now: datetime) -> View:
    """/align progress. `scope` is the team it was asked in, or `all`; redrawn after every press."""
    told = compose("progress", *parts(standing, now), limit=blocks.VIEW_BLOCKS)
    return blocks.modal("What is promised", told["blocks"], callback="progress:shown", about=scope)


def parts(standing: Mapping[str, Rows], now: datetime) -> tuple[dict[str, Any], dict[str, list[Block]]]:
    """What templates/progress.md takes: counts, and the blocks of mine, offered, lately, theirs."""
    shown = {
        "mine": [_mine(one, now) for one in standing["mine"][:MINE]],
        "offered": [_offered(one) for one in standing["offered"][:OFFERED]],
        "lately": [_lately(one) for one in standing["lately"][:LATELY]],
        "theirs": [_their(one, now) for one in standing["theirs"][:THEIRS]],
    }
    counts = {name: len(standing[name]) for name in shown}
    more = {f"more_{name}": len(standing[name]) - len(shown[name]) for name in ("mine", "theirs")}
    return {**counts, **more}, {name: [each for one in listed for each in one] for name, listed in shown.items()}


def how_it_goes(one: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Done, On track, Stuck as buttons, without the one that it says already."""
    labels = {**STATES, "stuck": "What blocks it?"} if one["state"] == "stuck" else STATES
    return [
        _button(state, label, one, "primary" if state == "done" else None)
        for state, label in labels.items()
        if state != one["state"] or state == "stuck"
    ]


def story(one: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> View:
    """How it went so far: what happened, when, and who said so."""
    told = [{**line, "on": _local(line["at"], one["zone"]).date()} for line in lines]
    words = compose("story", {"one": one, "lines": told}, limit=blocks.VIEW_BLOCKS)
    return blocks.modal("How it went so far", words["blocks"], callback="progress:story", about="")


def _mine(one: Mapping[str, Any], now: datetime) -> list[Block]:
    keep = [_button("kept", "Keep it after all", one)] if one["offered_to"] else []
    more = blocks.overflow([(f"{act}/{one['id']}", label) for act, label in MORE.items()], "keeping:more")
    return [*_told("promise_mine", one, now), blocks.actions(*how_it_goes(one), *keep, more)]


def _offered(one: Mapping[str, Any]) -> list[Block]:
    return [*_told("promise_offered", one), answers(one["id"])]


def answers(commitment_id: str) -> Block:
    """What somebody says to whom a promise is offered."""
    return blocks.actions(
        blocks.button("I’ll take it", "keeping:take", f"take/{commitment_id}", "primary"),
        blocks.button("I can’t", "keeping:decline", f"decline/{commitment_id}"),
    )


def _lately(one: Mapping[str, Any]) -> list[Block]:
    label = "Not done after all" if one["state"] == "done" else "Take it up again"
    return blocks.beside(_told("promise_closed", one), _button("reopen", label, one))


def _their(one: Mapping[str, Any], now: datetime) -> list[Block]:
    acts = {"done": "Done", **MORE} if one["changeable"] else {"story": MORE["story"]}
    acts.pop("smaller", None)
    more = blocks.overflow([(f"{act}/{one['id']}", label) for act, label in acts.items()], "keeping:more")
    return blocks.beside(_told("promise_their", one, now), more)


def _told(template: str, one: Mapping[str, Any], now: datetime | None = None) -> list[Block]:
    values = {"one": one, "state": STATES.get(one["state"], ""), "late": False, "days": 0}
    if now:
        today = now.astimezone(ZoneInfo(one["zone"])).date()
        values["late"] = one["due_on"] < today.isoformat()
        values["days"] = (today - _local(one["stuck_at"], one["zone"]).date()).days if one["stuck_at"] else 0
    return compose(template, values)["blocks"]


def _local(at: str, zone: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(ZoneInfo(zone))


def _button(act: str, label: str, one: Mapping[str, Any], style: str | None = None) -> dict[str, Any]:
    return blocks.button(label, f"keeping:{act}", f"{act}/{one['id']}", style)
