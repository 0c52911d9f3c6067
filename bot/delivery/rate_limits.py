"""Slack's rate limits: a token bucket for each method in each workspace, and for each channel."""

from datetime import datetime, timedelta

from bot.model.outbox import Operation

Bucket = tuple[int, int]  # milliseconds for one more message, messages at once

# Slack's rate limits: posting several hundred a minute in a workspace and one a second in a channel, short bursts
# allowed; chat.update and chat.delete tier 3 (50 a minute), views.publish and files.* tier 4 (100 a minute),
# pins.* and canvases.create tier 2 (20 a minute).
WORKSPACE: dict[Operation, Bucket] = {
    Operation.POST: (200, 20),
    Operation.UPDATE: (1200, 20),
    Operation.DELETE: (1200, 20),
    Operation.HOME: (600, 20),
    Operation.FILE: (600, 20),
    Operation.READ: (600, 20),
    Operation.PIN: (3000, 5),
    Operation.UNPIN: (3000, 5),
    Operation.CANVAS: (3000, 5),
}
CHANNEL: Bucket = (1000, 3)
REMEMBERED = 10_000  # buckets; a full one says as much as none and may be forgotten


class RateLimits:
    """The buckets, each as the moment when it is full again (milliseconds since 1970), by a clock that never goes back.

    For one thread only.
    """

    def __init__(self) -> None:
        self._full_at: dict[tuple[str, str], int] = {}
        self._queued: dict[tuple[str, str], int] = {}
        self._closed: dict[tuple[str, str], datetime] = {}

    def begin(self) -> None:
        """Begin a round: those who were told to wait are not in front of anybody any more."""
        self._queued.clear()

    @property
    def queued(self) -> int:
        """The number of messages that were told to wait in this round."""
        return sum(self._queued.values())

    def wait(self, workspace: str, op: Operation, channel: str, now: datetime) -> timedelta | None:
        """Return how long until your turn, behind those who came before; None: go, and the tokens are yours."""
        at = _to_milliseconds(now)
        buckets = {(workspace, op): WORKSPACE[op]} | ({(workspace, channel): CHANNEL} if op == Operation.POST else {})
        wait = max(self._missing(key, bucket, at) for key, bucket in buckets.items())
        if wait:
            return timedelta(milliseconds=wait)
        self._forget(at)
        for key, (interval, _) in buckets.items():
            self._full_at[key] = max(self._full_at.get(key, at), at) + interval
        return None

    def block(self, workspace: str, op: Operation, until: datetime) -> None:
        """Close this method in this workspace until then: Slack said Retry-After."""
        interval, burst = WORKSPACE[op]
        # One token at that moment, not a burst: whoever was limited just now begins again slowly.
        self._full_at[workspace, op] = _to_milliseconds(until) + (burst - 1) * interval
        self._closed[workspace, op] = until

    def closed(self, workspace: str, op: Operation, now: datetime) -> timedelta | None:
        """Return how long Slack keeps this method closed in this workspace; None when it is open."""
        until = self._closed.get((workspace, op))
        if until and until <= now:
            del self._closed[workspace, op]
            return None
        return until - now if until else None

    def _missing(self, key: tuple[str, str], bucket: Bucket, at: int) -> int:
        """Return the milliseconds until this bucket has a token for one more, 0 when it has one."""
        interval, burst = bucket
        empty_for = self._full_at.get(key, at) - (burst - 1) * interval - at
        if empty_for <= 0:
            return 0
        # Each is told another moment, or all who wait would come back at once and be sent away again.
        before = self._queued.get(key, 0)
        self._queued[key] = before + 1
        return empty_for + before * interval

    def _forget(self, at: int) -> None:
        if len(self._full_at) > REMEMBERED:
            self._full_at = {key: full_at for key, full_at in self._full_at.items() if full_at > at}


def _to_milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
