"""Draw changes and tell which the suite notices: python -m tests.mutants --number 300 --seed 1 [--kind sql].

First every test runs once, to see which lines it runs (ten minutes or so; `--lines DIR` keeps that for another time).
Then each change is made in a copy of the tree and the tests that run its place are run until one fails.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.changes import ROOT, Change, list_changes
from tests.mutants.choose import Runs, load_runs

MOST = 240  # tests for a change that more of them run: every second, third, … one, so that the share is a little low
AT_ONCE = 80  # tests in one run, the quickest first: most changes are noticed by the first of them
LONGEST = 3  # times what its tests took without the change: beyond, it hangs, and would be noticed
START = 60.0  # seconds that starting pytest may take on a busy machine
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".try", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "build"
)


@dataclass(frozen=True)
class Judged:
    """A change, and the test that noticed it: "" for none, `no test` where none runs its place."""

    change: Change
    noticed_by: str

    @property
    def noticed(self) -> bool:
        return self.noticed_by not in ("", "no test")


def main() -> None:
    options = _read_options()
    if not list(options.lines.glob("*.json")):
        _write_runs(options.lines)
    runs = load_runs(options.lines)
    drawn = draw_changes(options.number, options.seed, options.kind)
    judged = judge_changes(drawn, runs, options.processes)
    print(report(judged))


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=300, help="changes to draw")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others")
    parser.add_argument("--kind", default="", help="only of this kind: condition, guard, statement, number, sql, …")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="changes tried at the same time")
    parser.add_argument("--lines", type=Path, default=ROOT / "build" / "mutants", help="what the tests run, kept there")
    return parser.parse_args()


def draw_changes(number: int, seed: int, kind: str = "") -> list[Change]:
    """Return so many changes, drawn over all of them alike."""
    every = [change for change in list_changes() if kind in ("", change.kind)]
    return random.Random(seed).sample(every, min(number, len(every)))


def judge_changes(changes: Sequence[Change], runs: Runs, processes: int) -> list[Judged]:
    """Return what became of each change, in the order in which they were drawn; each is printed when it is known."""
    with tempfile.TemporaryDirectory() as scratch:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(processes):
            trees.put(Path(shutil.copytree(ROOT, Path(scratch) / str(number), ignore=LEFT_OUT)))

        def judge(change: Change) -> Judged:
            tree = trees.get()
            try:
                judged = Judged(change, find_noticing(tree, change, runs))
            finally:
                trees.put(tree)
            print(f"{'noticed' if judged.noticed else 'UNSEEN':8} {change}  {judged.noticed_by}", flush=True)
            return judged

        with ThreadPoolExecutor(processes) as pool:
            return list(pool.map(judge, changes))


def find_noticing(tree: Path, change: Change, runs: Runs) -> str:
    """Return the first test that fails with this change made in this tree; "" when none does."""
    tests = runs.choose(change)
    tests = tests[:: -(-len(tests) // MOST)] if tests else []
    if not tests:
        return "no test"
    path = tree / change.path
    text = path.read_text()
    path.write_text(change.apply(text))
    try:
        parts = [tests[begin : begin + AT_ONCE] for begin in range(0, len(tests), AT_ONCE)]
        return next(filter(None, (_find_failing(tree, part, runs) for part in parts)), "")
    finally:
        path.write_text(text)


def _find_failing(tree: Path, tests: Sequence[str], runs: Runs) -> str:
    limit = START + LONGEST * sum(runs.seconds.get(test, 1.0) for test in tests)
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
    names = tree / "chosen-tests.txt"
    names.write_text("\n".join(tests))
    try:
        ended = subprocess.run(
            [*command, f"@{names}"], cwd=tree, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return "it hangs"
    if ended.returncode == 0:
        return ""
    failed = [line for line in ended.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" - ")[0] if failed else f"pytest ended with {ended.returncode}"


def _write_runs(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.mutants.contexts",
        "--numprocesses",
        "auto",
        "--dist",
        "loadfile",
    ]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "MUTANTS_LINES": str(folder)}, check=False)


def report(judged: Sequence[Judged]) -> str:
    """Return the share noticed of each kind, and all that went unseen."""
    drawn, noticed = (
        Counter(each.change.kind for each in judged),
        Counter(each.change.kind for each in judged if each.noticed),
    )
    rows = [
        f"{kind:10} {noticed[kind]:4} of {number:4}  {noticed[kind] / number:.0%}"
        for kind, number in sorted(drawn.items())
    ]
    total = f"{'all':10} {noticed.total():4} of {drawn.total():4}  {noticed.total() / max(1, drawn.total()):.0%}"
    unseen = [f"  {each.change}  {each.noticed_by}" for each in judged if not each.noticed]
    return "\n".join(["", *rows, total, "", "Unseen:", *unseen])


if __name__ == "__main__":
    main()
