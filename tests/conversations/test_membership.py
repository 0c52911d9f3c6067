"""Joining is an act of one's own, leaving is heard once, and what is whose is theirs to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.document_talk import seat
from tests.conversations.walks import commits, offers
from tests.conversations.weekly import card, newest
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Hire

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = alone

OFFER = (
    "This is for the team #marketing. Join as one of these, or just read along: then nothing is counted.\n"
    "Marketing\nIT\nSales\nAgency\nOther"
)
OUTSIDE = (
    "You are not in the team of #{0}, so I cannot do this for you. Go to #{0} and type /align join. "
    "If you cannot see the channel, ask somebody there to invite you."
)
LEAD = "I’ll lead it"
OFFERED = "Nobody leads this team now. Whoever presses first does: it decides when I check in, and who is asked."
STRANGER = "I work for the people of one company here, and you belong to another. Ask one of them to do this for you."
SEALED = "SELECT * FROM sealed_answers"
GONE = (
    "@Tom has left #marketing and leaves 1 open promise behind. "
    "`/align progress` in the channel shows them: hand them over, or drop them."
)


def members(align: Align) -> set[tuple[str, str, str]]:
    rows = align.db.query("SELECT user_id, side, role FROM members")
    return {(row["user_id"], row["side"], row["role"]) for row in rows}


@both_engines
def test_a_visitor_joins_by_their_own_press_and_goes_on(align: Align, team: Channel, sam: Colleague) -> None:
    before = members(align)
    sam.types("/align pilot", team)
    assert sam.modal.words == f"Align\n{OFFER}"
    assert members(align) == before
    sam.clicks("Sales")
    assert sam.modal.title == "Pick a pilot"
    assert members(align) - before == {(sam.id, "sales", "member")}


@both_engines
def test_a_tap_of_a_visitor_counts_nowhere(align: Align, team: Channel, sam: Colleague, maya: Colleague) -> None:
    maya.types("/align checkin", team)
    before, sealed = members(align), align.db.query(SEALED)
    sam.clicks("4", team)
    assert sam.modal.words == f"Align\n{OFFER}"
    assert align.db.query(SEALED) == sealed
    assert members(align) == before
    sam.clicks("IT")
    assert sam.modal.words.startswith("Align\n*You are in.* I have you down for IT in #marketing.")
    sam.closes(everything=True)
    sam.clicks("4", team)
    assert align.db.query(SEALED) != sealed


@both_engines
def test_the_small_window_offers_for_ten_minutes(
    align: Align, team: Channel, sam: Colleague, maya: Colleague, clock: Clock
) -> None:
    maya.types("/align checkin", team)
    sam.clicks("4", team)
    clock.pass_(align, minutes=11)
    sam.clicks("IT")
    assert sam.modal.words == f"One moment\n{OUTSIDE.format('marketing')}"
    assert not [each for each in members(align) if each[0] == sam.id]


@both_engines
def test_words_join_and_leave(align: Align, team: Channel, sam: Colleague, tom: Colleague, maya: Colleague) -> None:
    assert sam.types("/align join", team) == OFFER
    assert sam.types("/align join nowhere", team).startswith("I know these sides: Marketing, IT, Sales, Agency, Other")
    assert sam.types("/align join Sales", team).startswith("*You are in.* I have you down for sales in #marketing.")
    assert maya.dm.last.words == (
        "@Sam has joined the team of #marketing, for sales. From now on they count.\nTake them out\n"
        "Another side: `/align team` in the channel."
    )
    assert sam.types("/align join it", team).startswith("You are in the team of #marketing already, for sales.")
    commits(tom, team)
    assert tom.types("/align leave", team) == (
        "*You are out.* I count on you no more in #marketing, and ask you nothing there.\n"
        "Your 1 open promise there stay yours: keep them, hand them over or drop them in `/align progress`. "
        "Whoever leads the team knows."
    )
    assert maya.dm.last.words.startswith("@Tom has left the team of #marketing and leaves 1 open promise behind.")
    assert tom.types("/align leave", team) == "You are not in this team, so there is nothing to leave."
    tom.types("/align progress", team)
    tom.clicks("Done")
    assert "✅ *Kept* by @Tom." in team.words


def test_nobody_joins_from_a_direct_message(align: Align, team: Channel, sam: Colleague) -> None:
    assert sam.types("/align join sales").startswith("I work in a team's channel. ")


@both_engines
def test_who_is_named_in_a_promise_is_no_member(
    align: Align, growth: Channel, maya: Colleague, aisha: Colleague
) -> None:
    seat(maya, growth, marketing=[maya])
    offers(maya, growth, aisha)
    aisha.clicks("I’ll take it", aisha.opens_home())
    assert not [each for each in members(align) if each[0] == aisha.id]
    aisha.clicks("Done", aisha.home)
    assert f"✅ *Kept* by {aisha.mention}." in growth.words
    assert aisha.types("/align summary").startswith("I work in a team's channel. ")


@both_engines
def test_only_its_people_and_whoever_leads_mark_a_promise(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague
) -> None:
    commits(tom, team)
    maya.types("/align checkin", team)
    assert "Done" not in card(team).buttons
    lena.types("/align progress", team)
    assert "Done" not in lena.modal.buttons
    maya.types("/align progress", team)
    maya.clicks("Done")
    told = [each.words for each in tom.dm.messages if "has marked your promise as kept" in each.words]
    assert told == [
        "@Maya has marked your promise as kept in #marketing.\n"
        "> When it is Monday and the stand-up is over, I’ll call Ivan and agree on the three fields.\n"
        "Not right? Change it in `/align progress`."
    ]


@both_engines
def test_old_buttons_of_who_has_left_do_nothing(
    align: Align, growth: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    seat(maya, growth, marketing=[maya, tom])
    commits(tom, growth)
    tom.opens_home()
    assert "Done" in tom.home.buttons
    as_seen = tom.home.view
    tom.leaves(growth)
    tom.workspace.homes[tom.id] = as_seen  # still open in front of him
    tom.clicks("Done")
    assert tom.modal.words.startswith("One moment\nOnly whoever promised it, or leads the team, can change this.")
    tom.closes()
    assert "promise" not in tom.opens_home().words.split("call Ivan")[0] or "call Ivan" not in tom.home.words
    assert tom.types("/align summary").startswith("I work in a team's channel. ")
    tom.joins(growth)
    assert tom.types("/align summary", growth).startswith("This is for the team #growth.")


@both_engines
@pytest.mark.parametrize("how", ["leaves", "switched off"])
def test_who_is_gone_is_told_of_once_and_counted_no_more(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock, how: str
) -> None:
    commits(tom, team)
    if how == "leaves":
        tom.leaves(team)
    else:
        tom.becomes(deleted=True)
        tom.becomes(status_text="")
    assert maya.dm.last.words == GONE
    assert newest(team, "has made a promise").words.endswith(
        "@Tom has left. Whoever leads the team can hand this over, or drop it."
    )
    clock.pass_(align, days=28)
    assert [each.words for each in maya.dm.messages if "has left #marketing" in each.words] == [GONE]
    assert "0 of 4" in card(team).words
    assert tom.dm.messages == []


@both_engines
def test_the_only_lead_is_gone_and_the_channel_hears_it(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague, clock: Clock
) -> None:
    commits(maya, team)
    maya.becomes(deleted=True)
    assert team.last.words == (
        "@Maya has left #marketing and leaves 1 open promise behind. "
        f"`/align progress` in the channel shows them: hand them over, or drop them.\n{OFFERED}\n{LEAD}"
    )
    commits(tom, team)
    tom.leaves(team)
    clock.pass_(align, minutes=1)  # a channel takes a message a second
    assert team.last.words.startswith("@Tom has left #marketing and leaves 1 open promise behind.")
    lena.archives(team)
    assert lena.dm.last.words.startswith("#marketing is archived, so I have stopped checking in there.")
    lena.unarchives(team)
    lena.types("/align team", team)
    lena.submits()
    assert lena.modal.words.startswith("Your team\n*Saved.* marketing is ready.")


@both_engines
def test_a_lead_who_becomes_a_guest_leads_no_more(align: Align, team: Channel, maya: Colleague) -> None:
    maya.becomes(is_restricted=True)
    assert team.last.words == f"@Maya is a guest now, and guests cannot lead.\n{OFFERED}\n{LEAD}"
    assert maya.types("/align team", team).startswith("You are a guest here.")


@both_engines
def test_whoever_leads_sees_everybody_and_takes_somebody_out(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, sam: Colleague
) -> None:
    maya.types("/align team", team)
    assert "*Marketing:* @Lena, @Maya (leads), @Tom\n*IT:* @Aisha, @Ivan" in maya.modal.words
    sam.types("/align join sales", team)  # while the window is open: they stay
    maya.clicks("More people")
    maya.fills({"Who only reads along?": [ivan]})
    maya.submits()
    maya.fills({"People in marketing": [maya, lena], "IT people beside you": []})
    maya.submits()
    assert {(user, role) for user, _, role in members(align)} == {
        (maya.id, "manager"),
        (lena.id, "member"),
        (ivan.id, "observer"),
        (sam.id, "member"),
    }
    ivan_told = ivan.types("/align pilot", team)
    assert ivan_told == "You only read along in this team. Whoever leads it can change that with /align team."
    assert ivan.types("/align summary", team).startswith("marketing: ")
    tom.types("/align commit", team)
    assert tom.modal.words == f"Align\n{OFFER}"


def test_people_of_another_company_get_words_and_nothing_else(
    align: Align, team: Channel, maya: Colleague, person: Hire
) -> None:
    eve = person("Eve", team="T0OTHER")
    team.room.members.add(eve.id)
    maya.types("/align checkin", team)
    sealed = align.db.query(SEALED)
    assert eve.types("/align pilot", team) == STRANGER
    eve.clicks("4", team)
    assert eve.modal.words == f"One moment\n{STRANGER}"
    eve.closes()
    eve.says("@align pilot", team)
    assert eve.sees[-1] == STRANGER
    assert align.db.query(SEALED) == sealed


def test_who_is_there_is_asked_of_slack_for_guests_alone(
    align: Align, team: Channel, tom: Colleague, sam: Colleague, clock: Clock
) -> None:
    """Everyday acts need no users.info; joining waits until Slack has said that somebody is no guest."""
    clock.pass_(hours=2)  # what Slack said at the set-up does not count any more
    tom.slack.fails("users.info", times=50)
    tom.types("/align pilot", team)
    assert tom.modal.title == "Pick a pilot"
    sam.types("/align pilot", team)
    sam.clicks("Sales")
    assert sam.modal.words.startswith("One moment\nSlack does not tell me just now who you are")
    assert not [each for each in members(align) if each[0] == sam.id]


@both_engines
def test_a_private_channel_opened_again(align: Align, growth: Channel, maya: Colleague, clock: Clock) -> None:
    seat(maya, growth, marketing=[maya])
    maya.archives(growth)
    maya.unarchives(growth)
    clock.pass_(align, days=7)
    assert "How well did marketing and IT work together?" in growth.words
