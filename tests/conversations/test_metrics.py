"""What Prometheus reads: counted where it happens, the same names as the documentation has, and nobody's id."""

import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot import counting
from bot.app import Align
from bot.counting import Counted, count
from bot.errors import UserError
from bot.metrics import open_metrics, serve_metrics
from bot.settings import Settings
from tests.conversations.walks import commits
from tests.fixtures_align import alone
from tests.ports import free_port
from tests.standin import Channel, Clock, Colleague, Slack

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
DOCUMENTED = re.compile(r"^\| `(align_\w+)` \| (?:`(\w+)`)? ?\|", re.MULTILINE)
SAMPLE = re.compile(r'^(align_\w+)(?:\{(\w+)="([^"]*)"(?:,le="[^"]*")?\})? (\S+)$')
FAULTS = ("align_retries_total", "align_errors_total")
Samples = dict[tuple[str, str], float]


def scrape(port: int) -> list[str]:
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        lines: list[str] = answer.read().decode().splitlines()
    return lines


def read(port: int) -> Samples:
    """By name and the value of the label."""
    matches = [SAMPLE.match(line) for line in scrape(port) if not line.startswith("#")]
    return {(match[1], match[3] or ""): float(match[4]) for match in matches if match}


@pytest.fixture
def port(align: Align, environ: dict[str, str]) -> Iterator[int]:
    number = free_port()
    settings = Settings.read({**environ, "ALIGN_METRICS_PORT": str(number)})
    with open_metrics(settings) as metrics, serve_metrics(metrics, align.db, align.now):
        yield number


@alone
def test_a_day_as_prometheus_reads_it(
    port: int, align: Align, slack: Slack, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    before = read(port)
    slack.fails("chat.postMessage", error="token_revoked")
    commits(tom, team)
    slack.fails("views.open", status=503, times=3)
    assert maya.types("/align pilot", team).startswith("Slack does not answer me")
    clock.pass_(align, minutes=20)
    after = read(port)
    grown = {key: after[key] - before[key] for key in after if after[key] != before[key]}
    assert grown["align_sent_total", "post"] > 0
    assert {key: number for key, number in grown.items() if key[0] in FAULTS} == {
        ("align_retries_total", "post"): 1,
        ("align_errors_total", "installation"): 1,
        ("align_errors_total", "slack"): 1,
    }
    assert grown["align_acknowledgement_seconds_count", "command"] == 2
    assert grown["align_acknowledgement_seconds_count", "view_submission"] == 1
    assert (after["align_database_up", ""], after["align_outbox_rows", "due"]) == (1, 0)


def test_what_waits_and_for_how_long(
    port: int, align: Align, slack: Slack, team: Channel, tom: Colleague, clock: Clock
) -> None:
    slack.fails("chat.postMessage", error="invalid_auth", times=50)
    commits(tom, team)
    clock.pass_(align, hours=3)
    figures = read(port)
    assert figures["align_outbox_oldest_seconds", "tried"] >= 3 * 3600
    assert figures["align_outbox_rows", "later"] >= 1
    assert ("align_heartbeat_age_seconds", "latest") not in figures, "no process ticks in this test"


def test_the_documentation_names_what_there_is(port: int, align: Align) -> None:
    from bot.records import heartbeats

    heartbeats.beat(align.db, "host:1", align.now())
    named = {(name, label) for name, label in DOCUMENTED.findall(OPERATIONS.read_text())}
    labels: dict[str, str] = {}
    for match in filter(None, map(SAMPLE.match, scrape(port))):
        labels[re.sub(r"(?<=_seconds)_(count|sum|bucket)$", "", match[1])] = match[2] or ""
    assert named == set(labels.items())


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nobody_is_named(
    engine: str, port: int, align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    commits(tom, team)
    clock.pass_(align, days=7)
    labels = {match[3] for match in filter(None, map(SAMPLE.match, scrape(port))) if match[3]}
    assert labels
    assert not [each for each in labels if not re.fullmatch("[a-z_]+", each)]


def test_a_database_that_is_away(port: int, align: Align, memory_url: str) -> None:
    Path(memory_url.removeprefix("sqlite:///")).unlink()
    align.db.close()
    assert [line for line in scrape(port) if line.startswith("align_database_up")] == ["align_database_up 0.0"]
    assert "# TYPE align_sent_total counter" in scrape(port)


def test_what_cannot_be_counted_breaks_no_act(
    align: Align, team: Channel, maya: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(amount: float) -> None:
        raise OSError("no space left")

    counting.begin({(Counted.ANSWER, "command"): fail})
    assert "*Your team:*" in maya.types("/align help", team)
    assert "*Your team:*" in maya.types("/align help", team)
    said = [each.getMessage() for each in caplog.records if each.exc_info]
    assert said == ["align_acknowledgement_seconds is not counted any more for command"]
    caplog.clear()


def test_counting_costs_an_act_next_to_nothing(port: int) -> None:
    """The best of several looks, since the machine may be busy: twenty microseconds are a thousandth of an act."""

    def look() -> float:
        began = time.perf_counter()
        for _ in range(200):
            count(Counted.ANSWER, "command", 0.05)
        return (time.perf_counter() - began) / 200

    assert min(look() for _ in range(10)) < 20e-6


def test_a_port_that_is_taken_and_a_client_that_says_nothing(port: int, environ: dict[str, str]) -> None:
    silent = HTTPConnection("127.0.0.1", port)
    silent.connect()
    assert read(port), "whoever connects and says nothing keeps nobody waiting"
    silent.close()
    settings = Settings.read({**environ, "ALIGN_METRICS_PORT": str(port)})
    with pytest.raises(UserError, match=f"127.0.0.1:{port}: Address already in use. Stop .* ALIGN_METRICS_PORT"):
        open_metrics(settings).__enter__()
