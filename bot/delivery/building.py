"""Files that are made by the worker that sends them, piece by piece: a long one keeps nobody else waiting."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.delivery.answers import NotSent
from bot.delivery.api import SlackApi
from bot.errors import UnavailableError

STEPS = 4  # of so many a message says how far it is


@dataclass(frozen=True)
class Building:
    """A file in `count` portions, each made when `pieces` goes on; no transaction lies around them.

    `place`: channel and moment of the message that `describe` says anew, after so many portions; None: there is none.
    """

    name: str
    title: str
    count: int
    pieces: Callable[[], Iterator[str]]
    place: tuple[str, str] | None = None
    describe: Callable[[int], Mapping[str, Any]] = lambda done: {}


def build_file(api: SlackApi, token: str, building: Building) -> str | NotSent:
    """Return its content, having said at each quarter how far it is; NotSent where the database does not answer."""
    made: list[str] = []
    try:
        for number, piece in enumerate(building.pieces()):
            made.append(piece)
            _say_step(api, token, building, number)
    except UnavailableError as error:
        return NotSent(str(error))
    return "".join(made)


def _say_step(api: SlackApi, token: str, building: Building, done: int) -> None:
    """Change the message at a quarter of the portions, a half, and three quarters."""
    step = max(building.count // STEPS, 1)
    if building.place is None or not 0 < done < building.count or done % step:
        return
    channel, ts = building.place
    said = building.describe(done)
    # What Slack says to it is no matter: the message is changed once more at the end, by the outbox.
    api.write("chat.update", token, {"channel": channel, "ts": ts, "text": said["text"], "blocks": said["blocks"]})
