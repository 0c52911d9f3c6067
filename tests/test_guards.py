"""Rules that nobody should have to remember."""

from __future__ import annotations

import ast
import copy
import dataclasses
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError, nodes
from slack_bolt.context.base_context import BaseContext
from slack_bolt.kwargs_injection import Args

import bot
from bot.messages.block_kit import render
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.pages import pages

if TYPE_CHECKING:
    from bot.app import Align

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / "manifest.json"
TEMPLATES = sorted((ROOT / "templates").glob("*.md"))
PAGES = sorted((ROOT / "templates" / "pages").glob("*.html"))
OURS = {"coach"}


def listeners(align: Align) -> Iterator[Any]:
    """Bolt offers no list of what listens; its own is all there is."""
    yield from align.bolt._listeners


def test_listeners_ask_only_for_what_there_is(align: Align) -> None:
    """Bolt hands None to a parameter whose name it does not know, so a typo is silent."""
    known = {*inspect.signature(Args).parameters, *BaseContext.standard_property_names, "args", "next", *OURS}
    functions = [each for listener in listeners(align) for each in (listener.ack_function, *listener.lazy_functions)]
    asked = {f"{each.__module__}.{each.__qualname__}": set(inspect.signature(each).parameters) for each in functions}
    assert asked
    assert {name: names - known for name, names in asked.items() if names - known} == {}


def stories() -> Iterator[ast.Module]:
    yield from (ast.parse(path.read_text()) for path in sorted((ROOT / "bot" / "slack").rglob("*.py")))


def test_listeners_ask_slack_for_windows_and_people_only() -> None:
    """Slack hears nothing until a listener has returned: whatever speaks is recorded, and delivered by another."""
    asked = {
        node.attr
        for tree in stories()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("client", "request.client")
    }
    assert asked == {"views_open", "views_push", "views_update", "users_info", "conversations_members"}


def test_nothing_that_may_fail_follows_the_acknowledgement() -> None:
    """A person whose act failed must not be told that it is done: only waking delivery may come after `ack(…)`."""
    blocks = [
        [ast.unparse(line) for line in block]
        for tree in stories()
        for node in ast.walk(tree)
        for block in (getattr(node, "body", []), getattr(node, "orelse", []))
        if isinstance(block, list)
    ]
    acknowledged = [(block, place) for block in blocks for place, line in enumerate(block) if line.startswith("ack(")]
    after = {line for block, place in acknowledged for line in block[place + 1 :]}
    wakes = {"wake_delivery(request.context, coach)", "wake_delivery(context, coach)"}
    assert after == {*wakes, "return"}


def test_the_manifest_offers_just_the_commands_that_are_heard(align: Align) -> None:
    offered = {each["command"] for each in json.loads(MANIFEST.read_text())["features"]["slash_commands"]}
    matchers = [matcher for listener in listeners(align) for matcher in listener.matchers if hasattr(matcher, "func")]
    heard = {inspect.getclosurevars(each.func).nonlocals.get("command") for each in matchers}
    assert heard - {None} == offered


