"""Whoever a document names says that their part in it is theirs, with one press; nobody else can say it for them."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, reads, seat
from tests.conversations.walks import posts
from tests.effort import measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

MINE = "That’s my step"
WHO = "Who decides, who does it"


@pytest.fixture
def roles(
    align: Align,
    clock: Clock,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    ivan: Colleague,
    aisha: Colleague,
) -> Channel:
    """Three steps: of Maya and Tom, of Ivan and Aisha, of Lena; Maya has written them down."""
    seat(maya, marketing, marketing=[maya, tom, lena], it=[ivan, aisha])
    maya.types("/align roles New CRM", marketing)
    goes_through(
        maya,
        {"When was IT first asked?": "While it was an idea", "Steps": ["Idea", "Test", "Launch"], "Steps, more": []},
        {"Idea": [maya, tom], "Test": [ivan, aisha], "Launch": [lena]},
        {},
    )
    clock.pass_(align, minutes=1)
    return marketing


def still_to_confirm(channel: Channel) -> str:
    """The line of the document's post that says who has not confirmed their part."""
    lines = posts(channel)[0].words.splitlines()
    return next((line for line in lines if "confirm" in line), "")


@both_engines
def test_one_press_and_the_line_gets_shorter(
    roles: Channel, tom: Colleague, lena: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    assert still_to_confirm(roles) == (
        f"Still to confirm their part: @Tom, @Ivan, @Aisha and 1 more. *{MINE}* does it."
    ), "who wrote it down has said so with it"
    with measured("roles, one's own step", tom, 1, 0):
        tom.clicks(MINE, roles)
    assert still_to_confirm(roles) == f"Still to confirm their part: @Ivan, @Aisha, @Lena. *{MINE}* does it."
    tom.clicks(MINE, roles)
    ivan.clicks("Agree", roles)
    assert still_to_confirm(roles) == f"Still to confirm their part: @Aisha, @Lena. *{MINE}* does it."
    assert "⏳ *Marketing not yet* · ✅ *Agreed by IT* (@Ivan)" in posts(roles)[0].words, "that was no OK of a side"
    aisha.clicks(MINE, roles)
    lena.clicks(MINE, roles)
    assert still_to_confirm(roles) == "✅ All 5 people have confirmed their part."
    assert MINE not in posts(roles)[0].buttons
    assert len(posts(roles)) == 1


@both_engines
def test_a_new_version_asks_again_whose_rows_are_others(
    align: Align,
    clock: Clock,
    roles: Channel,
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    ivan: Colleague,
    aisha: Colleague,
) -> None:
    for person in (tom, lena, ivan, aisha):
        person.clicks(MINE, roles)
    changes(ivan, roles, WHO, {"Idea": [maya, lena]})
    assert still_to_confirm(roles) == f"Still to confirm their part: @Maya, @Lena. *{MINE}* does it."
    assert f"@Maya, @Lena: what stands beside your name is new. If it is right, press *{MINE}*." in roles.last.words
    maya.clicks(MINE, message=roles.last)
    assert "@Lena: what stands beside your name is new." in roles.last.words
    assert "@Maya, @Lena: what" not in roles.last.words
    clock.pass_(align, minutes=1)
    changes(lena, roles, WHO, {"Test": [aisha]})
    assert still_to_confirm(roles) == f"Still to confirm their part: @Aisha. *{MINE}* does it."
    aisha.clicks(MINE, message=posts(roles)[0])
    assert still_to_confirm(roles) == "✅ All 3 people have confirmed their part."


def test_who_has_agreed_to_the_rows_before_is_asked_about_the_new_ones(
    roles: Channel, maya: Colleague, tom: Colleague
) -> None:
    tom.clicks("Agree", roles)
    changes(maya, roles, WHO, {"Launch": [tom]})
    post = posts(roles)[0].words
    assert "✅ *Agreed by marketing* (@Maya, @Tom)" in post
    assert f"Still to confirm their part: @Tom, @Ivan, @Aisha. *{MINE}* does it." in post
    assert MINE in posts(roles)[0].buttons


def test_nobody_says_it_without_a_part(roles: Channel, sam: Colleague, tom: Colleague) -> None:
    sam.types("/align join sales", roles)
    before = posts(roles)[0].words
    sam.clicks(MINE, roles)
    assert sam.modal.words.endswith("Your name stands beside no step in this. If it should, press Change.")
    assert posts(roles)[0].words == before
    tom.clicks("See everything", roles)
    assert f"*Still to confirm their part:* @Tom, @Ivan, @Aisha, @Lena. Pressing *{MINE}* does it." in tom.modal.words


@both_engines
def test_whoever_reads_it_for_themselves_says_it_there(
    align: Align, clock: Clock, roles: Channel, maya: Colleague, tom: Colleague, lena: Colleague
) -> None:
    for person in (tom, lena):
        person.types("/align roles New CRM", roles)
        clock.pass_(align, minutes=1)
    tom.clicks(MINE, message=tom.whispers[-1])
    assert f"Still to confirm their part: @Ivan, @Aisha, @Lena. *{MINE}* does it." in tom.whispers[-1].words
    assert still_to_confirm(roles).startswith("Still to confirm their part: @Ivan, @Aisha, @Lena.")
    changes(maya, roles, WHO, {"Launch": [tom]})
    lena.clicks(MINE, message=lena.whispers[-1])
    assert lena.modal.words.endswith("There is a newer version by now, version 2. Type /align roles.")


def test_what_it_is_called_follows_the_rows(align: Align, marketing: Channel, maya: Colleague, ivan: Colleague) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align terms live", marketing)
    goes_through(maya, {}, {}, {"Who decides when a case is not clear?": ivan})
    ivan.clicks("That’s my part", marketing)
    assert "Still to confirm" not in reads(ivan, marketing)
