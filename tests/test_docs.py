"""What is written about the house is true of it: the picture, the arrows, every path and the words."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import bot.model
from bot.__main__ import main
from bot.model.rows import Row
from bot.records.schema import MIGRATIONS

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
GLOSSARY = ROOT / "docs" / "glossary.md"
WRITTEN = [
    path
    for pattern in ("*.md", "docs/*.md", "tests/*.md", "tests/*/*.md", ".github/**/*.md", ".github/**/*.yml")
    for path in sorted(ROOT.glob(pattern))
]
SOURCES = sorted(BOT.rglob("*.py"))


def fenced(path: Path, heading: str) -> str:
    """The first fenced block below a heading."""
    found = re.search(rf"^## {heading}\n.*?^```\w*\n(.*?)^```", path.read_text(), re.DOTALL | re.MULTILINE)
    assert found, f"{path.name} has no block below {heading}"
    return found[1]


# The picture


def pictured(picture: str) -> dict[str, str]:
    """Path → its line. A line stands below the last one that is indented less."""
    lines: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in picture.splitlines():
        name, _, text = line.strip().partition(" ")
        depth = len(line) - len(line.lstrip())
        above = [each for each in above if each[0] < depth]
        above.append((depth, name))
        lines["".join(part for _, part in above)] = text.strip()
    return lines


def built() -> set[str]:
    """Every package, and the modules beside them that are in none."""
    packages = {f"{path.parent.relative_to(ROOT)}/" for path in BOT.rglob("__init__.py")}
    return packages - {"bot/"} | {f"bot/{path.name}" for path in BOT.glob("*.py") if path.stem != "__init__"}


def test_the_picture_shows_every_room_and_no_other() -> None:
    shown = pictured(fenced(ROOT / "AGENTS.md", "The house"))
    rooms = {path for path in shown if path.startswith("bot/")} - {"bot/"}
    assert rooms - built() == set()
    assert built() - rooms == set()
    assert {path for path in rooms if not shown[path]} == set()
    assert {path for path in shown if not list(ROOT.glob(path))} == set()


def layers(name: str) -> str:
    """The layers of a contract as a line of arrows."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    levels = next(each["layers"] for each in contracts if each["name"].startswith(name))
    return " → ".join(re.sub(r"\bbot\.(coaching\.)?", "", level) for level in levels)


@pytest.mark.parametrize("file", ["AGENTS.md", "docs/design.md"])
@pytest.mark.parametrize("contract", ["Arrows run down only", "What the coach knows, from"])
def test_the_arrows_that_are_drawn_are_the_ones_that_are_kept(file: str, contract: str) -> None:
    kept, drawn = layers(contract), " ".join((ROOT / file).read_text().split())
    assert kept in drawn, f"draw in {file}: {kept}"


# Paths

ANY = re.compile(r"\b(NAME|STORY|WORD|FOLDER)\b")  # stands for any name in a path


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def named(text: str) -> set[str]:
    """Every path of the repository, Python file, dotted module and file at the top that a text names."""
    folders = "|".join(sorted({re.escape(name.split("/")[0]) for name in tracked() if "/" in name}))
    paths = [each.rstrip(".") for each in re.findall(rf"(?<![\w./:-])(?:{folders})/[\w.*/-]*", text)]
    files = [f"**/{each}" for each in re.findall(r"`(\w+\.py)`", text)]
    at_the_top = re.findall(r"`([A-Z]+\.md|[a-z]+\.json|pyproject\.toml|Makefile|Procfile|Dockerfile)`", text)
    return {*paths, *files, *at_the_top, *re.findall(r"`(bot(?:\.\w+)+)`", text)}


def is_there(name: str) -> bool:
    """A dotted name is a module, or something that a module has."""
    if re.fullmatch(r"bot(\.\w+)+", name):
        module, _, last = name.rpartition(".")
        return find_spec(module) is not None and (
            hasattr(importlib.import_module(module), last) or find_spec(name) is not None
        )
    return any(ROOT.glob(ANY.sub("*", name)))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_names_a_path_that_is_not_there(path: Path) -> None:
    text = path.read_text()
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link} - {""}
    assert {each for each in named(text) if not is_there(each)} == set()
    assert {link for link in links if not (path.parent / link).exists()} == set()


