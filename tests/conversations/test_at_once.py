"""Two people at the same moment: neither what one wrote nor what the other agreed to is lost, or counted wrongly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.app import Align
from bot.records import versions
from tests.conversations.document_talk import goes_through, options
from tests.conversations.thrice import Busy, at_once, holding
from tests.conversations.walks import commits, hands_over, posts
from tests.conversations.weekly import as_seen
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Colleague

pytestmark = [both_engines, alone]
MARKETING, IT = "When marketing says it, what is meant?", "When IT says it, what is meant?"
OF_THEIRS = "What each side means"
CHANGE = "What do you want to change?"


@pytest.fixture
def busy(memory_url: str, team: Channel) -> Iterator[Busy]:
    with holding(memory_url) as busy:
        yield busy


def writes(person: Colleague, team: Channel, subject: str = "live") -> None:
    person.types(f"/align terms {subject}", team)
    goes_through(person, {}, {MARKETING: "A customer can use it."}, {})


def prepares(person: Colleague, team: Channel, answers: dict[str, str]) -> None:
    """Change one part, up to the window from which it is published."""
    person.clicks("Change", team)
    person.fills({CHANGE: OF_THEIRS})
    person.submits()
    person.fills(answers)
    person.submits()
    person.fills({CHANGE: next(each for each in options(person, CHANGE) if each.startswith("Nothing more"))})


@pytest.mark.parametrize("_", range(3))
def test_two_changes_published_at_once_are_both_kept(
    align: Align, team: Channel, busy: Busy, maya: Colleague, ivan: Colleague, _: int
) -> None:
    writes(maya, team)
    prepares(maya, team, {MARKETING: "A customer has paid for it."})
    prepares(ivan, team, {IT: "It runs."})
    at_once(busy, lambda: maya.submits(silent=True), lambda: ivan.submits(silent=True))
    align.delivery.deliver_due()
    post = posts(team)[0]
    assert "A customer has paid for it." in post.words and "It runs." in post.words
    assert "Version 3, by" in post.words
    (row,) = align.db.query("SELECT DISTINCT team_id FROM runs")
    (document,) = versions.list_documents(align.db, row["team_id"], "terms")
    assert len(document) == 3


def test_two_new_documents_about_the_same_become_one(
    align: Align, team: Channel, busy: Busy, maya: Colleague, ivan: Colleague
) -> None:
    for person, said in ((maya, {MARKETING: "A customer can use it."}), (ivan, {IT: "It runs."})):
        person.types("/align terms live", team)
        for page in ({}, said, {}):
            person.fills(page)
            person.submits()
    at_once(busy, lambda: maya.submits(silent=True), lambda: ivan.submits(silent=True))
    align.delivery.deliver_due()
    post = posts(team)[0]
    assert "A customer can use it." in post.words and "It runs." in post.words
    assert "Version 2, by" in post.words


@pytest.mark.parametrize("_", range(3))
def test_agreed_to_while_a_newer_version_is_published(
    align: Align, team: Channel, busy: Busy, maya: Colleague, tom: Colleague, ivan: Colleague, _: int
) -> None:
    """Either it came first, or it is refused: nobody has agreed to what was replaced already."""
    writes(maya, team)
    first = as_seen(team.last)
    prepares(ivan, team, {IT: "It runs."})
    at_once(
        busy,
        lambda: ivan.submits(silent=True),
        lambda: tom.clicks("Agree", message=first, silent=True),
    )
    align.delivery.deliver_due()
    given = align.db.query("SELECT user_id FROM approvals WHERE user_id = :tom", {"tom": tom.id})
    assert bool(given) != bool(tom.modals)
    if tom.modals:
        assert "There is a newer version by now, version 2." in tom.modal.words
    waiting = align.db.query("SELECT DISTINCT run_id FROM required_approvals WHERE approved_at IS NULL")
    (newest,) = align.db.query("SELECT id FROM runs WHERE replaces IS NOT NULL")
    assert [row["run_id"] for row in waiting] == [newest["id"]]


def test_both_sides_agree_at_once(align: Align, team: Channel, busy: Busy, maya: Colleague, ivan: Colleague) -> None:
    writes(maya, team)
    seen = as_seen(team.last)
    at_once(busy, *(lambda who=who: who.clicks("Agree", message=seen, silent=True) for who in (maya, ivan)))
    align.delivery.deliver_due()
    assert [each.words.startswith("✅ *Agreed:*") for each in posts(team)] == [False, True]


def test_handed_over_while_it_is_dropped(
    align: Align, team: Channel, busy: Busy, maya: Colleague, ivan: Colleague
) -> None:
    """Whoever noted it down may drop what somebody has taken; nobody takes what is dropped."""
    commits(maya, team)
    maya.types("/align progress", team)
    hands_over(maya, ivan)
    maya.clicks("Hand it over or drop it")
    maya.clicks("Drop it")
    maya.fills({"Why does it go?": "the campaign is off"})
    at_once(busy, lambda: maya.submits(silent=True), lambda: ivan.clicks("I’ll take it", team, silent=True))
    align.delivery.deliver_due()
    log = align.db.query("SELECT event FROM commitment_log ORDER BY place")
    assert [row["event"] for row in log] in (["made", "offered", "dropped"], ["made", "offered", "taken", "dropped"])


def test_two_who_ask_now_at_once(align: Align, team: Channel, busy: Busy, maya: Colleague, ivan: Colleague) -> None:
    at_once(
        busy,
        lambda: str(maya.types("/align checkin", team, silent=True)),
        lambda: str(ivan.types("/align checkin", team, silent=True)),
    )
    align.delivery.deliver_due()
    assert len(posts(team)) == 1
    told = sorted([maya.sees[-1], ivan.sees[-1]])
    assert sum("already" in each for each in told) == 1
