"""From the start of the process to the first acknowledgement, and the memory it then holds, beside a bare Bolt app.

Turns are interleaved; the figures are medians: python -m tests.bench.startup [TURNS]
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from tests.bench.company import set_up
from tests.bench.load import drive
from tests.bench.report import say
from tests.bench.requests import command
from tests.bench.servers import environment
from tests.bench.slack import slack
from tests.ports import free_port

PATIENCE = 60.0  # seconds
LINES = {"Align": ["-m", "bot", "web"], "bare Bolt app": ["-m", "tests.bench.servers", "echo"]}


@dataclass(frozen=True)
class Start:
    """Seconds until the first answer, and of CPU until then; megabytes of the serving process, and of it and gunicorn's
    master together.
    """

    seconds: float
    cpu: float
    worker: float
    both: float


def main(turns: int = 7) -> None:
    starts: dict[str, list[Start]] = {kind: [] for kind in LINES}
    with TemporaryDirectory() as folder, slack() as there:
        for turn in range(turns + 1):
            for kind, line in LINES.items():
                environ = environment(free_port(), there.server_port, Path(folder))
                set_up(environ["DATABASE_URL"])
                start = _start([sys.executable, *line], environ)
                if turn:  # the first one warms the disk cache
                    starts[kind].append(start)
    _report(starts)


def _start(line: list[str], environ: Mapping[str, str]) -> Start:
    port = int(environ["PORT"])
    request = command("help", 1)
    began = time.perf_counter()
    with subprocess.Popen(line, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while not _acknowledged(port, request):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise RuntimeError(f"{' '.join(line)} does not answer")
                time.sleep(0.002)
            seconds = time.perf_counter() - began
            master = psutil.Process(process.pid)
            each = (master, *master.children(recursive=True))
            used = sum(one.cpu_times().user + one.cpu_times().system for one in each)
            sizes = [one.memory_info().rss / 1e6 for one in each]
            return Start(seconds, used, max(sizes), sum(sizes))
        finally:
            process.terminate()


def _acknowledged(port: int, request: bytes) -> bool:
    with suppress(ConnectionRefusedError):
        drive(port, [request], 1, 1, 1)
        return True
    return False


def _report(starts: Mapping[str, list[Start]]) -> None:
    print(f"{'start to first acknowledgement':42} seconds   of CPU   worker MB  with master MB")
    for kind, each in starts.items():
        seconds, cpu, worker, both = (
            median(getattr(start, what) for start in each) for what in ("seconds", "cpu", "worker", "both")
        )
        print(f"  {kind:40}{seconds:8.2f} {cpu:8.2f} {worker:11.0f} {both:15.0f}")
    mine, bare = starts["Align"], starts["bare Bolt app"]
    say("until the first acknowledgement", median(start.seconds for start in mine), "at most", 0.7, "s")
    say("of CPU until then", median(start.cpu for start in mine), "at most", 0.7, "s")
    say("held by the process that answers", median(start.worker for start in mine), "at most", 100, "MB")
    ratio = median(one.seconds / other.seconds for one, other in zip(mine, bare, strict=True))
    print(f"  {ratio:8.2f} ×  the bare app's time")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
