"""Another Slack that shows what the recording one keeps: what is said there can be pressed long after the quarter."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.simulation.workspace import Payload


class Mirror:
    """The Slack that `client` reaches. `now` is the time of the quarter, told in `zone`."""

    def __init__(self, client: WebClient, now: Callable[[], datetime], zone: str) -> None:
        self._client, self._now, self._zone = client, now, ZoneInfo(zone)
        self._days: dict[str, Payload] = {}  # ts → the line that tells its day

    def open_room(self, user: str) -> str:
        """Return the id of somebody's direct messages."""
        return str(self._client.conversations_open(users=user)["channel"]["id"])

    def post(self, said: Payload) -> tuple[str, str]:
        """Say it there too. Return the channel and the ts that it has there."""
        line = self._tell_day()
        answer = self._client.api_call("chat.postMessage", json=_put_first(line, said))
        self._days[answer["ts"]] = line
        return answer["channel"], answer["ts"]

    def update(self, said: Payload) -> None:
        self._client.api_call("chat.update", json=_put_first(self._days[said["ts"]], said))

    def delete(self, said: Payload) -> None:
        self._client.api_call("chat.delete", json=said)

    def _tell_day(self) -> Payload:
        # It was said in no time, and that Slack gives it the hour of today.
        at = self._now().astimezone(self._zone)
        words = f"{at:%A} {at.day} {at:%B}, {at:%H:%M}"
        return {"type": "context", "elements": [{"type": "mrkdwn", "text": words}]}


def _put_first(line: Payload, said: Payload) -> Payload:
    return {**said, "blocks": [line, *said["blocks"]]} if said.get("blocks") else said
