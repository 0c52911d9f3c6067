"""All that a workspace, the line to it and its people know, as one value: to be compared, put away and put back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote_plus

from tests.standin.wire.line import Line

State = dict[str, Any]
WORLD = "the world"  # in place of the address of a test's own workspace
OF_THE_TEST = {"now", "uploads", "_numbering", "clock", "user", "line", "slack", "workspace"}


def read_state(line: Line, people: Iterable[Any]) -> State:
    """What has come of all acts so far; not a copy."""
    slack = line.slack
    return {
        "now": slack.workspace.now(),
        "workspace": values(slack.workspace),
        "faults": values(slack.faults),
        "calls": slack.calls,
        "token": slack.token,
        "sent": rename(line.sent, address(line), WORLD),
        "asked": line.asked,
        "people": {each.id: values(each) for each in people},
    }


def write_state(line: Line, people: Iterable[Any], state: State) -> None:
    """Make it what `state` says. Rooms and users stay the same objects, since a test holds them."""
    slack, workspace = line.slack, line.slack.workspace
    slack.faults.clock.now = state["now"]
    rooms, users = workspace.rooms, workspace.users
    vars(workspace).update(state["workspace"])
    workspace.rooms, workspace.users = become(rooms, workspace.rooms), become(users, workspace.users)
    vars(slack.faults).update(state["faults"])
    slack.calls, slack.token = state["calls"], state["token"]
    line.sent, line.asked = rename(state["sent"], WORLD, address(line)), state["asked"]
    for each in people:
        vars(each).update(state["people"][each.id])


def values(thing: object) -> State:
    return {name: value for name, value in vars(thing).items() if name not in OF_THE_TEST}


def become(held: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    for name, each in wanted.items():
        vars(held.setdefault(name, each)).update(vars(each))
    return held


def address(line: Line) -> str:
    return quote_plus(f"{line.slack.root}/")


def rename(sent: list[tuple[str, str]], old: str, new: str) -> list[tuple[str, str]]:
    return [(body.replace(old, new), kind) for body, kind in sent]
