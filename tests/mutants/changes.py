"""Every small change that could be made: each is one replacement in one file."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Change:
    """One replacement: `before`, which begins at `offset` of the file's text, becomes `after`."""

    kind: str
    path: str
    line: int
    offset: int
    before: str
    after: str

    def apply(self, text: str) -> str:
        """Return the file's text with the change. ValueError when the file is another one by now."""
        end = self.offset + len(self.before)
        if text[self.offset : end] != self.before:
            raise ValueError(f"{self.path} has changed since the changes were listed")
        return text[: self.offset] + self.after + text[end:]

    def __str__(self) -> str:
        shown = [" ".join(each.split())[:70] for each in (self.before, self.after)]
        return f"{self.kind:9} {self.path}:{self.line}  {shown[0]!r} → {shown[1]!r}"


def list_changes() -> list[Change]:
    """Return all changes of this tree, in the order of its files."""
    return [
        *(change for path in _files("bot", "*.py") for change in (*list_code_changes(path), *list_sql_changes(path))),
        *(
            change
            for path in _files("templates", "*.md")
            for change in list_line_changes(path, "template", _IN_TEMPLATES)
        ),
        *(
            change
            for path in _files("playbooks", "*.toml")
            for change in list_line_changes(path, "playbook", _IN_PLAYBOOKS)
        ),
    ]


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(pattern))


# What one node of the syntax tree may become; "" for a node that stays.
COMPARISONS = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
ARITHMETIC = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}
EXITS = (ast.Raise, ast.Return, ast.Continue, ast.Break)


def list_code_changes(path: Path) -> Iterator[Change]:
    """Yield conditions turned, guards and statements left out, and numbers moved by one."""
    text = path.read_text()
    starts = _line_starts(text)

    def offset(line: int, column: int) -> int:
        # ast counts columns in bytes.
        return starts[line - 1] + len(text[starts[line - 1] :].encode()[:column].decode())

    tree = ast.parse(text)
    # What decorates a class (frozen=True) changes nothing that anybody does.
    decorating = {
        id(part) for node in ast.walk(tree) for each in getattr(node, "decorator_list", []) for part in ast.walk(each)
    }
    for node in (each for each in ast.walk(tree) if id(each) not in decorating):
        for kind, part, after in _edit_node(node):
            begin, end = offset(part.lineno, part.col_offset), offset(part.end_lineno, part.end_col_offset)
            yield Change(kind, _relative(path), part.lineno, begin, text[begin:end], after)


def _edit_node(node: ast.AST) -> Iterator[tuple[str, ast.AST, str]]:
    """Yield kind, the node to replace, and the text in its place."""
    yield from _edit_expression(node)
    match node:
        case ast.If(test=test, body=[only], orelse=[]) if isinstance(only, EXITS):
            yield "guard", test, "False"
        case ast.Expr(value=ast.Call()):
            yield "statement", node, "pass"
        case ast.Constant(value=bool() as value):
            yield "condition", node, str(not value)
        case ast.Constant(value=int() as value):
            yield "number", node, str(value + 1)


def _edit_expression(node: ast.AST) -> Iterator[tuple[str, ast.AST, str]]:
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in COMPARISONS:
            yield "condition", node, f"({ast.unparse(left)} {COMPARISONS[type(operator)]} {ast.unparse(right)})"
        case ast.BoolOp(op=operator, values=values):
            other = " or " if isinstance(operator, ast.And) else " and "
            yield "condition", node, "(" + other.join(f"({ast.unparse(each)})" for each in values) + ")"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "condition", node, f"bool({ast.unparse(operand)})"
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in ARITHMETIC:
            if not _is_text(left) and not _is_text(right):
                yield "number", node, f"({ast.unparse(left)} {ARITHMETIC[type(operator)]} {ast.unparse(right)})"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


TURNED = {"<=": "<", ">=": ">", "<": "<=", ">": ">=", "=": "<>", "<>": "="}

