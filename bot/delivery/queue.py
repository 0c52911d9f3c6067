"""The rows in hand: claimed and waiting for a lane, or out on one."""

from collections import Counter, deque

from bot.model.outbox import Operation, OutboxRow


class Tray:
    """One channel's rows go one at a time and in order; the channels take turns."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], deque[OutboxRow]] = {}
        self._idle: deque[tuple[str, str]] = deque()  # channels with something to send and nothing out
        self._held: Counter[tuple[str, Operation]] = Counter()
        self.out = 0

    def __len__(self) -> int:
        return self._held.total()

    @property
    def waiting(self) -> int:
        """How many are not out."""
        return len(self) - self.out

    def held(self, workspace: str, op: Operation) -> int:
        """How many of a workspace are in hand."""
        return self._held[workspace, op]

    def put(self, row: OutboxRow) -> None:
        """Keep a claimed row until its turn."""
        line = self._lines.setdefault(_channel(row), deque())
        line.append(row)
        if len(line) == 1:
            self._idle.append(_channel(row))
        self._held[row.workspace, row.op] += 1

    def take(self, most: int) -> list[OutboxRow]:
        """Up to so many rows whose turn it is: they are out until `done`."""
        taken = [self._lines[self._idle.popleft()][0] for _ in range(min(most, len(self._idle)))]
        self.out += len(taken)
        return taken

    def done(self, row: OutboxRow) -> None:
        """Back from wherever it was: the channel's next may go."""
        line = self._lines[_channel(row)]
        self._drop(line.popleft())
        self.out -= 1
        if line:
            self._idle.append(_channel(row))
        else:
            del self._lines[_channel(row)]

    def empty(self) -> list[OutboxRow]:
        """Everything that is not out, which is not in hand any more."""
        idle = set(self._idle)
        left = [row for channel, line in self._lines.items() for row in list(line)[channel not in idle :]]
        for row in left:
            self._drop(row)
        self._lines = {channel: deque([line[0]]) for channel, line in self._lines.items() if channel not in idle}
        self._idle.clear()
        return left

    def _drop(self, row: OutboxRow) -> None:
        key = row.workspace, row.op
        self._held[key] -= 1
        if not self._held[key]:
            del self._held[key]


def _channel(row: OutboxRow) -> tuple[str, str]:
    return row.workspace, row.channel
