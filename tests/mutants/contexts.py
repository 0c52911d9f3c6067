"""A pytest plugin that writes down which test runs which lines, and how long it takes: `-p tests.mutants.contexts`.

Each process writes a file of its own into the folder `MUTANTS_LINES`.
"""

import json
import os
import time
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).parents[2]
folder = Path(os.environ["MUTANTS_LINES"])
tracer = coverage.Coverage(data_file=None, source=[str(ROOT / "bot")], config_file=False, messages=False)
seconds: dict[str, float] = {}


def pytest_configure() -> None:
    tracer.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    tracer.switch_context(item.nodeid)
    begun = time.monotonic()
    try:
        return (yield)
    finally:
        seconds[item.nodeid] = round(time.monotonic() - begun, 3)
        tracer.switch_context("")


def pytest_sessionfinish() -> None:
    tracer.stop()
    if not seconds:  # the process that only tells the others what to run
        return
    data = tracer.get_data()
    tests = list(seconds)
    number = {test: place for place, test in enumerate(tests)}  # a name at each line would fill the disk
    lines = {
        Path(path).relative_to(ROOT).as_posix(): {
            line: [number[test] for test in ran if test in number]
            for line, ran in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }
    written = {"tests": tests, "seconds": list(seconds.values()), "lines": lines}
    (folder / f"{os.getpid()}.json").write_text(json.dumps(written))
