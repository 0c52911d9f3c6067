"""Each act sent three times at the same moment: recorded, posted and answered as if it had been sent once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.app import Align
from bot.coaching.interview.variants import Ending
from bot.coaching.library import loader
from tests.conversations.document_talk import seat
from tests.conversations.thrice import Thrice, holding, once, walks
from tests.conversations.vendor_talk import IS_EASY, choices
from tests.conversations.walks import Idea, commits, hands_over, offers, picks_a_pilot, posts
from tests.conversations.weekly import says_more
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Slack

pytestmark = [both_engines, alone]
LIBRARY = loader.load_library(loader.OURS)


@pytest.fixture
def line(slack: Slack, request: pytest.FixtureRequest) -> Thrice:
    line = Thrice(slack)
    line.seconds = request.config.getoption("--busy")
    return line


@pytest.fixture
def crowded(
    line: Thrice, memory_url: str, team: Channel, maya: Colleague, ivan: Colleague, sam: Colleague
) -> Iterator[Thrice]:
    """One of each side; from now on all that people do arrives three times at once."""
    seat(maya, team, marketing=[maya], it=[ivan], sales=[sam])
    with holding(memory_url) as line.busy:
        yield line


def pages_of(ending: Ending) -> list[str]:
    return [word for word, playbook in LIBRARY.items() if playbook.ending is ending]


@pytest.mark.parametrize("word", pages_of(Ending.RESULT))
def test_a_result(align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague, word: str) -> None:
    maya.types(f"/align {word}", team)
    walks(maya, ivan)
    assert [each.raw["ts"] for each in posts(team) if "thread_ts" not in each.raw] == [posts(team)[0].raw["ts"]]
    ivan.clicks("Change", team)
    walks(ivan, ivan)
    assert [each for each in posts(team) if "thread_ts" not in each.raw] == posts(team)[:1]
    once(align.db)


@pytest.mark.parametrize("word", pages_of(Ending.LIST))
def test_a_list_and_its_scores(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague, word: str
) -> None:
    maya.types(f"/align {word}", team)
    walks(maya, ivan)
    for person in (maya, ivan):
        person.clicks("Mark what I saw" if word == "demo" else "Score them too", team)
        walks(person, ivan)
    assert "ed by marketing 1 of 1, IT 1 of 1" in team.last.words
    assert len(posts(team)) == 1
    once(align.db)


@pytest.mark.parametrize("word", pages_of(Ending.DOCUMENT))
def test_a_document(
    align: Align,
    crowded: Thrice,
    team: Channel,
    slack: Slack,
    maya: Colleague,
    ivan: Colleague,
    sam: Colleague,
    word: str,
) -> None:
    maya.types(f"/align {word}", team)
    walks(maya, ivan)
    for side in LIBRARY[word].sides:
        {"marketing": maya, "it": ivan, "sales": sam}[side].clicks("Agree", team)
    assert len(posts(team)) == 2
    maya.clicks("See everything", team)
    maya.clicks("Pin it")
    maya.clicks("Export")
    maya.closes(everything=True)
    assert (len(slack.workspace.pins), len(slack.workspace.files)) == (1, 1)
    ivan.clicks("Change", team)
    for wanted in ("", "Nothing more"):
        while "What do you want to change?" not in ivan.modal.choices:  # a new row of a list is asked about
            ivan.submits()
        offered = ivan.modal.choices["What do you want to change?"]
        chosen = next(each for each in offered if each.startswith("Nothing more") == bool(wanted))
        ivan.fills({"What do you want to change?": chosen})
        ivan.submits()
        if not wanted:
            written = next(each for each in ivan.modal.fields if each.element["type"] == "plain_text_input")
            ivan.fills({written.label: "Something else"})
            ivan.submits()
    ivan.closes()
    assert "Version 2, by @Ivan" in posts(team)[0].words
    assert [each for each in posts(team) if "thread_ts" not in each.raw] == posts(team)[:1]
    once(align.db)
    first, second = align.db.query("SELECT id, replaces FROM runs ORDER BY replaces IS NOT NULL")
    assert (first["replaces"], second["replaces"]) == (None, first["id"])


def test_a_promise_from_its_making_to_its_end(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague, sam: Colleague
) -> None:
    commits(maya, team)
    maya.types("/align progress", team)
    maya.clicks("Stuck")
    maya.fills({"What blocks it?": "no reply"})
    maya.submits()
    maya.closes()
    for answer in ("Not me", "I’ll take it"):
        hands_over(maya, ivan)
        ivan.clicks(answer, team)
        assert ivan.modals == []
    maya.closes(everything=True)
    ivan.types("/align progress", team)
    for button, given in (
        ("New date or smaller", {"I’ll": "call Ivan", "By": "2026-12-18"}),
        ("Drop it", {"Why does it go?": "the campaign is off"}),
    ):
        if button == "Drop it":
            ivan.clicks("Hand it over or drop it")
        ivan.clicks(button)
        ivan.fills(given)
        ivan.submits()
        assert not ivan.modal.errors
    ivan.clicks("Take it up again")
    ivan.clicks("Done")
    once(align.db)
    log = align.db.query("SELECT event FROM commitment_log ORDER BY place")
    assert " ".join(row["event"] for row in log) == (
        "made stuck blocked offered declined offered taken reworded redated dropped reopened done"
    )


def test_what_is_suggested_until_it_is_kept(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague, sam: Colleague
) -> None:
    offers(maya, team, ivan, **{"Together with": sam})
    sam.clicks("I’ll take it", team)
    for answer in ("Not me", "I’ll take it"):
        ivan.clicks(answer, team)
        assert ivan.modals == []
    ivan.types("/align progress", team)
    ivan.clicks("Stuck")
    ivan.fills({"What blocks it?": "no login"})
    ivan.submits()
    ivan.closes(everything=True)
    sam.clicks("I can help", team)
    sam.submits()
    ivan.types("/align progress", team)
    ivan.clicks("Mark several at once")
    ivan.fills({"Call Ivan and agree on the three fields": "Done"})
    ivan.submits()
    once(align.db)
    log = align.db.query("SELECT event, actor FROM commitment_log ORDER BY commitment_id, place")
    assert sorted(f"{row['event']} {row['actor']}" for row in log) == sorted(
        [
            *(f"{event} U0MAYA" for event in ("offered", "invited")),
            *(f"{event} U0SAM" for event in ("accepted", "made")),
            *(f"{event} U0IVAN" for event in ("declined", "taken", "stuck", "blocked", "done")),
        ]
    )


def test_a_check_in(align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    crowded.busy, busy = None, crowded.busy
    maya.types("/align checkin", team)
    crowded.busy = busy
    maya.clicks("4", team)
    says_more(ivan, team, moved="the feed runs")
    assert [row["n"] for row in align.db.query("SELECT count(*) AS n FROM notes")] == [1]
    assert len(posts(team)) == 1
    once(align.db)


def test_a_draft_of_the_whole_team(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    maya.types("/align vendor full", team)
    for title in ("What are they selling?", "Connecting it", "Customer data", "Sign-in and access", "Security"):
        maya.clicks("Fill in", maya.modal, beside=f"*{title}*")
        maya.fills(
            {"Product and vendor": "Acme"} if title.startswith("What") else dict.fromkeys(choices(maya), IS_EASY)
        )
        maya.submits()
    ivan.clicks("Fill in what I know", team)
    ivan.closes()
    maya.clicks("Throw it away")
    assert "0 of 49 answered" in maya.modal.words
    once(align.db)


def test_a_result_that_was_given_up_is_posted_once(
    align: Align, crowded: Thrice, team: Channel, slack: Slack, maya: Colleague, ivan: Colleague
) -> None:
    slack.fails("chat.postMessage", error="not_in_channel")
    maya.types("/align touchpoints", team)
    walks(maya, ivan)
    assert posts(team) == []
    maya.clicks("Post it now", maya.dm)
    assert len(posts(team)) == 1


@pytest.mark.parametrize("seconds", [1.0])
def test_a_document_while_the_database_is_busy_for_a_second(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, seconds: float
) -> None:
    maya.types("/align terms live", team)
    crowded.seconds = seconds
    for _ in range(4):
        maya.submits()
    assert maya.modal.words.splitlines()[1].startswith("*Done.*")
    assert len(posts(team)) == 1
    once(align.db)


def test_what_became_of_it(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", maya, ivan), Idea("Win-back mails", maya, ivan))
    clock.pass_(align, days=31)
    maya.clicks("Answer", team)
    maya.fills({"What do you decide?": "Stop", "What have you learned, about the thing or about each other?": "Ask"})
    maya.submits()
    assert team.last.words.count("learned: Ask") == 1
    clock.pass_(align, days=60)
    assert team.words.count("*Day ") == 1
    once(align.db)


def test_away_put_off_and_muted(
    align: Align, crowded: Thrice, team: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    commits(ivan, team)
    clock.pass_(align, days=8)
    ivan.clicks("Ask me tomorrow", ivan.dm)
    assert [row["n"] for row in align.db.query("SELECT count(*) AS n FROM snoozes")] == [1]
    ivan.types("/align away", team)
    ivan.fills({"Last day away": "2026-12-18"})
    ivan.submits()
    assert [row["n"] for row in align.db.query("SELECT count(*) AS n FROM away")] == [1]
    ivan.types("/align mute", team)
    clock.pass_(align, days=1)
    assert len(ivan.dm.messages) == 1


def test_a_team_is_set_up(
    align: Align, line: Thrice, memory_url: str, growth: Channel, maya: Colleague, ivan: Colleague
) -> None:
    """On the way to a playbook, which opens in the same window."""
    with holding(memory_url) as line.busy:
        maya.types("/align terms live", growth)
        maya.submits()
        assert maya.modal.title == "Shared terms"
        walks(maya, ivan)
    assert len(growth.messages) == 2  # and the team is introduced
    assert [row["n"] for row in align.db.query("SELECT count(*) AS n FROM teams")] == [1]
    once(align.db)
