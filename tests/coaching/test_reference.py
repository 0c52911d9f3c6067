"""What is written about playbooks is true: the example runs, the reference and the schema are up to date."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.coaching.asking import interview
from bot.coaching.files import library, reference
from bot.coaching.format.checklist import Checklist
from bot.coaching.format.shapes import SHAPES, tables
from bot.coaching.outcomes.scoring import assess
from bot.errors import UserError
from tests.coaching.examples import CHECKLIST, PICKER, write
from tests.coaching.walking import every_path

DOCUMENT = reference.DOCS.read_text(encoding="utf-8")
EXAMPLE = DOCUMENT.split("```toml\n")[1].split("```")[0]
FILES = sorted(library.OURS.glob("*.toml"))
MEND = "is out of date. Run: python -m bot.coaching.files.reference"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    committed = json.loads(reference.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(committed)
    return Draft202012Validator(committed)


def test_the_reference_is_up_to_date() -> None:
    assert reference.refreshed(DOCUMENT) == DOCUMENT, f"docs/playbooks.md {MEND}"


def test_the_schema_is_up_to_date() -> None:
    assert reference.SCHEMA.read_text(encoding="utf-8") == reference.schema(), f"playbooks/schema.json {MEND}"


def test_every_key_of_every_table_is_in_the_reference() -> None:
    for shape, top in SHAPES.items():
        for header, table in tables(top).items():
            assert f"`[[{header}]]`" in DOCUMENT or header == ""
            for key in set(table.model_fields) - {"word", "version"}:
                assert f"\n| `{key}` |" in DOCUMENT, f"{shape}: {header}.{key}"


def test_the_example_of_the_document_loads_and_every_path_of_it_ends_in_a_result(tmp_path: Path) -> None:
    launch = library.read(write(tmp_path, EXAMPLE, "launch.toml"))
    assert isinstance(launch, Checklist)
    paths = list(every_path(launch))
    assert [len(interview.steps(launch, path)) for path in paths] == [3, 4]
    assert [assess(launch, path).score for path in paths] == [0, 0]


def test_a_fault_in_the_example_is_told_as_the_document_says(tmp_path: Path) -> None:
    path = write(tmp_path, EXAMPLE.replace('short = "tracking"', 'hnt = "x"'), "launch.toml")
    told = re.search(r"^launch\.toml: .*$", DOCUMENT, re.MULTILINE)
    with pytest.raises(UserError) as caught:
        library.read(path)
    assert told is not None
    assert caught.value.text == told[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_our_files_and_they_name_it(path: Path, schema: Draft202012Validator) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(schema.iter_errors(tomllib.loads(text))) == []
    assert text.startswith("#:schema schema.json\n")


@pytest.mark.parametrize("text", [PICKER, CHECKLIST, EXAMPLE], ids=["picker", "checklist", "the document's"])
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
        pytest.param({key: value for key, value in broken().items() if key != "how"}, id="a missing key"),
    ],
)
def test_the_schema_refuses_what_the_library_refuses(values: dict[str, Any], schema: Draft202012Validator) -> None:
    assert not schema.is_valid(values)
