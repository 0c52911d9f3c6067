"""What is written about playbooks is true: the example runs, the reference and the schema are up to date."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from bot.coaching.interview import route
from bot.coaching.interview.variants import Ending
from bot.coaching.library import checked_files, loader, reference
from bot.coaching.playbook import conditions
from bot.coaching.playbook.questions import Kind
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.table import SHAPES, list_tables
from bot.errors import UserError
from bot.model.runs import VariantName
from tests.coaching.documented import DOCUMENT, EXAMPLES, PARTS
from tests.coaching.examples import CHECKLIST, PICKER, changed, write
from tests.coaching.walking import at_hand, every_path

EXAMPLE = EXAMPLES["launch.toml"]
FILES = sorted(loader.OURS.rglob("*.toml"))
MEND = "is out of date. Run: python -m bot.coaching.library.reference"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    committed = json.loads(reference.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(committed)
    return Draft202012Validator(committed)


def test_all_playbooks_are_right_and_no_start_checks_them_again() -> None:
    assert checked_files.LIST.read_text(encoding="utf-8") == reference.format_checked(), (
        f"playbooks/checked.json {MEND}"
    )


def test_the_reference_is_up_to_date() -> None:
    assert reference.refresh_document(DOCUMENT) == DOCUMENT, f"docs/playbooks.md {MEND}"


def test_the_schema_is_up_to_date() -> None:
    assert reference.SCHEMA.read_text(encoding="utf-8") == reference.format_schema(), f"playbooks/schema.json {MEND}"


def test_every_key_of_every_table_is_in_the_reference() -> None:
    for shape, top in SHAPES.items():
        for header, table in list_tables(top).items():
            assert f"`[[{header}]]`" in DOCUMENT or header == ""
            for key in set(table.model_fields) - {"word", "version"}:
                assert f"\n| `{key}` |" in DOCUMENT, f"{shape}: {header}.{key}"


def test_the_example_of_the_document_loads_and_every_path_of_it_ends_in_a_result(tmp_path: Path) -> None:
    launch = loader.read_playbook(write(tmp_path, EXAMPLE, "launch.toml"))
    assert isinstance(launch, Checklist)
    paths = list(every_path(launch))
    assert [len(route.list_steps(launch.variant(), path)) for path in paths] == [3, 4]
    assert [launch.evaluate(path).assessment.score for path in paths] == [0, 0]


def test_there_is_an_example_of_every_shape_and_every_path_of_it_ends_in_a_result(tmp_path: Path) -> None:
    shown = {name: loader.read_playbook(write(tmp_path, text, name)) for name, text in EXAMPLES.items()}
    assert [playbook.shape for playbook in shown.values()] == ["checklist", "picker", "charter", "survey", "demo"]
    for playbook in [each for each in shown.values() if each.ending is not Ending.WAVE]:
        for answers in every_path(playbook):
            assert route.select_current(at_hand(playbook, VariantName.USUAL, answers), answers) == answers


READS = ('unknown = "unknown"', 'unknown = "unknown"\nreads = "text"')
TEXT = ('name = "reach"', 'name = "text"\nkind = "long"\nask = "Text"\n\n[[page.question]]\nname = "reach"')
TABLE = ('shape = "charter"', 'shape = "charter"\ntable = "weeks"')


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.split("]]")[0])
def test_every_part_that_the_document_shows_fits_its_example(tmp_path: Path, part: str) -> None:
    document = any(f"[[{name}]]" in part for name in ("check", "column", "same"))
    tabled = [TABLE] if "[[column]]" in part else []
    whole = changed(EXAMPLES["freeze.toml"], *tabled) if document else changed(EXAMPLE, READS, TEXT)
    phrase = '[[phrase]]\nsays = ["x x"]\nhides = "data"\nwhy = "w"\nsend = "s"\n'
    added = "" if document or "[[phrase]]" in part else phrase
    write(tmp_path, f"{whole}\n{part}\n{added}", "launch.toml")
    assert "launch" in loader.load_library(loader.OURS, tmp_path)


def test_every_kind_of_question_and_every_condition_of_the_document_is_one() -> None:
    kinds = re.findall(
        r"`(\w+)`", " ".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ", _between("## Questions"), re.MULTILINE))
    )
    assert sorted(kinds) == sorted(get_args(Kind))
    written = re.findall(r"^\| `(.+?)` \| ", _between("## Conditions"), re.MULTILINE)
    assert len(written) == 7
    assert all(conditions.list_names(each) for each in written)


def _between(heading: str) -> str:
    return DOCUMENT.split(f"{heading}\n")[1].split("\n## ")[0]


def test_a_fault_in_the_example_is_told_as_the_document_says(tmp_path: Path) -> None:
    path = write(tmp_path, EXAMPLE.replace('short = "tracking"', 'hnt = "x"'), "launch.toml")
    told = re.search(r"^launch\.toml: .*$", DOCUMENT, re.MULTILINE)
    with pytest.raises(UserError) as caught:
        loader.read_playbook(path)
    assert told is not None
    assert caught.value.text == told[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_our_files_and_they_name_it(path: Path, schema: Draft202012Validator) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(schema.iter_errors(tomllib.loads(text))) == []
    assert text.startswith(f"#:schema {'../' * (len(path.relative_to(loader.OURS).parts) - 1)}schema.json\n")


@pytest.mark.parametrize("text", [PICKER, CHECKLIST, *EXAMPLES.values()], ids=["picker", "checklist", *EXAMPLES])
def test_the_schema_accepts_what_the_library_accepts(text: str, schema: Draft202012Validator) -> None:
    assert list(schema.iter_errors(tomllib.loads(text))) == []


def broken(**changes: Any) -> dict[str, Any]:
    return tomllib.loads(PICKER) | changes


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(broken(tilte="x"), id="an unknown key at the top"),
        pytest.param(broken(word="lunch"), id="a key that is filled in"),
        pytest.param(broken(source=[{"text": "x", "year": 1987}]), id="an unknown key in a table"),
        pytest.param(broken(page=[{"title": "x", "question": [{"name": "x", "ask": "x", "knd": "text"}]}]), id="deep"),
        pytest.param(broken(shape="piker"), id="an unknown shape"),
        pytest.param(broken(title="x" * 25), id="too long"),
        pytest.param(broken(page=[]), id="no page"),
        pytest.param({key: value for key, value in broken().items() if key != "method"}, id="a missing key"),
    ],
)
def test_the_schema_refuses_what_the_library_refuses(values: dict[str, Any], schema: Draft202012Validator) -> None:
    assert not schema.is_valid(values)