# What SQL may become. The names are ours, so that patterns of words are enough.
IN_SQL: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"\bAND (?!OR\b)", lambda found: "OR "),
    (r"\bOR ", lambda found: "AND "),
    (r"\s+AND (?:NOT )?[\w.]+ (?:=|<>|<=|>=|<|>) :?\w+", lambda found: ""),
    (r"\s+AND [\w.]+ IS (?:NOT )?NULL", lambda found: ""),
    (r"\bIS NOT NULL", lambda found: "IS NULL"),
    (r"\bIS NULL", lambda found: "IS NOT NULL"),
    (r" (<=|>=|<|>|=|<>) (?=:)", lambda found: f" {TURNED[found[1]]} "),
    (r" DESC\b", lambda found: " ASC"),
    (r"\bORDER BY ([\w.]+)(?= LIMIT|,|\"|\n| *$)", lambda found: f"ORDER BY {found[1]} DESC"),
    (r"\bLIMIT 1\b", lambda found: "LIMIT 1 OFFSET 1"),
    (r"\bNOT EXISTS\b", lambda found: "EXISTS"),
    (r"\bmin\(", lambda found: "max("),
    (r"\bmax\(", lambda found: "min("),
    (r"\bNOT IN\b", lambda found: "IN"),
)  # fmt: skip
SQL = re.compile(r"\b(SELECT|UPDATE|DELETE|INSERT|WHERE)\b")


def list_sql_changes(path: Path) -> Iterator[Change]:
    """Yield conditions of SQL turned or left out, orders turned round, limits moved."""
    text = path.read_text()
    if "records" not in path.parts and "reports" not in path.parts:
        return
    for begin, end in _strings(text):
        if not SQL.search(text, begin, end) or "CREATE " in text[begin:end]:
            continue
        for pattern, replace in IN_SQL:
            for found in re.compile(pattern).finditer(text, begin, end):
                yield _change("sql", path, text, found.start(), found[0], replace(found))


def _strings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the string literals stand that are no docstrings."""
    starts = _line_starts(text)
    tree = ast.parse(text)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    for node in ast.walk(tree):
        literal = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        if literal and id(node) not in documented | inside and node.end_lineno and node.end_col_offset is not None:
            yield starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


Edits = tuple[tuple[str, Callable[[re.Match[str]], str]], ...]
_IN_TEMPLATES: Edits = (
    (r"^.*\S.*\n", lambda found: "" if "{%" not in found[0] else found[0]),
    (r"\{%(-?) if not ", lambda found: f"{{%{found[1]} if "),
    (r"\{%(-?) if (?!not )", lambda found: f"{{%{found[1]} if not "),
    (r"\{%-? else -?%\}.*", lambda found: "{% else %}"),
)
_IN_PLAYBOOKS: Edits = (
    (r"^when = \"(.*)\"$", lambda found: f'when = "not ({found[1]})"'),
    (r"^(weight|least|most|points|day|after|limit|enough) = (\d+)$", lambda found: f"{found[1]} = {int(found[2]) + 1}"),
    (r"\b(\w+) >= (\d+)", lambda found: f"{found[1]} > {found[2]}"),
    (r"\b(\w+) <= (\d+)", lambda found: f"{found[1]} < {found[2]}"),
    (r"(?<= )and(?= [\w.]+ (?:==|>=|<=|in)\b)", lambda found: "or"),
    (r"(?<= )== (?=['\"])", lambda found: "!= "),
    (r"^(required|optional|critical) = true$", lambda found: f"{found[1]} = false"),
)


def list_line_changes(path: Path, kind: str, edits: Edits) -> Iterator[Change]:
    """Yield what a template or a playbook might say or ask otherwise."""
    text = path.read_text()
    for pattern, replace in edits:
        for found in re.finditer(pattern, text, re.MULTILINE):
            after = replace(found)
            if after != found[0]:
                yield _change(kind, path, text, found.start(), found[0], after)


def _change(kind: str, path: Path, text: str, offset: int, before: str, after: str) -> Change:
    return Change(
        kind,
        _relative(path),
        text.count("\n", 0, offset + len(before) - len(before.lstrip())) + 1,
        offset,
        before,
        after,
    )


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
