"""A playbook file that changes, or goes, while somebody is in the middle of it."""

from pathlib import Path

import pytest

from bot import app, settings
from bot.app import Align
from bot.coaching.library.loader import OURS
from tests.conversations.backlog_talk import ALL, ASKED, CONSENT, FEED, NONE, chooses, lists, scores
from tests.conversations.walks import DRIVES, IT, OFF, everything, finishes, names
from tests.standin import Channel, Clock, Colleague, Line

pytestmark = pytest.mark.usefixtures("team")


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A company that keeps its own pilot.toml."""
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "pilot.toml").write_text((OURS / "pilot.toml").read_text())
    (folder / "own.toml").write_text((OURS / "vendor.toml").read_text())
    (folder / "priorities.toml").write_text((OURS / "priorities.toml").read_text())
    return {**environ, "ALIGN_PLAYBOOKS": str(folder)}


def restarted(environ: dict[str, str], clock: Clock, line: Line) -> Align:
    """The bot once more, as after a deployment."""
    align = app.build_align(settings.Settings.read(environ), now=clock)
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
    maya.fills({DRIVES: ["Lead routing"], IT: ["Lead routing"], OFF: ["Lead routing", "Win-back mails"]})
    ours = Path(environ["ALIGN_PLAYBOOKS"], "pilot.toml")
    ours.write_text(
        ours.read_text().replace('[[page.question]]\nname = "quick"', f'{NEW}\n[[page.question]]\nname = "quick"')
    )
    restarted(environ, clock, line)
    maya.submits()
    assert "What would you stop doing for it?" in maya.modal.labels
    assert maya.modal.values[IT] == ["Lead routing"]
    maya.fills({"What would you stop doing for it?": "The printed catalogue"})
    maya.submits()
    assert "*What speaks for it?" in maya.modal.words


NEW = """
[[page.question]]
name = "instead"
kind = "text"
ask = "What would you stop doing for it?"
"""


def test_a_page_that_is_gone_is_not_asked_any_more(
    environ: dict[str, str], clock: Clock, line: Line, marketing: Channel, maya: Colleague
) -> None:
    ours = Path(environ["ALIGN_PLAYBOOKS"], "own.toml")
    without = ours.read_text()
    changes(environ, "own", KNOWN, f"{GATE}\n{KNOWN}")
    restarted(environ, clock, line)
    maya.types("/align own", marketing)
    maya.fills({"Product and vendor": "Acme"})
    maya.submits()
    maya.fills({"Who lets it in, and when?": "We don't know"})
    for _ in range(3):
        maya.submits()
    assert "this is the post; nothing is posted yet" in maya.modal.words
    assert "Nobody knows any of the 13 answers yet" in maya.modal.words
    ours.write_text(without)
    restarted(environ, clock, line)
    maya.clicks("Back")
    assert "this is the post; nothing is posted yet" in maya.modal.words
    finishes(maya)
    assert marketing.last.words.startswith("Acme: too early to judge\n")
    assert "Nobody knows any of the 12 answers yet" in marketing.last.words


KNOWN = '[[page]]\ntitle = "What you know"\n'
GATE = """
[[page]]
title = "Letting it in"

[[page.question]]
name = "gate"
dimension = "security"
short = "who lets it in"
ask = "Who lets it in, and when?"
send = "Whom of ours do you need, and for how long?"
"""


def test_a_playbook_that_is_gone(
    environ: dict[str, str], clock: Clock, line: Line, marketing: Channel, maya: Colleague
) -> None:
    maya.types("/align ownn", marketing)
    maya.clicks("Read a pitch", marketing)
    maya.fills({"Product and vendor": "Acme"})
    Path(environ["ALIGN_PLAYBOOKS"], "own.toml").unlink()
    restarted(environ, clock, line)
    maya.submits()
    assert maya.modal.words == "One moment\nThe playbook own is not here any more. /align help lists what is."
    maya.closes()
    assert maya.modal.values["Product and vendor"] == "Acme"
    maya.closes()
    maya.clicks("Read a pitch", marketing)
    assert maya.modal.words == "One moment\nThis is from an earlier version of me. Type /align to start afresh."


def changes(environ: dict[str, str], word: str, old: str, new: str) -> None:
    ours = Path(environ["ALIGN_PLAYBOOKS"], f"{word}.toml")
    assert old in ours.read_text()
    ours.write_text(ours.read_text().replace(old, new))


GONE = "There is nothing to answer here any more: the playbook has changed since. Type /align to start afresh."


def test_a_list_that_is_not_scored_by_both_any_more(
    environ: dict[str, str], clock: Clock, line: Line, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, team, (), (), doer=ivan)
    maya.closes()
    changes(environ, "priorities", "both = true\n", "")
    for side in ("marketing", "it"):
        changes(environ, "priorities", f'known_by = "{side}"\n', "")
    changes(environ, "priorities", "apart < 2 and not tie", "not tie")
    changes(environ, "priorities", '[[advice]]\nwhen = "apart >= 2"', '[[advice]]\nwhen = "tie"')
    for fact in ("{{ apart_item }} ({{ apart_on }})", "“{{ apart_item }}” ({{ apart_on }})"):
        changes(environ, "priorities", fact, "it")
    changes(environ, "priorities", 'when = "not alike"', 'when = "tie"')
    restarted(environ, clock, line)
    ivan.clicks("Score them too", team)
    assert ivan.modal.words == f"One moment\n{GONE}"


def test_a_list_whose_candidates_are_gone_while_somebody_scores_it(
    environ: dict[str, str], clock: Clock, line: Line, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, team, (), (), doer=ivan)
    maya.closes()
    scores(maya, team, ALL, NONE)
    ivan.clicks("Score them too", team)
    chooses(ivan, [ASKED[3], ASKED[4], ASKED[6]], ALL, NONE)
    ivan.submits()
    chooses(ivan, [ASKED[2], ASKED[5]], ALL, NONE)
    changes(environ, "priorities", '"backlog"', '"needs"')
    restarted(environ, clock, line)
    ivan.submits()
    assert ivan.modal.words == f"One moment\n{GONE}"
    ivan.closes(everything=True)
    tom.clicks("Score them too", team)
    assert tom.modal.words == f"One moment\n{GONE}"
    tom.closes()
    maya.types("/align team", team)
    maya.fills({"People in marketing": [maya], "Sales, if you hand leads over": [tom]})
    maya.submits()
    assert team.last.words.startswith("None can start yet")


def test_a_question_more_for_who_has_scored_already(
    environ: dict[str, str], clock: Clock, line: Line, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    """What they have marked stands; what is asked anew counts once they have."""
    lists(maya, team, (), (), doer=ivan)
    maya.closes()
    for person in (maya, ivan):
        scores(person, team, ALL, NONE)
    changes(environ, "priorities", 'name = "roadmap"', 'name = "plan"')
    changes(environ, "priorities", "not roadmap", "not plan")
    restarted(environ, clock, line)
    ivan.clicks("Score them too", team)
    assert ivan.modal.values[ASKED[4]] == [CONSENT] and ivan.modal.values[ASKED[6]] == []
    ivan.fills({ASKED[6]: [FEED]})
    ivan.submits()
    ivan.submits()
    ivan.closes()
    words = everything(maya, team)
    assert (
        f"1. {CONSENT}: priority 86 of 100 (marketing 100, IT 78)\n2. {FEED}: priority 14 of 100 (marketing 0, IT 22)"
        in words
    )
