"""That’s not right: who is asked to take part says what is not so, the post says that they do, the author hears it."""

from dataclasses import replace

import pytest

from bot.app import Align
from tests.conversations.walks import (
    DRIVES,
    HAS,
    IT,
    OFF,
    PRIVACY,
    SHARE,
    SOON,
    STRONG,
    Idea,
    picks_a_pilot,
    posts,
    ticks,
)
from tests.fixtures_align import both_engines
from tests.lengths import find_excess
from tests.standin import Channel, Clock, Colleague

pytestmark = pytest.mark.usefixtures("team")
NOT_RIGHT, NOT_SO, WORDS = "That’s not right", "Not so", "In your words"
IDEA = "Lead routing"
LINE = "⚠️ @Ivan: “IT has a part in it” is not so.\n"


@pytest.fixture
def pilot(align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> Channel:
    """Maya has picked a pilot for Tom and Ivan, who have been asked in private since."""
    picks_a_pilot(maya, marketing, Idea(IDEA, tom, ivan, STRONG), Idea("Win-back mails", maya, ivan))
    clock.pass_(align, days=1)
    return marketing


def says_not_so(person: Colleague, *names: str, **more: object) -> None:
    person.clicks(NOT_RIGHT, person.dm)
    person.fills({NOT_SO: list(names), **more})
    person.submits()


def shows_changed(person: Colleague, lacks: str) -> None:
    """In the window of a change: the idea lacks something, and that is shown."""
    while SHARE not in person.modal.labels:
        if lacks in person.modal.labels:
            ticks(person, lacks, "Win-back mails")
        person.submits()
    person.submits()
    person.closes(everything=True)


@both_engines
def test_what_is_not_so_is_said_corrected_and_changed(
    align: Align, clock: Clock, pilot: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    assert "*What @Maya says is so today*\n• Marketing drives it\n• IT has a part in it\n" in ivan.dm.last.words
    before = posts(pilot)[0].words
    ivan.clicks(NOT_RIGHT, ivan.dm)
    assert (ivan.modal.labels, ivan.modal.choices[NOT_SO]) == ([NOT_SO, WORDS], list(HAS))
    assert ivan.modal.submit == "Tell maya"
    assert ivan.modal.view["blocks"][2]["element"].get("initial_options") is None
    ivan.fills({NOT_SO: [IT], WORDS: "nobody  knows the form"})
    ivan.submits()
    assert ivan.line.sends_again(3, at_once=True) == [200] * 3
    post = posts(pilot)[0]
    assert post.words.replace(LINE, "") == before  # nothing is ranked anew, nothing else is said
    assert LINE in post.words
    assert f"• {IT}\n> nobody knows the form\n" in maya.dm.last.words
    assert "⚠️ You have said that this is not so: “IT has a part in it”." in ivan.dm.last.words

    ivan.clicks(NOT_RIGHT, ivan.dm)
    assert IT in str(ivan.modal.view["blocks"][2]["element"]["initial_options"])
    ivan.fills({NOT_SO: [SOON, OFF], WORDS: None})
    ivan.submits()
    says_not_so(tom, DRIVES)
    words = posts(pilot)[0].words
    assert "⚠️ @Ivan: “Customers feel it within 90 days” and 1 more are not so.\n" in words
    assert "⚠️ @Tom: “Marketing drives it” is not so.\n" in words
    assert len(maya.dm.messages) == 2  # one for each of them, edited
    of_ivan = maya.dm.messages[0]
    assert f"• {SOON}\n• {OFF}\n" in of_ivan.words and IT not in of_ivan.words and "form" not in of_ivan.words
    says_not_so(tom)
    assert "⚠️ @Tom" not in posts(pilot)[0].words
    assert maya.dm.messages[1].words == "*@Tom has taken it back:* what is ticked for Lead routing is so after all."

    ivan.clicks("OK, days", ivan.dm)
    assert ivan.dm.last.buttons == [NOT_RIGHT]
    assert "✅ *Partner in IT:* @Ivan (work for IT: days)" in posts(pilot)[0].words
    ivan.clicks(NOT_RIGHT, ivan.dm)
    maya.clicks("Change", message=maya.dm.messages[0])
    shows_changed(maya, PRIVACY)
    clock.pass_(align, minutes=1)  # Slack takes so many changes a minute
    post = posts(pilot)[0]
    assert "is missing" in post.words and "not so" not in post.words
    assert maya.dm.messages[0].words.startswith("*The result has been changed since.* What @Ivan said was not so")
    assert (maya.dm.messages[0].buttons, len(maya.dm.messages)) == ([], 2)
    assert "not so" not in ivan.dm.last.words
    ivan.fills({NOT_SO: [OFF]})
    ivan.submits()
    assert "The result has been changed meanwhile. Press That’s not right again" in ivan.modal.words
    assert "not so" not in posts(pilot)[0].words


def test_who_may_say_it_and_until_when(
    align: Align, pilot: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    ivan.clicks(NOT_RIGHT, ivan.dm)
    ivan.clicks("Not me", pilot)
    ivan.fills({NOT_SO: [IT]})
    ivan.submits()
    assert "You have no part in this any more" in ivan.modal.words
    assert ivan.dm.last.buttons == []
    tom.clicks(NOT_RIGHT, tom.dm)
    tom.closes(everything=True)
    lena.clicks(NOT_RIGHT, message=replace(tom.dm.last, room=pilot.room))  # had she the same button
    assert "You have no part in this any more" in lena.modal.words
    assert maya.dm.messages == []


def test_whoever_leads_is_told_where_the_author_has_left(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    picks_a_pilot(lena, marketing, Idea(IDEA, tom, ivan, STRONG), Idea("Win-back mails", tom, ivan))
    clock.pass_(align, days=1)
    says_not_so(tom, DRIVES)
    told = lena.dm.last.words
    lena.leaves(marketing)
    says_not_so(ivan, IT)
    assert lena.dm.last.words == told
    assert maya.dm.last.words.startswith("⚠️ *@Ivan says about Lead routing: this is not so.*")
    maya.clicks("Change")
    assert maya.modal.title == "Pick a pilot"


def test_taken_down_there_is_nothing_left_to_correct(
    align: Align, pilot: Channel, maya: Colleague, ivan: Colleague
) -> None:
    says_not_so(ivan, IT)
    assert "*My reminders, last 30 days:* 2 sent, 1 acted on" in maya.types("/align summary", pilot)
    ivan.clicks(NOT_RIGHT, ivan.dm)
    maya.clicks("See everything", pilot)
    maya.clicks("Take it down")
    maya.closes(everything=True)
    assert (
        maya.dm.last.words == "*Lead routing has been taken down.* What @Ivan said about it needs no answer any more."
    )
    ivan.fills({NOT_SO: [OFF]})
    ivan.submits()
    assert "This result has been taken down." in ivan.modal.words
    ivan.closes(everything=True)
    ivan.clicks(NOT_RIGHT, ivan.dm)
    assert "This result has been taken down." in ivan.modal.words


def test_the_post_stays_short_whatever_is_said(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    long = [f"{name} {'of customers ' * 5}{name}"[:75] for name in ("Lead routing", "Win-back mails")]
    weak = [Idea(name, tom, ivan, (6,), today="9 " + "x" * 288, lacks=(PRIVACY,)) for name in long]
    picks_a_pilot(maya, marketing, *weak)
    clock.pass_(align, days=1)
    for each in (tom, ivan):
        says_not_so(each, DRIVES, IT, SOON, OFF)
    ivan.clicks("Not me", marketing)
    (post,) = posts(marketing)
    assert "@Tom: “Marketing drives it” and 3 more are not so." in post.words
    assert find_excess(post.raw, marketing.slack.workspace) == []
