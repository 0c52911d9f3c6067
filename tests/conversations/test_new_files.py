"""A playbook file that changes, or goes, while somebody is in the middle of it."""

from pathlib import Path

import pytest

from bot import app, settings
from bot.app import Align
from bot.coaching.files.library import OURS
from tests.conversations.walks import Idea, finishes, names
from tests.fixtures_slack import Clock
from tests.happenings import Colleague
from tests.line import Line
from tests.surfaces import Channel

pytestmark = pytest.mark.usefixtures("team")


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A company that keeps its own pilot.toml."""
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "pilot.toml").write_text((OURS / "pilot.toml").read_text())
    (folder / "own.toml").write_text((OURS / "vendor.toml").read_text())
    return {**environ, "ALIGN_PLAYBOOKS": str(folder)}


def restarted(environ: dict[str, str], clock: Clock, line: Line) -> Align:
    """The bot once more, as after a deployment."""
    align = app.build(settings.Settings.read(environ), now=clock)
    line.connect(align.bolt, align.delivery.deliver_due)
    return align


def test_a_question_that_came_with_a_new_file_is_asked(
    environ: dict[str, str],
    clock: Clock,
    line: Line,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    maya.fills(Idea("Lead routing", tom, ivan).must)
    ours = Path(environ["ALIGN_PLAYBOOKS"], "pilot.toml")
    ours.write_text(
        ours.read_text().replace('[[page.question]]\nname = "touch"', f'{NEW}\n[[page.question]]\nname = "touch"')
    )
    restarted(environ, clock, line)
    maya.submits()
    assert "What would you stop doing for it?" in maya.modal.labels
    assert maya.modal.values["What is the number today?"] == "14 hours to the first call"
    maya.fills({"What would you stop doing for it?": "The printed catalogue"})
    maya.submits()
    assert "*How good a start is it?* · Lead routing" in maya.modal.words


NEW = """
[[page.question]]
name = "instead"
kind = "text"
ask = "What would you stop doing for it?"
"""


def test_a_page_that_is_gone_is_not_asked_any_more(
    environ: dict[str, str],
    clock: Clock,
    line: Line,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    maya.types("/align own", marketing)
    maya.fills({"Product and vendor": "Acme"})
    maya.submits()
    for _ in range(4):
        maya.fills(dict.fromkeys(maya.modal.labels, "We don't know"))
        maya.submits()
    maya.submits()
    ours = Path(environ["ALIGN_PLAYBOOKS"], "own.toml")
    parts = ours.read_text().split('[[page]]\ntitle = "Letting it in"')
    ours.write_text(
        parts[0] + '[[page]]\ntitle = "Living with it"' + parts[1].split('[[page]]\ntitle = "Living with it"')[1]
    )
    restarted(environ, clock, line)
    maya.clicks("Back")
    assert "Where should the result go?" in maya.modal.words
    finishes(maya)
    assert marketing.last.words.startswith("Acme: 67 of 100, heavy\n")
    assert "Nobody knows 9 of 9 answers yet." in marketing.last.words


def test_a_playbook_that_is_gone(
    environ: dict[str, str], clock: Clock, line: Line, marketing: Channel, maya: Colleague
) -> None:
    maya.types("/align ovn", marketing)
    maya.clicks("Start", marketing)
    maya.fills({"Product and vendor": "Acme"})
    Path(environ["ALIGN_PLAYBOOKS"], "own.toml").unlink()
    restarted(environ, clock, line)
    maya.submits()
    assert maya.modal.words == "One moment\nThe playbook own is not here any more. /align help lists what is."
    maya.closes()
    assert maya.modal.values["Product and vendor"] == "Acme"
    maya.closes()
    maya.clicks("Start", marketing)
    assert maya.modal.words == "One moment\nThis is from an earlier version of me. Type /align to start afresh."
