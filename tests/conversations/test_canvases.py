"""What a team has agreed is one tab of its channel, written anew at each agreement; without one it is pinned."""

from datetime import timedelta

import pytest

from bot.app import Align
from bot.records import cleanup
from tests.conversations.document_talk import changes, goes_through, seat
from tests.conversations.walks import posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack
from tests.standin.workspace import Canvas

MEANS = "From now on, what does it mean here?"
PART = "One meaning"


@pytest.fixture
def team(align: Align, marketing: Channel, maya: Colleague, ivan: Colleague) -> Channel:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    return marketing


@pytest.fixture
def canvas(slack: Slack) -> Canvas:
    """Where there is one already."""
    made = Canvas("Ours", "What people wrote", "C0MARKETING")
    slack.workspace.canvases["F0OURS"] = made
    return made


def writes(person: Colleague, where: Channel, term: str, meaning: str, keeper: Colleague) -> None:
    person.types(f"/align terms {term}", where)
    goes_through(person, {}, {}, {MEANS: meaning, "Who decides when a case is not clear?": keeper})


def agree(align: Align, clock: Clock, where: Channel, *people: Colleague) -> None:
    """All of them agree to the newest document; a channel takes one message a second."""
    newest = [each for each in where.messages if "Agree" in each.buttons and not each.raw.get("thread_ts")][-1]
    for person in people:
        person.clicks("Agree", message=newest)
    clock.pass_(align, minutes=1)


def the_canvas(slack: Slack) -> str:
    """What the one canvas that there is says."""
    (only,) = slack.workspace.canvases.values()
    assert (only.title, only.room) == ("What we have agreed", "C0MARKETING")
    return only.markdown


@both_engines
def test_all_that_is_agreed_is_one_tab(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    writes(maya, team, "live", "A customer can use it.", ivan)
    maya.clicks("Agree", team)
    assert slack.workspace.canvases == {}, "nothing is agreed yet"
    agree(align, clock, team, ivan)
    first = the_canvas(slack)
    assert "# Shared terms: live\n\n" in first
    assert "Version 1, by ![](@U0MAYA). " in first and "by marketing (![](@U0MAYA)) and IT (![](@U0IVAN))" in first
    assert "A customer can use it." in first
    writes(maya, team, "done", "<@U0TOM> & | *nothing* is left\n# to do", ivan)
    agree(align, clock, team, maya, ivan)
    both = the_canvas(slack)
    assert both.index("# Shared terms: done") < both.index("# Shared terms: live")
    assert r"\<@U0TOM\> & | \*nothing\* is left" in both and "\n\\# to do" in both
    assert slack.workspace.pins == [] and maya.dm.messages == []


@both_engines
def test_it_shows_the_last_version_that_was_agreed(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    writes(maya, team, "live", "It runs.", ivan)
    agree(align, clock, team, maya, ivan)
    clock.pass_(align, days=100)
    cleanup.clean_up(align.db, clock() + timedelta(days=1))
    changes(ivan, team, PART, {MEANS: "A customer can use it."})
    clock.pass_(align, minutes=1)
    assert "It runs." in the_canvas(slack)
    agree(align, clock, team, maya)
    assert "A customer can use it." in the_canvas(slack) and "It runs." not in the_canvas(slack)


@pytest.mark.parametrize(
    "closed, why",
    [
        (lambda slack: slack.workspace.scopes.discard("canvases:write"), "Whoever runs Align can allow me `canvases"),
        (lambda slack: setattr(slack.workspace, "has_canvases", False), "what you have agreed (canvas_disabled_user"),
        # So does a Slack that knows no canvases, such as the local one.
        (lambda slack: slack.fails("canvases.create", error="unknown_method", times=2), "agreed (unknown_method)"),
    ],
)
@both_engines
def test_where_there_is_none_it_is_pinned_and_told_once(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague, closed, why: str
) -> None:
    closed(slack)
    for term in ("live", "done"):
        writes(maya, team, term, "It runs.", ivan)
        agree(align, clock, team, maya, ivan)
    (told,) = maya.dm.messages
    assert why in told.words and "pinned instead" in told.words
    assert len(slack.workspace.pins) == 2 and slack.workspace.canvases == {}
    slack.workspace.scopes.add("canvases:write")
    slack.workspace.has_canvases = True
    writes(maya, team, "lead", "A name.", ivan)
    agree(align, clock, team, maya, ivan)
    assert the_canvas(slack).count("# Shared terms") == 3, "allowed since, it has them all"


def test_on_a_free_plan_the_tab_that_people_have_is_left_alone(
    align: Align, clock: Clock, slack: Slack, team: Channel, canvas: Canvas, maya: Colleague, ivan: Colleague
) -> None:
    slack.workspace.is_paid = False
    writes(maya, team, "live", "It runs.", ivan)
    agree(align, clock, team, maya, ivan)
    assert "(free_team_canvas_tab_already_exists). The document is pinned instead." in maya.dm.last.words
    assert canvas.markdown == "What people wrote" and len(slack.workspace.pins) == 1


@both_engines
def test_a_tab_that_somebody_deletes_is_not_made_again(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    writes(maya, team, "live", "It runs.", ivan)
    agree(align, clock, team, maya, ivan)
    slack.workspace.canvases.clear()
    for term in ("done", "lead"):
        writes(maya, team, term, "It runs.", ivan)
        agree(align, clock, team, maya, ivan)
    assert slack.workspace.canvases == {}
    (told,) = maya.dm.messages
    assert told.words == (
        "The tab in #marketing with what you have agreed is gone, so I leave it at that. "
        "The document is pinned instead."
    )
    assert len(slack.workspace.pins) == 2


@both_engines
def test_an_answer_that_is_lost_makes_no_second_one(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    slack.fails("canvases.create", status=0, after=True)
    for term in ("live", "done"):
        writes(maya, team, term, "It runs.", ivan)
        agree(align, clock, team, maya, ivan)
    assert "# Shared terms: live" in the_canvas(slack)
    (told,) = maya.dm.messages
    assert "Slack did not say whether it is there" in told.words
    assert len(slack.workspace.pins) == 2


def test_a_lost_answer_to_a_change_is_said_again(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    writes(maya, team, "live", "It runs.", ivan)
    agree(align, clock, team, maya, ivan)
    slack.fails("canvases.edit", status=500)
    slack.fails("canvases.edit", retry_after=30)
    writes(maya, team, "done", "It is over.", ivan)
    agree(align, clock, team, maya, ivan)
    clock.pass_(align, minutes=5)
    assert "It is over." in the_canvas(slack)
    assert maya.dm.messages == [] and len(posts(team)) == 4