def test_help_the_manifest_and_the_readme_name_the_same_words_in_the_same_order() -> None:
    from bot.coaching.library import loader
    from bot.messages.front.front import GROUPS
    from bot.slack.front.vocabulary import list_words

    words = list_words(loader.load_library(loader.OURS))
    by_group = [name for group in GROUPS for name, word in words.items() if word.group == group]
    assert list(words) == by_group
    hint = json.loads(MANIFEST.read_text())["features"]["slash_commands"][0]["usage_hint"]
    assert hint == f"[{' | '.join([*words, 'help'])}]"
    rows = [
        line.split("|")[1] for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `/align ")
    ]
    assert re.findall(r"`/align (\w+)`", " ".join(rows)) == ["help", *words]


NOTHING = nodes.Name("nothing", "load")
REFUSALS = (TemplateError, LookupError, TypeError, ValueError, AttributeError)


def printed(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """Every expression whose value a template prints."""
    for output in tree.find_all(nodes.Output):
        yield from (each for each in output.nodes if not isinstance(each, nodes.TemplateData))


def with_nothing_in_it(expression: nodes.Expr) -> Iterator[nodes.Expr]:
    """The same expression, once for each value in it, with nothing in its place."""
    match expression:
        case nodes.Const():
            return
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from (each for branch in (one, other) if branch for each in with_nothing_in_it(branch))
        case nodes.Or(right=fallback):
            yield from with_nothing_in_it(fallback)
        case nodes.BinExpr(left=left, right=right):
            yield from (changed(expression, "left", each) for each in with_nothing_in_it(left))
            yield from (changed(expression, "right", each) for each in with_nothing_in_it(right))
        case nodes.Filter(node=node, args=args):
            yield from (
                changed(expression, "node", each) for each in [*with_nothing_in_it(node), nodes.List([NOTHING])]
            )
            for place, each in ((place, each) for place, one in enumerate(args) for each in with_nothing_in_it(one)):
                yield changed(expression, "args", [*args[:place], each, *args[place + 1 :]])
        case _:
            yield NOTHING


def changed(expression: nodes.Expr, name: str, part: object) -> nodes.Expr:
    found = copy.copy(expression)
    setattr(found, name, part)
    return found


class Something(int):
    """A value like any other, with whatever parts a template asks it for."""

    def __getattr__(self, name: str) -> Something:
        if name.startswith("__"):
            raise AttributeError(name)
        return Something(1)


def says(expression: nodes.Expr, environment: Environment | None = None) -> str:
    """What the expression prints in a template of ours, "" where the value that is not there stops the message."""
    ours = environment or render._get_environment()
    template = nodes.Template([nodes.Output([expression])]).set_environment(ours).set_lineno(1, override=True)
    others = {each.name: Something(1) for each in expression.find_all(nodes.Name)}
    try:
        return ours.from_string(template).render({**others, "nothing": None})
    except REFUSALS as refusal:
        # Stopped by something else than nothing, the expression would be judged without having been tried.
        assert "is undefined" not in str(refusal)
        return ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_neither_joins_by_tilde_nor_says_none(path: Path) -> None:
    """`~` joins before values are escaped; a value that is not there must stop the message, not print "None"."""
    tree = render._get_environment().parse(path.read_text())
    assert not list(tree.find_all(nodes.Concat))
    said = {repr(each): says(each) for whole in printed(tree) for each in with_nothing_in_it(whole)}
    assert {expression for expression, words in said.items() if "none" in words.lower()} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_neither_joins_by_tilde_nor_says_none(path: Path) -> None:
    tree = pages._get_environment().parse(path.read_text(encoding="utf-8"))
    assert not list(tree.find_all(nodes.Concat))
    environment = pages._get_environment()
    for whole in printed(tree):
        for each in with_nothing_in_it(whole):
            assert "none" not in says(each, environment).lower()


@pytest.mark.parametrize(
    "careless", ["name | trim", "'%s' | format(one.name)", "'-' if b else c | string", "a or b | title"]
)
def test_what_would_print_none_is_noticed(careless: str) -> None:
    (whole,) = printed(render._get_environment().parse(f"{{{{ {careless} }}}}"))
    assert "none" in "".join(map(says, with_nothing_in_it(whole))).lower()


def test_no_file_names_a_registry() -> None:
    """Where packages come from is for the machine's own settings."""
    hosts = ["pypi" + r"\.(org|python)", "pythonhosted" + r"\.", "registry" + r"\.(npmjs|yarnpkg)", "npmmirror" + r"\."]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    assert [str(file) for file in files if re.search("|".join(hosts), file.read_text(errors="replace"))] == []


def modules() -> Iterator[ModuleType]:
    """All of bot, imported: no import does anything."""
    for each in pkgutil.walk_packages(bot.__path__, "bot."):
        yield importlib.import_module(each.name)


def payloads(base: type[Payload] = Payload) -> set[type[Payload]]:
    return {base}.union(*(payloads(each) for each in base.__subclasses__() if each.__module__.startswith("bot.")))


def acts() -> dict[int, Act[Any]]:
    """Every act that a module has, once however many import it."""
    found = [value for module in modules() for value in vars(module).values() if isinstance(value, Act)]
    return {id(act): act for act in found}


ODD = st.text(max_size=40) | st.sampled_from(
    ["/", "%2F", "//", "a/b c", "'\"", "`<&>", "👩\u200d🔬", "None", "+", "\n"]
)


def filled(payload: type[Payload]) -> st.SearchStrategy[Payload]:
    """Any payload of the class. What is empty is not written, so only a field with an empty default may be."""
    hints = get_type_hints(payload)
    return st.builds(
        payload, **{field.name: _values(hints[field.name], field) for field in dataclasses.fields(payload)}
    )


def _values(hint: Any, field: dataclasses.Field[Any]) -> st.SearchStrategy[Any]:
    values = ODD if hint is str else ODD | st.none() if hint == str | None else st.from_type(hint)
    return values.filter(lambda value: value not in ("", None) or value == field.default)


def test_every_payload_comes_back_as_it_was_sent() -> None:
    """Whoever reads a button or a window gets what was written into it, whatever people called things."""
    list(modules())
    kinds = payloads() - {Payload}
    assert len(kinds) > 1
    for kind in sorted(kinds, key=lambda each: (each.__module__, each.__qualname__)):
        comes_back(kind)


def comes_back(kind: type[Payload]) -> None:
    @settings(max_examples=50, deadline=None)
    @given(filled(kind))
    def sent_and_read(sent: Payload) -> None:
        assert kind.decode(sent.encode()) == sent

    sent_and_read()


def test_acts_are_called_story_verb_and_by_one_name_each() -> None:
    names = Counter(act.name for act in acts().values())
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*:[a-z]+(_[a-z]+)*", name)] == []


def test_somebody_listens_to_every_act(align: Align) -> None:
    """A button that nobody hears answers like one from an earlier version."""
    heard = router(align).names
    written = {act.name for act in acts().values()}
    assert written
    assert written - heard - windows_to_read() == set()
    assert heard - written == set()


def windows_to_read() -> set[str]:
    """The acts of windows that have nothing to send in: they only say which window it is."""
    found = set()
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "controls.modal":
                act = node.args[2]
                if isinstance(act, ast.Name) and not any(keyword.arg == "submit" for keyword in node.keywords):
                    found.add(getattr(module, act.id).name)
    return found


def router(align: Align) -> Any:
    """The router that `build` made: what listens to presses is a method of it."""
    return next(
        owner
        for listener in listeners(align)
        if hasattr(owner := getattr(listener.ack_function, "__self__", None), "names")
    )


def test_the_repository_needs_nothing_beside_it() -> None:
    """Only CI's check may look for something outside, and goes without where it is not."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    outside = [file for file in files if "../" + "shared" in file.read_text(errors="replace")]
    assert [str(file.relative_to(ROOT)) for file in outside] == [".ci/run"]
