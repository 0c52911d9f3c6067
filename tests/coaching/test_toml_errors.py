# ruff: noqa: E501  (a table of faults reads best with one of them a line)
"""A file that is no TOML: the line, and what to write there instead."""

from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.errors import UserError
from tests.coaching.examples import write

COMMA = 'a comma or the closing } is missing: { value = "…", text = "…" }'
INSIDE = """the text ends at its second quote. Inside a condition use single quotes: when = "reach == 'many'". Inside any other text write \\\""""
TABLE = "write it in double brackets"

NO_TOML = [
    ("title = “Lunch”", 'line 1 `title = “Lunch”`: put text in straight quotes: "…".'),
    ("title = Lunch", 'line 1 `title = Lunch`: put text in straight quotes: "…".'),
    ("when = meat == 'yes'", """line 1 `when = meat == 'yes'`: put text in straight quotes: "…"."""),
    ("optional = Yes", "line 1 `optional = Yes`: write true or false, in small letters and without quotes."),
    ("a = 1\noptional = True # always", "line 2 `optional = True # always`: write true or false, in small letters and without quotes."),
    ('title "Lunch"', 'line 1 `title "Lunch"`: a line must be: key = value.'),
    ('title: "Lunch"', 'line 1 `title: "Lunch"`: a line must be: key = value.'),
    ("// lunch", "line 1 `// lunch`: a note begins with #."),
    ('\n\ntitle = "Lunch\n', 'line 3 `title = "Lunch`: close the text with " on the same line, or begin and end it with """.'),
    ('title = "Lunch', 'line 1 `title = "Lunch`: close the text with " on the same line, or begin and end it with """.'),
    ('title = "Lunch\nfor us"', 'line 1 `title = "Lunch`: close the text with " on the same line, or begin and end it with """.'),
    ('how = """Lunch', 'line 1 `how = """Lunch`: this text is never closed: end it with """.'),
    ('a = 1\nhow = """\nLunch"\nline = "x"', 'line 2 `how = """`: this text is never closed: end it with """.'),
    ('line = "Say "hi" first."', f'line 1 `line = "Say "hi" first."`: {INSIDE}.'),
    ('when = "meat == "yes""', f'line 1 `when = "meat == "yes""`: {INSIDE}.'),
    ("upto = 33%", "line 1 `upto = 33%`: something follows the value. Text stands in straight quotes, a number stands alone."),
    ('text = "C:\\path"', 'line 1 `text = "C:\\path"`: write \\\\ for a \\ inside a text.'),
    ('title = "a"\ntitle = "b"', 'line 2 `title = "b"`: the same key stands here twice. Remove one.'),
    ("[page]\n[page]", f"line 1 `[page]`: {TABLE}: [[page]]."),
    ("[page]\n\n[[page]]", f"line 1 `[page]`: {TABLE}: [[page]]."),
    ("[[page]]\n[page.question]\n[page.question]", f"line 2 `[page.question]`: {TABLE}: [[page.question]]."),
    ("a = 1\n[[page.question]]\n[[page]]", "line 2 `[[page.question]]`: a [[page]] must stand above it."),
    ("page = 1\n[[page]]", "line 2 `[[page]]`: the same key stands here twice. Remove one."),
    ("[[page]\n", "line 1 `[[page]`: a header has two brackets on each side: [[page]]."),
    ("[[page.question]\n", "line 1 `[[page.question]`: a header has two brackets on each side: [[page.question]]."),
    ('options = [\n  { value = "a", text = "A" },\n\n[[page]]', "line 4 `[[page]]`: the list above is not closed: write ] on a line of its own before this one."),
    ('options = [\n  { value = "a", text = "A" }\n  { value = "b", text = "B" },\n]', 'line 3 `{ value = "b", text = "B" },`: a comma is missing at the end of the line above, or the list is not closed with ].'),
    ('options = [\n  { value = "a" text = "A" },\n]', f'line 2 `{{ value = "a" text = "A" }},`: {COMMA}.'),
    ('options = [\n  { value = "a", text = "A",\n]', f'line 2 `{{ value = "a", text = "A",`: {COMMA}.'),
    ("a = {x = 1, x = 2}", "line 1 `a = {x = 1, x = 2}`: the same key stands here twice. Remove one."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), NO_TOML)
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UserError) as caught:
        loader.read_playbook(write(tmp_path, text))
    assert caught.value.text == f"lunch.toml: {fault}"
