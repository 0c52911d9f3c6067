"""`/align forget me`: nothing of a person's is left, and their team goes on without their name."""

from __future__ import annotations

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.actions.context import Context
from bot.actions.forgetting import forget_due
from bot.coaching.library import loader
from bot.model.people import SOMEBODY_GONE
from bot.records import sealed_answers
from bot.records.data_map import RULES
from tests.conversations.document_talk import goes_through
from tests.conversations.walks import Idea, commits, offers, picks_a_pilot
from tests.conversations.weekly import says_more
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Hire

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = alone
SECRET = b"a secret of the tests, long enough for a key"


def find_everywhere(align: Align, words: str) -> list[str]:
    """Every table and column in which these words stand."""
    return [
        f"{table}.{name}: {value}"
        for table in RULES
        for row in align.db.query(f"SELECT * FROM {table}")
        for name, value in row.items()
        if words in str(value)
    ]


def lives(align: Align, clock: Clock, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    """Tom leaves a trace in everything that a team does."""
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    clock.pass_(align, minutes=1)
    tom.types("/align vendor", team)
    tom.fills({"Product and vendor": "Acme"})
    tom.submits()
    tom.closes(everything=True)
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04", "Together with": ivan})
    commits(ivan, team, **{"I’ll": "open the sandbox", "By": "2026-12-04", "Together with": tom})
    clock.pass_(align, minutes=1)
    offers(maya, team, tom, **{"I’ll": "write the text", "By": "2026-12-18"})
    clock.pass_(align, minutes=1)
    maya.types("/align terms live", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    clock.pass_(align, minutes=1)
    tom.clicks("Agree", team)
    tom.types("/align away from 20 Dec to 5 Jan", team)
    tom.types("/align mute until 7 Dec", team)
    tom.says("progress")
    maya.types("/align checkin", team)
    clock.pass_(align, minutes=1)
    for who, score in ((maya, "4"), (tom, "2"), (ivan, "3")):
        who.clicks(score, team)
    says_more(tom, team, stuck="legal has not answered")
    clock.pass_(align, minutes=16)


@both_engines
def test_nothing_is_left(
    align: Align,
    team: Channel,
    clock: Clock,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    person: Hire,
    memory_url: str,
) -> None:
    tommy = person("Tommy")
    assert tommy.id.startswith(tom.id)
    tommy.types("/align join sales", team)
    commits(tommy, team, **{"I’ll": "ask around", "By": "2026-12-04"})
    lives(align, clock, team, maya, tom, ivan)
    theirs = find_everywhere(align, tommy.id)
    tom.types("/align forget me", team)
    for words in ("1 absence", "1 comment", "1 draft", "1 place in a team"):
        assert words in tom.modal.words
    assert find_everywhere(align, f"{tom.id}")
    tom.clicks("Forget me")
    assert "I am on it" in tom.modal.words
    # Once more, and planned by two at once: they hear of it once.
    tom.types("/align forget me", team)
    tom.clicks("Forget me")
    with ThreadPoolExecutor(2) as both:
        list(both.map(align.planning.plan, [clock.now] * 2))
    clock.pass_(align, minutes=1)
    assert tom.dm.words.count("You are forgotten") == 1
    clock.pass_(align, minutes=16)
    assert [each for each in find_everywhere(align, tom.id) if tommy.id not in each] == []
    assert [each for each in theirs if each not in find_everywhere(align, tommy.id) and "redraw" not in each] == []
    if memory_url.startswith("sqlite"):
        file = Path(memory_url.removeprefix("sqlite:///"))
        stored = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
        assert re.findall(rb"U0TOM(?!MY)", stored) == []
    # The team goes on: what he has promised is somebody's who has left, and his tap counts no more.
    assert SOMEBODY_GONE in team.words
    assert "@Tom " not in "\n".join(each.words for each in team.messages if "Answered" in each.words)
    (opened,) = align.db.query("SELECT id FROM checkins WHERE closed_at IS NULL")
    assert len(sealed_answers.load(align.db, SECRET, opened["id"])) == 2
    noted = align.db.query("SELECT actor, detail FROM audit WHERE event = 'person forgotten'")
    assert [(row["actor"], row["detail"]) for row in noted] == [("clock", "{}")]
    # Afterwards he is somebody new.
    tom.types("/align pilot", team)
    assert "This is for the team #marketing" in tom.modal.words


def test_a_process_that_ends_before_it_has_redrawn_is_gone_on_with(
    align: Align,
    team: Channel,
    clock: Clock,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    """The database refuses the first message to be drawn anew, when tables have been gone through already."""
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    clock.pass_(align, minutes=1)
    posted = next(each for each in team.messages if "Lead routing" in each.words and tom.mention in each.words)
    tom.types("/align forget me", team)
    tom.clicks("Forget me", silent=True)
    align.db.execute(
        "CREATE TRIGGER stops BEFORE INSERT ON outbox WHEN NEW.op = 'update' AND NEW.kind = 'outcome' "
        "BEGIN SELECT raise(ABORT, 'the power is off'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="the power is off"):
        forget_due(Context(align.db, loader.load_library(loader.OURS), SECRET, clock.now))
    assert not [each for each in find_everywhere(align, tom.id) if each.startswith("answers.")]
    assert tom.mention in posted.words
    align.db.execute("DROP TRIGGER stops")
    clock.pass_(align, minutes=1)
    drawn = next(each for each in team.messages if each.raw["ts"] == posted.raw["ts"])
    assert tom.mention not in drawn.words and SOMEBODY_GONE in drawn.words
    clock.pass_(align, minutes=5)
    assert find_everywhere(align, tom.id) == []


def test_a_team_whose_lead_is_forgotten_is_asked_who_leads(
    align: Align, team: Channel, clock: Clock, maya: Colleague, lena: Colleague
) -> None:
    commits(maya, team, **{"I’ll": "map the fields", "By": "2026-12-04"})
    clock.pass_(align, minutes=1)
    maya.types("/align forget me")
    assert "You lead #marketing" in maya.modal.words
    maya.clicks("Forget me")
    for _ in range(3):
        clock.pass_(align, minutes=1)
    assert "Somebody has left #marketing and leaves 1 open promise behind" in team.words
    assert "Nobody leads this team now" in team.words
    assert "@Maya" not in team.words
    assert find_everywhere(align, maya.id) == []
    lena.types("/align progress", team)
    assert f"{SOMEBODY_GONE}" in lena.modal.words
