"""The examples of docs/playbooks.md, as a company would use them: copied into its folder, and gone through."""

from pathlib import Path

import pytest

from tests.coaching.documented import EXAMPLES
from tests.conversations.walks import everything, finishes
from tests.standin import Channel, Colleague


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    for name, text in EXAMPLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {**environ, "ALIGN_PLAYBOOKS": str(folder)}


def test_a_checklist(team: Channel, maya: Colleague) -> None:
    maya.types("/align launch", team)
    maya.fills({"Which campaign?": "Autumn", "How many people will it reach on the first day?": "Many more"})
    maya.submits()
    maya.fills(dict.fromkeys([*maya.modal.labels][:2], "We don't know"))
    maya.submits()
    maya.fills({"Will the site stand the first hour?": "A real problem"})
    maya.submits()
    finishes(maya)
    told = team.last.words
    assert told.startswith("Autumn: too early to judge\n")
    assert "put 15 minutes with your IT partner into the calendar today, with the red list open." in told
    maya.clicks("Questions to send", team)
    assert "How many visitors an hour has the site stood so far, and who is on call on the day?" in maya.dm.words


def test_a_picker(team: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.types("/align offsite", team)
    maya.fills({"Topics": "Consent\nOur stack"})
    maya.submits()
    for host in (tom, None):
        maya.fills(
            {
                "Who prepares it?": host,
                "How much do both sides get out of it?": "4",
                "How much work is it to prepare?": "2",
            }
        )
        maya.submits()
    finishes(maya)
    told = team.last.words
    assert told.startswith("Start with Consent\n")
    assert "@Tom writes three lines about Consent into this channel this week" in told
    shown = everything(maya, team)
    assert "Our stack" in shown and "Nobody prepares it. Ask one person by name" in shown


def test_a_charter(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    maya.types("/align freeze", team)
    maya.submits()
    maya.fills({"Why is it quiet?": "Half of the year's orders", "Who may allow an exception?": [ivan]})
    maya.submits()
    maya.fills({"Why is it quiet?": "Nobody is there"})
    maya.submits()
    maya.submits()
    assert "Christmas to New Year: nobody may allow an exception." in team.last.words
    assert "Put the first quiet week into both calendars today." in everything(maya, team)


def test_they_are_found_like_ours(team: Channel, maya: Colleague) -> None:
    maya.types("/align help", team)
    maya.clicks("Every word", team)
    told = maya.modal.words
    assert "`/align launch` See what could still stop a campaign, and who can clear it." in told
    assert maya.types("/align what could still stop the campaign", team).startswith("`/align launch` fits best. ")


def test_a_demo(team: Channel, maya: Colleague) -> None:
    maya.types("/align shown", team)
    maya.fills({"Agencies": "Acme", "Tasks": "A landing page\nA report"})
    maya.submits()
    maya.submits()
    maya.clicks("Mark what I saw")
    maya.fills({"I was at the pitch of": ["Acme"]})
    maya.submits()
    maya.fills({"Done in front of us, with our material": ["A report"]})
    maya.submits()
    maya.closes(everything=True)
    assert team.last.words.startswith("What Acme must show\n@Maya")
    assert "*A report*\n• Acme: marketing seen, IT not marked yet" in everything(maya, team)
