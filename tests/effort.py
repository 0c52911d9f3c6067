"""What a flow costs its person and a post its readers: held to a limit, and kept in docs/effort.md as measured."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lengths import measure_post
from tests.standin import Colleague, Message

DOC = Path(__file__).parents[1] / "docs" / "effort.md"


@contextmanager
def measured(flow: str, person: Colleague, presses: int, views: int | None = None) -> Iterator[None]:
    """Fail when a person needs more presses, or views, than these inside, or others than docs/effort.md says."""
    before = person.presses, person.views
    yield
    taken, seen = person.presses - before[0], person.views - before[1]
    assert taken <= presses, f"{flow}: {taken} presses, at most {presses}"
    assert views is None or seen <= views, f"{flow}: {seen} views, at most {views}"
    most = f"{presses}" if views is None else f"{presses}, {views}"
    check_row(flow, f"{taken}", f"{seen}", most)


def check_length(post: str, message: Message, aside: str = "") -> None:
    """Fail when docs/effort.md says another length of a post. That it is not too long is checked of every post.

    `aside` are words in it that are not counted, since they are others in each team.
    """
    size = measure_post(message.raw, message.workspace)
    size["characters"] -= len(aside)
    check_row(post, *(f"{size[name]}" for name in ("characters", "lines", "buttons")))


def check_home(tab: str, person: Colleague) -> None:
    """Fail when docs/effort.md says another length of a Home tab as it stands."""
    size = measure_post(person.workspace.homes[person.id], person.workspace)
    check_row(tab, *(f"{size[name]}" for name in ("characters", "lines", "buttons")))


def check_row(name: str, *cells: str) -> None:
    row = f"| {' | '.join((name, *cells))} |"
    assert row in DOC.read_text(encoding="utf-8").splitlines(), f"docs/effort.md should say: {row}"


def list_rows() -> list[str]:
    """The names of the rows of docs/effort.md, without the tables' heads and the playbooks (test_costs.py)."""
    rows = re.findall(r"^\| (.+?) \|", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    return [name for name in rows if name not in ("flow", "post", "playbook") and not name.startswith("`/align")]
