"""Months later, tidied: what a message is about may still change, and the message with it."""

import pytest

from bot.app import Align
from bot.records import runs
from bot.records.cleanup import clean_up
from tests.conversations.reminded import promise, until
from tests.conversations.test_approvals import writes
from tests.conversations.test_arrivals import UNSURE, hands_over
from tests.conversations.test_team_drafts import begins
from tests.conversations.walks import posts
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Slack

pytestmark = alone


@pytest.fixture
def months(align: Align, clock: Clock):
    """Lets ninety-one days pass in which nothing happens, and tidies."""

    def pass_(days: int = 91) -> None:
        clock.pass_(days=days)
        clean_up(align.db, clock.now)
        assert align.db.query("SELECT id FROM outbox WHERE state = 'sent'") == []

    return pass_


@both_engines
def test_a_kept_promise_is_drawn_in_its_message(team: Channel, maya: Colleague, ivan: Colleague, months) -> None:
    promise(maya, team)
    hands_over(maya, ivan, team)
    made, offered = posts(team)
    months()
    ivan.clicks("I’ll take it", team)
    assert "@Ivan has taken over a promise of @Maya" in made.words
    assert "@Ivan takes this over" in offered.words
    months()
    ivan.types("/align progress", team)
    ivan.clicks("Done")
    assert "✅ *Kept* by @Ivan." in made.words
    assert len(posts(team)) == 2


@both_engines
def test_a_document_is_agreed_and_pinned(slack: Slack, team: Channel, maya: Colleague, ivan: Colleague, months) -> None:
    writes(maya, team)
    maya.clicks("Agree", team)
    document = team.last
    months()
    ivan.clicks("Agree", team)
    assert "still owes its key" not in document.words
    assert "Agreed" in document.words
    maya.clicks("See everything", team)
    maya.clicks("Pin it")
    assert slack.workspace.pins == [(team.id, document.ts)]


@both_engines
def test_a_reminder_follows_what_becomes_of_it(
    align: Align, clock: Clock, team: Channel, maya: Colleague, months
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    reminder = maya.dm.last
    months()
    maya.clicks("Done", maya.dm)
    assert "*Done.* Thank you." in reminder.words
    months(366)
    assert align.db.query("SELECT ref FROM posts WHERE kind = 'reminder'") == [], "it goes with the reminder"


@both_engines
def test_the_card_of_a_draft_follows_and_is_forgotten_with_it(
    align: Align, team: Channel, maya: Colleague, months
) -> None:
    before = align.db.query("SELECT ref FROM posts WHERE kind <> 'introduction'")
    begins(maya, team)
    card = team.last
    months()
    maya.closes(everything=True)
    begins(maya, team, "Beta")
    assert card.words.startswith("Beta: who knows the rest?")
    assert len(posts(team)) == 1, "no second card"
    (draft,) = align.db.query("SELECT ref FROM posts WHERE kind = 'team_draft'")
    runs.delete_draft(align.db, draft["ref"])
    assert align.db.query("SELECT ref FROM posts WHERE kind <> 'introduction'") == before


@both_engines
def test_a_press_still_proves_a_message_that_was_in_doubt(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    promise(maya, team)
    slack.fails("chat.postMessage", status=0, after=True)
    hands_over(maya, ivan, team)
    assert maya.dm.last.words.startswith(UNSURE)
    clock.pass_(days=91)
    clean_up(align.db, clock.now)
    ivan.clicks("I’ll take it", team)
    assert "@Ivan takes this over" in team.last.words


@both_engines
def test_nothing_is_kept_of_what_is_only_said(align: Align, team: Channel, tom: Colleague, months) -> None:
    before = align.db.query("SELECT ref FROM posts WHERE kind <> 'introduction'")
    tom.says("@align pilot", team)
    tom.says("pilot")
    months()
    assert align.db.query("SELECT ref FROM posts WHERE kind <> 'introduction'") == before
    assert align.db.query("SELECT id FROM outbox") == []
