"""The rows in hand: claimed and waiting for a worker, or in flight."""

from collections import Counter, deque

from bot.model.outbox import Operation, OutboxRow


class ChannelQueue:
    """Rows by channel: one channel's rows go one at a time and in order, and the channels take turns."""

    def __init__(self) -> None:
        self._channels: dict[tuple[str, str], deque[OutboxRow]] = {}
        self._ready: deque[tuple[str, str]] = deque()  # channels with something to send and nothing in flight
        self._counts: Counter[tuple[str, Operation]] = Counter()
        self.in_flight = 0

    def __len__(self) -> int:
        return self._counts.total()

    def __contains__(self, row: OutboxRow) -> bool:
        return any(each.id == row.id for each in self._channels.get(_channel_key(row), ()))

    @property
    def waiting(self) -> int:
        """The number of rows that are not in flight."""
        return len(self) - self.in_flight

    def count(self, workspace: str, op: Operation) -> int:
        """Return how many of a workspace are in hand."""
        return self._counts[workspace, op]

    def put(self, row: OutboxRow) -> None:
        """Keep a claimed row until its turn."""
        rows = self._channels.setdefault(_channel_key(row), deque())
        rows.append(row)
        if len(rows) == 1:
            self._ready.append(_channel_key(row))
        self._counts[row.workspace, row.op] += 1

    def take(self, most: int) -> list[OutboxRow]:
        """Return up to so many rows whose turn it is: they are in flight until `remove`."""
        rows = [self._channels[self._ready.popleft()][0] for _ in range(min(most, len(self._ready)))]
        self.in_flight += len(rows)
        return rows

    def remove(self, row: OutboxRow) -> None:
        """End the flight of a row: the channel's next may go."""
        rows = self._channels[_channel_key(row)]
        self._discount(rows.popleft())
        self.in_flight -= 1
        if rows:
            self._ready.append(_channel_key(row))
        else:
            del self._channels[_channel_key(row)]

    def empty(self) -> list[OutboxRow]:
        """Return everything that is not in flight, and keep it no longer."""
        # A channel that is not ready has its first row in flight: that one stays until its answer is recorded.
        ready = set(self._ready)
        left = [row for channel, rows in self._channels.items() for row in list(rows)[channel not in ready :]]
        for row in left:
            self._discount(row)
        self._channels = {channel: deque([rows[0]]) for channel, rows in self._channels.items() if channel not in ready}
        self._ready.clear()
        return left

    def _discount(self, row: OutboxRow) -> None:
        key = row.workspace, row.op
        self._counts[key] -= 1
        # A Counter keeps its zeros, one for every workspace there ever was.
        if not self._counts[key]:
            del self._counts[key]


def _channel_key(row: OutboxRow) -> tuple[str, str]:
    return row.workspace, row.channel
