"""Everything breaks at once, and nothing is lost: python -m tests.bench.chaos [--seconds 60] [--seed 1]

Three `align web` and two `align clock` on PostgreSQL, while people act and check-ins come due. Processes are killed and
started again, the database crashes and comes back, Slack answers 429, 500 or not at all. Then all of it is well, the
outbox is waited for (up to four minutes: whoever was killed had rows leased for two), and each promise, mark, tap,
check-in and message is counted. Ends with exit status 1 where one is missing, or there twice.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import click

from bot.records.database import Database, stamp
from bot.records.sealed_answers import load_several
from tests.bench.chaos_people import Book, Person
from tests.bench.chaos_slack import Slack, troubled_slack
from tests.bench.crowd import MEMBERS, crowd
from tests.bench.requests import SECRET
from tests.fixtures_databases import PostgresServer, serve_postgres
from tests.ports import free_port

KEY = "a secret of the benchmark, long enough"
WEBS, CLOCKS, TEAMS = 3, 2, 40
STARTED = 60  # seconds for all of them to start, on a machine that has other things to do
DRAINED = 240  # seconds to wait for what is still to be said
DURABLE = ("fsync = off",)  # a process that crashes loses nothing then, only a machine does


@dataclass
class Process:
    """`align WORD`, which may be killed and is started again."""

    word: str
    environ: dict[str, str]
    log: Path
    running: "subprocess.Popen[bytes]" = field(init=False)

    def start(self) -> None:
        """Start it, in a group of its own: gunicorn's workers go with it."""
        with self.log.open("ab") as said:
            line = [sys.executable, "-m", "bot", self.word]
            self.running = subprocess.Popen(line, env=self.environ, stdout=said, stderr=said, start_new_session=True)

    def kill(self) -> None:
        """End it and its workers, without a word to them."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self) -> int:
        """Let it finish what is under way. Return its exit status."""
        self.running.terminate()
        return self.running.wait(30)


@contextmanager
def processes(url: str, slack: Slack, folder: Path) -> Iterator[tuple[list[Process], list[int]]]:
    """All of them, with the ports of those that listen."""
    environ = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "SLACK_BOT_TOKEN": "xoxb-chaos",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{slack.server_port}/api/",
        "ALIGN_SECRET": KEY,
        "DATABASE_URL": url,
        "WEB_CONCURRENCY": "1",
    }
    ports = [free_port() for _ in range(WEBS)]
    webs = [Process("web", {**environ, "PORT": str(port)}, folder / f"web{port}.log") for port in ports]
    everything = [*webs, *(Process("clock", environ, folder / f"clock{each}.log") for each in range(CLOCKS))]
    for each in everything:
        each.start()
    try:
        for port in ports:
            _wait_for(port)
        yield everything, ports
    finally:
        for each in everything:
            if each.running.poll() is None:
                each.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTED
    while time.monotonic() < until:
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens at {port} after {STARTED} seconds")


def break_things(everything: Sequence[Process], server: PostgresServer, seconds: int, seed: int) -> Counter[str]:
    """Kill and start again until the time is up. Return how often what was done."""
    drawn, done, until = random.Random(seed), Counter[str](), time.monotonic() + seconds
    crashes = [until - seconds * share for share in (0.3, 0.65)]
    while time.monotonic() < until:
        time.sleep(drawn.uniform(2, 5))
        if crashes and time.monotonic() > crashes[-1]:
            crashes.pop()
            server.break_down()
            time.sleep(drawn.uniform(1, 3))
            server.start_again()
            done["database"] += 1
        each = drawn.choice(everything)
        if each.running.poll() is None:
            each.kill()
            done[each.word] += 1
        for gone in everything:
            if gone.running.poll() is not None:
                gone.start()
    return done


def wait_until_said(db: Database) -> None:
    """Wait until nothing is left in the outbox that is due, or under way."""
    until = time.monotonic() + DRAINED
    left = "SELECT id FROM outbox WHERE state = 'sending' OR (state = 'waiting' AND due_at <= :now) LIMIT 1"
    while time.monotonic() < until and db.query(left, {"now": stamp(datetime.now(UTC) + timedelta(minutes=1))}):
        time.sleep(1)


def judge(db: Database, slack: Slack, book: Book, said: str) -> list[str]:
    """Return what is not as it was acknowledged, or there twice."""
    promises = Counter(row["action"] for row in db.query("SELECT action FROM commitments WHERE action LIKE 'act %'"))
    marks = Counter(
        row["id"] for row in db.query("SELECT commitment_id AS id FROM commitment_log WHERE event = 'done'")
    )
    asked = Counter(row["id"] for row in db.query("SELECT team_id AS id FROM checkins"))
    taps, may = _count_taps(db), _find_answering(db, book)
    rows = db.query("SELECT id, op, kind, state, due_at FROM outbox")
    teams = {row["id"] for row in db.query("SELECT id FROM teams")}
    faults = [f"no {what} was acknowledged" for what, seen in _list_acts(book).items() if not seen]
    faults += [f"promise “{each}”: {promises[each]} times" for each in book.made if promises[each] != 1]
    faults += [f"promise “{each}” is there {n} times" for each, n in promises.items() if n > 1]
    faults += [f"promise {each} is done {marks[each]} times" for each in _find_marked(db, book) if marks[each] != 1]
    faults += [f"promise {each} is done {n} times" for each, n in marks.items() if n > 1]
    faults += [f"{each} was asked {asked[each]} times" for each in teams if asked[each] != 1]
    faults += [
        f"{channel}: {taps.get(channel, 0)} answered, {len(who)} acknowledged of {len(may[channel])}"
        for channel, who in book.tapped.items()
        if not len(who) <= taps.get(channel, 0) <= len(may[channel])
    ]
    return faults + [fault for row in rows if (fault := _judge_row(row, slack, said))]


def _find_marked(db: Database, book: Book) -> set[str]:
    """The promises whose ids stand in what was pressed."""
    return {row["id"] for row in db.query("SELECT id FROM commitments") if row["id"] in "\n".join(book.kept)}


def _list_acts(book: Book) -> dict[str, int]:
    return {"promise": len(book.made), "mark": len(book.kept), "tap": sum(map(len, book.tapped.values()))}


def _count_taps(db: Database) -> dict[str, int]:
    """How many have answered, by channel."""
    channels = {row["id"]: row["channel"] for row in db.query(_CHECKINS)}
    return {channels[each]: len(taps) for each, taps in load_several(db, KEY.encode(), [*channels]).items()}


def _find_answering(db: Database, book: Book) -> dict[str, set[str]]:
    """Who may have answered, by channel: whoever marks a promise as done has answered too."""
    marks = "SELECT t.channel, l.actor FROM commitment_log l JOIN commitments c ON c.id = l.commitment_id"
    may = defaultdict(set, {channel: {*who} for channel, who in book.tried.items()})
    for row in db.query(f"{marks} JOIN teams t ON t.id = c.team_id"):
        may[row["channel"]].add(row["actor"])
    return may


_CHECKINS = "SELECT k.id, t.channel FROM checkins k JOIN teams t ON t.id = k.team_id"


def _judge_row(row: dict[str, str], slack: Slack, said: str) -> str:
    times, name = slack.taken[row["id"]], f"{row['op']} of {row['kind']} {row['id']}, {row['state']},"
    if row["state"] == "sending":
        return f"{name} is under way for ever"
    if row["op"] != "post":
        return ""
    if row["state"] == "doubt":
        return "" if times <= 1 and row["id"] in said else f"{name} was taken {times} times, or nobody was told"
    due = row["state"] == "sent"
    return "" if times == due else f"{name} was taken {times} times"


@click.command()
@click.option("--seconds", default=60, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(seconds: int, seed: int) -> None:
    """Break everything for so many seconds, and count what is left."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="align-chaos-")))
        server = stack.enter_context(serve_postgres(str(folder / "server"), DURABLE))
        slack = stack.enter_context(troubled_slack(seed))
        url, began = server.url("postgres"), datetime.now(UTC)
        db = crowd(url, [TEAMS], began)
        stack.callback(db.close)
        _spread(db, began, seconds)
        everything, ports = stack.enter_context(processes(url, slack, folder))
        book, over = Book(), Event()
        people = [Person(f"U{n}", f"C00000{n:04}", ports, slack, book, over, seed) for n in range(MEMBERS)]
        for each in people:
            each.start()
        done = break_things(everything, server, seconds, seed)
        over.set()
        slack.well = True
        for each in people:
            each.join(60)
        wait_until_said(db)
        ends = [each.stop() for each in everything]
        said = "".join(path.read_text(errors="replace") for path in folder.glob("*.log"))
        _tell(db, slack, book, done, ends, said)
        faults = judge(db, slack, book, said)
    print("\n".join(faults) or "Nothing is lost, and nothing is there twice.")
    sys.exit(bool(faults))


def _spread(db: Database, began: datetime, seconds: int) -> None:
    """Let the check-ins come due one after the other, over the time."""
    for number, row in enumerate(db.query("SELECT id FROM teams ORDER BY id")):
        at = stamp(began + timedelta(seconds=seconds * number / TEAMS))
        db.execute("UPDATE teams SET next_checkin_at = :at WHERE id = :id", {"at": at, "id": row["id"]})


def _tell(db: Database, slack: Slack, book: Book, done: Counter[str], ends: list[int], said: str) -> None:
    states = {row["state"]: row["n"] for row in db.query("SELECT state, count(*) AS n FROM outbox GROUP BY state")}
    print(f"killed: {dict(done)}; Slack: {dict(slack.troubles)}; ended with {ends}")
    print(f"{book.requests} requests, {book.refused} refused or without an answer")
    print(f"acknowledged: {_list_acts(book)}; {TEAMS} teams were to be asked")
    print(f"outbox: {states}; Slack took {slack.taken.total()} posts; {said.count('Traceback')} tracebacks")


if __name__ == "__main__":
    main()