def test_every_command_is_written_about_and_no_other() -> None:
    written = {each for path in WRITTEN for each in re.findall(r"(?:`|bin/|; )align ([a-z]+)", path.read_text())}
    assert written == set(main.commands)


# Words


def model() -> Iterator[type[Any]]:
    """The closed lists, and the class of each table."""
    for each in pkgutil.iter_modules(bot.model.__path__):
        module = importlib.import_module(f"bot.model.{each.name}")
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, StrEnum | Row) and value.__module__ == module.__name__:
                yield value


def test_the_glossary_has_every_list_and_every_table() -> None:
    text = GLOSSARY.read_text()
    assert [each.__name__ for each in model() if each is not Row and f"`{each.__name__}`" not in text] == []


class Name(NamedTuple):
    """A name that somebody else reads, and where it stands."""

    text: str
    place: str

    @property
    def words(self) -> list[str]:
        """`NextPlay` and `next_play` are next, play."""
        return [each.lower() for each in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", self.text)]


def names() -> Iterator[Name]:
    for path in SOURCES:
        place = str(path.relative_to(ROOT))
        yield Name(path.parent.name if path.stem == "__init__" else path.stem, place)
        yield from (Name(text, f"{place}:{line}") for text, line in _defined(ast.parse(path.read_text())))
    yield from (Name(path.stem, str(path.relative_to(ROOT))) for path in sorted((ROOT / "templates").rglob("*.*")))
    yield from (Name(text, "a table or column") for text in _columns())


def _defined(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions, classes, parameters, fields and constants; what a function calls its own is its own affair."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        if isinstance(node, ast.arg):
            yield node.arg, node.lineno
        if isinstance(node, ast.Module | ast.ClassDef):
            for line in node.body:
                targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
                yield from ((each.id, each.lineno) for each in targets if isinstance(each, ast.Name))


def _columns() -> Iterator[str]:
    for statement in (statement for _, statements in MIGRATIONS for statement in statements):
        yield from re.findall(r"^\s*(?:CREATE (?:TABLE|VIEW) )?([a-z_]+)\b", statement, re.MULTILINE)


def docstrings() -> Iterator[Name]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield Name(ast.get_docstring(node) or "", f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}")


def retired() -> dict[str, str]:
    """Word → how it is refused."""
    table = GLOSSARY.read_text().partition("## Words that went")[2]
    rows = [line.strip("|\n ").split("|") for line in table.splitlines() if line.startswith("| `")]
    return {word: cells[-1].strip() for cells in rows for word in re.findall(r"`(\w+)`", cells[0])}


IN_A_NAME, AS_A_NAME, EVERYWHERE = "in a name", "as a name", "in names and docstrings"


def test_every_retired_word_says_where_it_is_refused() -> None:
    assert len(retired()) > 30
    assert set(retired().values()) == {IN_A_NAME, AS_A_NAME, EVERYWHERE}


def test_no_retired_word_comes_back() -> None:
    rules = retired()
    alone = {word for word, rule in rules.items() if rule == AS_A_NAME}
    inside = {word for word, rule in rules.items() if rule != AS_A_NAME}
    everywhere = {word for word, rule in rules.items() if rule == EVERYWHERE}
    back = [f"{each.place} {each.text}" for each in names() if _is(each, alone) or _has(each, inside)]
    explained = [f"{each.place} (docstring)" for each in docstrings() if _has(each, everywhere)]
    left = sorted([*back, *explained])
    assert not left, f"{len(left)} names:\n" + "\n".join(left)


def _is(name: Name, alone: set[str]) -> bool:
    return name.text.strip("_").lower() in alone


def _has(name: Name, inside: set[str]) -> bool:
    said = f"_{'_'.join(name.words)}_"
    return any(f"_{word}_" in said for word in inside)
