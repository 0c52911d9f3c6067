"""Every row of docs/effort.md is measured by some test."""

import re
from pathlib import Path

from tests.effort import list_rows

TESTS = Path(__file__).parent


def test_every_row_is_measured() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    rows = list_rows()
    assert rows
    assert [name for name in rows if not re.search(re.escape(f'"{name}"'), said)] == []
