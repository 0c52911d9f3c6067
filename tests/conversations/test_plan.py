"""Where time and money go in a half-year: the wish list that it starts as, with what a CIO and a CFO would ask."""

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, part, reads, seat
from tests.conversations.walks import posts, whom
from tests.standin import Channel, Clock, Colleague

GAIN, COST, USE, NEW = (
    "Which number moves, from what to what?",
    "What does it cost, in money and in days of IT?",
    "This makes what we own work better",
    "This is something new",
)
FIRST, STOP, OWNER, PARTNER = (
    "When does it show a first result?",
    "When would you stop it?",
    "Who in marketing owns it?",
    "Who in IT is in it?",
)


def test_a_wish_list_becomes_a_plan(
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    aisha: Colleague,
    marketing: Channel,
    align: Align,
    clock: Clock,
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha])
    maya.types("/align plan First half of 2027", marketing)
    goes_through(
        maya,
        {
            "What should be true at its end that is not true today?": "Every lead is answered the same day.",
            "Initiatives": "Lead routing\nCustomer data platform\nConsent banner",
        },
        {
            GAIN: "14 hours to 1 hour",
            COST: "4 days of IT",
            FIRST: "2027-03-01",
            STOP: "No change by 1 April",
            OWNER: tom,
            PARTNER: ivan,
        },
        {GAIN: "more insight", OWNER: maya, PARTNER: None},
        {GAIN: "60 to 80 %", COST: "2 days", FIRST: "2027-02-01", OWNER: tom, PARTNER: ivan},
        {
            "How often do both sides look at it together?": "At the end",
            NEW: ["Lead routing", "Customer data platform"],
        },
    )
    assert marketing.last.words.splitlines() == [
        "Martech plan First half of 2027: one OK from each side is missing",
        "@Maya or @Tom, and @Ivan: read it once this week, then press *Agree*.",
        "⏳ *Marketing not yet* · ⏳ *IT not yet*",
        "*Open points*",
        "⚠️ Customer data platform: nobody from IT is in it. They will learn of it when it needs them.",
        "⚠️ Customer data platform: no date for a first result.",
        "Still to confirm their part: @Tom, @Ivan. *That’s my initiative* does it.",
        "Agree",
        "That’s my initiative",
        "Change",
        "See everything",
        "Version 1, by @Maya, Tue 24 Nov. 8 open points more in *See everything*. Needs one OK from marketing and one "
        "from IT.",
        "Initiative | First result | Cost | Who | Stop when",
        "Lead routing | 1 March 2027 | 4 days of IT | @Tom, @Ivan | No change by 1 April",
        "Customer data platform | no date yet | – | @Maya | –",
        "Consent banner | 1 February 2027 | 2 days | @Tom, @Ivan | –",
    ]
    told = reads(tom, marketing)
    assert "first result: 1 March 2027 · stop when: No change by 1 April" in told
    assert part(told, "*Open points*", "*This week*") == [
        "• Customer data platform: nobody from IT is in it. They will learn of it when it needs them.",
        "• Customer data platform: no date for a first result.",
        "• No rule for stopping, and what never stops takes the place of what comes next: Customer data platform, "
        "Consent banner.",
        "• Customer data platform: no number that moves.",
        "• Customer data platform: nobody has said what it costs. Ask IT for the days before you ask for the money.",
        "• Something new is bought, and nothing of what you own is made to work better. "
        "Firms used a third of what theirs could do (Gartner 2023).",
        "• @Ivan is IT's part in 2 of 3 initiatives. They will wait for each other.",
        "• Nobody has said who will have to work differently. New technology with old habits is an old process that "
        "costs more.",
        "• Nothing is left out. A plan that leaves nothing out is a list of wishes.",
        "• Looked at only at the end, it is a report. Put a date in the middle into the calendar.",
    ]
    week = part(told, "*This week*", "*Still to")
    assert week == [
        "• Ask IT this week how many days there are for marketing in “First half of 2027”, before you split anything. "
        "A number with doubt in it is better than none.",
        "Promise this",
        "• Ask IT this week who would be in “Customer data platform”, how many days it takes them, and what would "
        "have to wait for it. Today that is a question; in the middle of it, it is a favour.",
        "Promise this",
        "• Before anything new: open the tool that costs you most, somebody from IT beside you, and list three things "
        "in it that were never switched on. Firms used a third of what theirs could do (Gartner 2023).",
        "Promise this",
    ]
    tom.clicks("Promise this", beside="who would be in")
    assert tom.modal.values["I’ll"] == (
        "ask who of them is in “Customer data platform”, how many days it takes, and what would have to wait for it"
    )
    assert whom(tom) == maya.id  # hers: tom only pressed
    tom.closes(everything=True)

    clock.pass_(align, minutes=20)
    changes(maya, marketing, "The frame, and what we do", {"What is there to spend?": "20 000, and 12 days of IT"})
    about = "About this initiative: Customer data platform"
    changes(ivan, marketing, about, {PARTNER: aisha, STOP: "Not used by May"})
    about = "About this initiative: Consent banner"
    changes(ivan, marketing, "When we look again, and what waits", {USE: ["Customer data platform"]})
    changes(ivan, marketing, about, {STOP: "More than 5 days of IT", PARTNER: aisha})
    mended = reads(ivan, marketing)
    assert "• Put the first result of “Lead routing”, 1 March 2027, into both calendars this week" in mended
    clock.pass_(align, minutes=20)
    ivan.clicks("Promise this", beside="into both calendars")
    assert whom(ivan) == tom.id
    assert whom(ivan, "Together with") == ivan.id
    assert ivan.modal.values["I’ll"].startswith("put 1 March 2027 into both calendars as the day of the first")
    ivan.closes(everything=True)
    maya.clicks("Agree", message=posts(marketing)[0])
    assert "• Both sides have agreed. At every look, ask of each line whether its number moves" in reads(
        ivan, marketing
    )
