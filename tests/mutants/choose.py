"""The tests that run what a change touches, the quickest first."""

import ast
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import ROOT, Change


@dataclass(frozen=True)
class Runs:
    """Which tests run which lines: file → line → tests; and how many seconds each takes."""

    lines: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]

    def choose(self, change: Change) -> list[str]:
        """Return the tests that run the changed place, the quickest first and those with a server last; none where no
        test does.
        """
        match change.kind:
            case "template":
                found = self._of_template(Path(change.path).stem, set())
            case "playbook":
                found = self._of_playbook(Path(change.path).stem)
            case _:
                found = self._of_code(change.path, change.line)
        return sorted(found, key=lambda test: ("postgresql" in test, self.seconds.get(test, 0.0)))

    def _of_code(self, path: str, line: int) -> set[str]:
        text = (ROOT / path).read_text()
        first, last, name = _find_statement(ast.parse(text), line)
        found = self._of_lines(path, range(first, last + 1))
        if found or not name:
            return found
        # Run at import only: the tests that run whatever mentions it.
        return self._of_mentions(rf"\b{name}\b", "bot/**/*.py") or self._of_file(path)

    def _of_lines(self, path: str, lines: range) -> set[str]:
        return set().union(*(self.lines.get(path, {}).get(line, set()) for line in lines))

    def _of_file(self, path: str) -> set[str]:
        return set().union(*self.lines.get(path, {}).values())

    def _of_mentions(self, pattern: str, files: str) -> set[str]:
        found: set[str] = set()
        for path in ROOT.glob(files):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if re.search(pattern, line):
                    first, last, _ = _find_statement(ast.parse(path.read_text()), number)
                    found |= self._of_lines(path.relative_to(ROOT).as_posix(), range(first, last + 1))
        return found

    def _of_template(self, name: str, seen: set[str]) -> set[str]:
        found = self._of_mentions(rf"[\"']{name}(\.md)?[\"']", "bot/**/*.py")
        for path in (ROOT / "templates").glob("*.md"):
            if path.stem not in seen and re.search(rf"[\"']{name}\.md[\"']", path.read_text()):
                found |= self._of_template(path.stem, seen | {name, path.stem})
        # A name that is put together where it is used: whatever composes a message.
        return found or self._of_file("bot/messages/block_kit/render.py")

    def _of_playbook(self, word: str) -> set[str]:
        title = re.search(r'^title = "(.*)"', (ROOT / f"playbooks/{word}.toml").read_text(), re.MULTILINE)
        naming = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "tests").rglob("*.py")
            if re.search(rf"\b{word}\b", path.read_text(), re.IGNORECASE) or (title and title[1] in path.read_text())
        }
        return {test for test in self.seconds if test.partition("::")[0] in naming or f"[{word}" in test}


def load_runs(folder: Path) -> Runs:
    """Return what the plugin has written into this folder."""
    lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    seconds: dict[str, float] = {}
    for path in folder.glob("*.json"):
        written = json.loads(path.read_text())
        tests = written["tests"]
        seconds |= dict(zip(tests, written["seconds"], strict=True))
        for file, by_line in written["lines"].items():
            for line, ran in by_line.items():
                lines[file][int(line)].update(tests[each] for each in ran)
    return Runs(lines, seconds)


def _find_statement(tree: ast.Module, line: int) -> tuple[int, int, str]:
    """Return the first and last line of the innermost statement at this line (of a block its head only), and the name
    that a module's statement gives a value to.
    """
    around = [
        each for each in ast.walk(tree) if isinstance(each, ast.stmt) and each.lineno <= line <= (each.end_lineno or 0)
    ]
    if not around:
        return line, line, ""
    inner = max(around, key=lambda each: each.lineno)
    body = getattr(inner, "body", None)
    last = max(inner.lineno, body[0].lineno - 1) if body else inner.end_lineno or inner.lineno
    outer = next(each for each in tree.body if each.lineno <= line <= (each.end_lineno or 0))
    return inner.lineno, last, _name_of(outer)


def _name_of(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.ClassDef(name=name):
            return name
    return ""
