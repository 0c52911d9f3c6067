"""A list that both sides score: who scores again, changes sides, comes late, or all at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.app import Align
from tests.conversations.backlog_talk import (
    ALL,
    ASKED,
    CONSENT,
    FEED,
    HAS,
    LIST,
    NONE,
    OPEN,
    PORTAL,
    chooses,
    lists,
    marks,
    scores,
    sits,
)
from tests.conversations.document_talk import seat
from tests.conversations.walks import everything, posts
from tests.effort import measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague) -> None:
    sits(maya, tom, ivan, aisha, marketing)


@both_engines
def test_scoring_again_changes_the_marks_and_asks_nobody_twice(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    scores(maya, marketing, ALL, NONE)
    scores(ivan, marketing, ALL, NONE)
    assert marketing.last.words.startswith(f"First: {CONSENT}\n")
    scores(ivan, marketing, None, ALL)
    assert "Scored by marketing 1 of 2, IT 1 of 2" in marketing.last.words
    assert len(posts(marketing)) == 1
    assert (
        f"1. {CONSENT}: priority 100 of 100 (marketing 100, IT 100)\n2. {FEED}: talk first (marketing 0, IT 100)"
    ) in everything(maya, marketing)


@both_engines
def test_many_of_one_side_weigh_no_more_than_one_of_the_other(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    for person in (maya, tom):
        scores(person, marketing, ALL, NONE)
    scores(ivan, marketing, NONE, ALL)
    assert marketing.last.words.startswith(f"Talk first: {FEED}\n")
    assert "*A date that cannot move:* marketing 0 %, IT 100 %. That far apart" in marketing.last.words
    words = everything(maya, marketing)
    assert f"• Then {CONSENT}, a date that cannot move: marketing 100 %, IT 0 %.\n" in words
    assert f"1. {FEED}: talk first (marketing 0, IT 100)\n2. {CONSENT}: talk first (marketing 100, IT 0)" in words
    assert f"Alone, marketing would begin with {CONSENT} and IT would begin with {FEED}." in (marketing.last.words)


@both_engines
def test_the_same_finish_twice_counts_once(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    assert len(posts(marketing)) == 1
    maya.clicks("Score them now")
    marks(maya, NONE, NONE)
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    assert "marketing 1 of 2, IT 0 of 2" in marketing.last.words


def test_who_stops_half_way_goes_on_there_and_does_not_count_yet(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    tom.clicks("Score them too", marketing)
    chooses(tom, ASKED[:2], ALL, NONE)
    tom.submits()
    tom.closes(everything=True)
    assert "marketing 0 of 2" in marketing.last.words
    tom.clicks("Score them too", marketing)
    assert "Welcome back. I kept your answers.\nStart over\n2 of 2\n*And what both sides can say*" in tom.modal.words
    tom.clicks("Start over")
    assert "1 of 2\n*What is it worth?" in tom.modal.words
    assert not any(tom.modal.values.values())


def test_who_is_on_neither_side_is_told_kindly(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague, sam: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    sam.types("/align join sales", marketing)
    sam.clicks("Score them too", marketing)
    told = sam.modal.words if sam.modals else sam.sees[-1]
    assert (
        "Marketing and IT score here, and you are on neither side of this team yet. Whoever leads it can change that "
        "with /align team."
    ) in told


def ticks_all(person: Colleague) -> None:
    person.fills(dict(person.modal.choices))


def on_the_last_page(person: Colleague, where: Channel, *candidates: Sequence[int]) -> None:
    """All marks given but not sent yet."""
    person.clicks("Score them too", where)
    for last in (False, True):
        chooses(person, [label for label in ASKED if label in person.modal.labels], *candidates)
        if not last:
            person.submits()


@both_engines
def test_two_who_finish_at_once_both_count(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    for person in (maya, ivan):
        on_the_last_page(person, marketing, ALL, NONE)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda person: person.submits(silent=True), (maya, ivan)))
    maya.line.speak()
    maya.closes()
    assert marketing.last.words.startswith(f"First: {CONSENT}\n")
    assert f"Shared priorities · {CONSENT}: priority 100 of 100 from both sides" in maya.types(
        "/align summary", marketing
    )


@both_engines
def test_who_changes_sides_counts_where_they_are_now(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    scores(maya, marketing, ALL, NONE)
    scores(tom, marketing, NONE, ALL)
    assert "marketing 2 of 2, IT 0 of 2" in marketing.last.words
    seat(maya, marketing, marketing=[maya], it=[tom, ivan, aisha])
    assert f"Alone, marketing would begin with {CONSENT} and IT would begin with {FEED}." in marketing.last.words
    assert "Scored by marketing 1 of 1, IT 1 of 3" in marketing.last.words
    assert f"{CONSENT}: talk first about a date that cannot move" in maya.types("/align summary", marketing)
    seat(maya, marketing, marketing=[maya], it=[ivan, aisha], sales=[tom])
    assert marketing.last.words.startswith(OPEN)
    assert "marketing 1 of 1, IT 0 of 2. The ranking shows as soon as one person from IT has scored." in (
        marketing.last.words
    )
    assert len(posts(marketing)) == 1


def test_nobody_on_a_side_is_said_and_taken_back_when_somebody_sits_there(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[])
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    assert "Nobody is on the side of IT in this team yet." in marketing.last.words
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    assert "marketing 0 of 2, IT 0 of 1" in marketing.last.words
    assert "Nobody is on the side" not in marketing.last.words


def test_who_has_left_both_sides_meanwhile_is_told_before_the_marks_are_sent(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    on_the_last_page(tom, marketing, ALL, NONE)
    seat(maya, marketing, marketing=[maya], it=[ivan, aisha], sales=[tom])
    tom.submits()
    assert "Marketing and IT score here, and you are on neither side of this team yet." in tom.modal.words
    tom.closes()
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha], sales=[])
    tom.submits()
    assert "*Done.* Your marks count now" in tom.modal.words


def changes(person: Colleague, where: Channel, *needs: str) -> None:
    """Puts these on the list in place of what is there; all of them could begin."""
    person.clicks("Change", where)
    person.fills({LIST: "\n".join(needs)})
    person.submits()
    ticks_all(person)
    person.submits()
    person.submits()
    person.closes()


@both_engines
def test_a_change_edits_the_one_post_and_asks_both_sides_for_what_is_new(
    align: Align,
    clock: Clock,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    for person in (maya, ivan):
        scores(person, marketing, ALL, NONE)
    clock.pass_(align, minutes=1)
    with measured("priorities, one thing added", tom, 12):
        changes(tom, marketing, CONSENT, PORTAL)
    post, changed = posts(marketing)
    assert post.words.startswith(f"First: {CONSENT}\n")
    assert f"*Not scored by both sides yet:* {PORTAL}.\n" in post.words
    assert "Scored by marketing 1 of 2, IT 1 of 2" in post.words
    assert changed.raw["thread_ts"] == post.ts
    assert changed.words.splitlines() == [
        f"@Tom has changed this list. Now: *{CONSENT}*, priority 100 of 100 from both sides.",
        f"• What marketing needs from IT: {CONSENT}, {FEED} → {CONSENT}, {PORTAL}",
        *(f"• *{PORTAL}*, {label}: not ticked → ticked" for label in HAS.values()),
        "Marketing and IT, what is new has no marks yet: *Score them too* asks for nothing else.",
    ]
    with measured("priorities, scoring what is new", ivan, 3):
        ivan.clicks("Score them too", message=post)
        assert set(map(tuple, ivan.modal.choices.values())) == {(PORTAL,)}
        ivan.submits()
        ivan.submits()
    ivan.closes()
    maya.clicks("Score them too", message=post)
    marks(maya, ALL)
    maya.closes()
    assert (
        f"1. {CONSENT}: priority 100 of 100 (marketing 100, IT 100)\n2. {PORTAL}: talk first (marketing 100, IT 0)"
    ) in everything(maya, marketing)
    assert "Not scored by both sides yet" not in posts(marketing)[0].words
    clock.pass_(align, minutes=1)
    changes(maya, marketing, CONSENT, FEED)
    assert "Not scored by both sides yet" not in posts(marketing)[0].words, "what was taken out has kept its marks"
    assert "has no marks yet" in marketing.last.words
    ivan.clicks("Score them too", message=post)
    assert [*ivan.modal.values.values()] == [[CONSENT]] * 3, "nothing is new to him: he may change his marks"


@both_engines
def test_scored_while_the_list_is_changed(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    scores(maya, marketing, ALL, NONE)
    on_the_last_page(ivan, marketing, ALL, ALL)
    clock.pass_(align, minutes=1)
    changes(tom, marketing, CONSENT, PORTAL)
    ivan.submits()
    ivan.closes()
    post = posts(marketing)[0]
    assert post.words.startswith(f"First: {CONSENT}\n")
    assert f"*Not scored by both sides yet:* {PORTAL}.\n" in post.words
    ivan.clicks("Score them too", message=post)
    assert set(map(tuple, ivan.modal.choices.values())) == {(PORTAL,)}


@both_engines
def test_two_changes_at_once_leave_one_list(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    for person, need in ((maya, FEED), (tom, PORTAL)):
        person.clicks("Change", marketing)
        person.fills({LIST: f"{CONSENT}\n{need}"})
        person.submits()
        ticks_all(person)
        person.submits()
    clock.pass_(align, minutes=1)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda person: person.submits(silent=True), (maya, tom)))
    maya.line.speak()
    maya.closes()
    assert posts(marketing)[0].words.startswith(f"{OPEN}\n*On the list:* {CONSENT}, ")
    assert [each.raw.get("thread_ts") for each in posts(marketing)[1:]] == [posts(marketing)[0].ts] * (
        len(posts(marketing)) - 1
    )
    scores(ivan, marketing, ALL, ALL)
    assert "marketing 0 of 2, IT 1 of 2" in posts(marketing)[0].words
