"""A word that marketing and IT use differently: disputed until one meaning is agreed, then found from any message."""

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, reads, seat
from tests.conversations.walks import posts, whom
from tests.standin import Channel, Clock, Colleague


def test_live_is_disputed_until_both_sides_agree_on_it(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align terms live", marketing)
    goes_through(
        maya,
        {"When did it last get in the way?": "The shop was announced as live on Monday. IT had it on the servers."},
        {"When marketing says it, what is meant?": "A customer can use it."},
        {},
    )
    assert marketing.last.words.splitlines() == [
        "What “live” means here: disputed",
        "@Maya and @Ivan: read it once this week, then press *Agree*.",
        "⏳ *Marketing not yet* · ⏳ *IT not yet*",
        "*Marketing means:* A customer can use it.",
        "*Open points*",
        "⚠️ No meaning is agreed yet. Until then, say which side's meaning you use.",
        "⚠️ Only one side has said what it means. Ask the other before you settle it.",
        "Agree",
        "Change",
        "See everything",
        "Version 1, by @Maya, Tue 24 Nov. Needs one OK from marketing and one from IT.",
    ]
    told = reads(maya, marketing)
    assert told.splitlines()[1:11] == [
        "Shared terms: live",
        "*Disputed*. Version 1, by @Maya. Needs one OK from marketing and one from IT.",
        "*The word*",
        "_Where it got in the way_",
        "The shop was announced as live on Monday. IT had it on the servers.",
        "*What each side means*",
        "_Marketing means_",
        "A customer can use it.",
        "*Open points*",
        "• No meaning is agreed yet. Until then, say which side's meaning you use.",
    ]
    maya.clicks("Promise this", beside="Ask the other side")
    assert maya.modal.values["When"] == "I next hear “live” from somebody of the other side"
    maya.closes(everything=True)

    changes(
        ivan,
        marketing,
        "What each side means",
        {"When IT says it, what is meant?": "It runs on the servers customers reach, and somebody is on call."},
    )
    changes(
        maya,
        marketing,
        "One meaning",
        {
            "From now on, what does it mean here?": "A customer we do not know has used it without our help.",
            "One real case that counts": "The web shop on 3 November: the first stranger's order",
            "One real case that nearly counts, and does not": "The app in the store, behind our login",
            "Where can it be looked up in your systems?": "Release board, column Live",
        },
    )
    assert posts(marketing)[0].words.startswith("What “live” means here: disputed until both sides agree\n@Ivan: read")
    assert "*It means:* A customer we do not know has used it without our help." in posts(marketing)[0].words
    assert "*Open points*" not in posts(marketing)[0].words
    clock.pass_(align, minutes=20)
    ivan.clicks("Agree", message=posts(marketing)[0])
    assert posts(marketing)[0].words.startswith("What “live” means here: agreed\n✅")
    assert "Put this meaning where people meet the word" in reads(ivan, marketing)
    ivan.clicks("Promise this")
    assert ivan.modal.values["I’ll"] == (
        "write our meaning of “live” where people read it there, and in the topic of this channel"
    )
    assert whom(ivan) == ivan.id
    ivan.closes(everything=True)

    asked = maya.says("Is the landing page live? I mean live for real.", marketing)
    ivan.uses("document:look_up-terms", asked)
    assert ivan.modal.words.splitlines() == [
        "Shared terms",
        "*live*",
        "Version 3, by @Maya. *Agreed* by marketing (@Maya) and IT (@Ivan).",
        "• _Where it got in the way_: The shop was announced as live on Monday. IT had it on the servers.",
        "• _Marketing means_: A customer can use it.",
        "• _IT means_: It runs on the servers customers reach, and somebody is on call.",
        "• _It means_: A customer we do not know has used it without our help.",
        "• _This counts_: The web shop on 3 November: the first stranger's order",
        "• _This does not_: The app in the store, behind our login",
        "• _It is read from_: Release board, column Live",
        "Write one down",
    ]


def test_a_word_asked_for_in_a_direct_message_of_somebody_in_two_teams(
    maya: Colleague, marketing: Channel, growth: Channel, align: Align
) -> None:
    for channel in (marketing, growth):
        seat(maya, channel, marketing=[maya])
    maya.types("/align terms live", marketing)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    maya.says("terms live")
    maya.clicks("marketing", maya.dm)
    assert "A customer can use it." in maya.dm.last.words
    maya.says("terms live & kicking")
    maya.clicks("Our team", maya.dm)  # growth is private: Slack does not tell its name
    assert maya.modal.values["Which word?"] == "live & kicking"
    maya.closes()
    maya.says("@align terms live", growth)
    maya.clicks("Settle what a word means", growth)
    assert maya.modal.values["Which word?"] == "live"
