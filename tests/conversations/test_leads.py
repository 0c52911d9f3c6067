"""Marketing and sales agree on leads. What an expert would send back: no numbers, a slow road, a hole in the data."""

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, part, reads, seat
from tests.conversations.walks import posts
from tests.effort import measured
from tests.standin import Channel, Clock, Colleague

STARTS = "2027-01-04"
STUDY = (
    "about 7 times as likely to qualify as an hour later (Harvard Business Review 2011, from 42 companies; one of the "
    "authors led a vendor of lead software)."
)


WITHIN, ATTEMPTS, SILENT = (
    "How long has sales to accept or return a lead?",
    "How often is it tried before a lead is given up?",
    "And when nobody has accepted or returned it in time?",
)
REVIEW, DAY = "How often do you look at the numbers together?", "From which day does it hold?"
ROUTING, FIELDS, OUTAGE = (
    "Who in IT owns the routing rules and the fields?",
    "Which fields must be filled before a lead is handed over?",
    "And when the connection is down?",
)
WHAT = {
    "Marketing hands a lead over (MQL) when …": "A company over 50 people has asked for a demo.",
    "Sales accepts it (SAL) when …": "Right country, nobody is talking to them yet.",
    "It is qualified (SQL) when …": "A need, a date and somebody who decides were heard in a call.",
}
KEPT_IN_TOUCH, PUT_RIGHT, LOOKED_AT = (
    "Marketing keeps in touch, and hands it over again",
    "The data is put right, and it goes back to sales",
    "Marketing looks at where it came from",
)


def test_a_lead_agreement_takes_few_presses(
    maya: Colleague, sam: Colleague, ivan: Colleague, marketing: Channel, align: Align
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan], sales=[sam])
    with measured("leads", maya, 20, 6):
        maya.types("/align leads", marketing)
        assert "Nobody from sales" not in maya.modal.words
        goes_through(
            maya,
            WHAT,
            {
                WITHIN: "One working hour",
                ATTEMPTS: "Three to five times",
                SILENT: "Whoever leads sales is told",
                REVIEW: "Every two weeks",
                DAY: STARTS,
            },
            {"Reasons of your own": "Wrong season"},
            {},
            {"Marketing: how many leads a month?": "80", FIELDS: "E-mail, country", OUTAGE: "The clock stops."},
        )
    assert marketing.last.words.splitlines() == [
        "Lead agreement: one OK from each side is missing",
        "@Maya and @Sam: read it once this week, then press *Agree*.",
        "⏳ *Marketing not yet* · ⏳ *Sales not yet*",
        "*Marketing hands over (MQL):* A company over 50 people has asked for a demo.",
        "*Accept or return within:* One working hour",
        "*Open points*",
        "⚠️ Marketing promises nothing that can be counted yet: a number of leads a month, and the share that sales "
        "will accept.",
        "⚠️ Sales promises nothing that can be counted yet: the share taken up in time and tried as often as agreed.",
        "Still to confirm their part: @Ivan. *That’s my part* does it.",
        "Agree",
        "That’s my part",
        "Change",
        "See everything",
        "Version 1, by @Maya, Tue 24 Nov. Needs one OK from marketing and one from sales.",
        "Reason | Then",
        *(
            f"{reason} | marketing keeps in touch"
            for reason in ("No need", "No money in sight", "Not somebody who decides")
        ),
        "Wrong country or size | source is looked at",
        "In talks already, or a customer | closed",
        "Cannot be reached | data is put right",
        "Contact data is wrong | data is put right",
        "Duplicate or test | closed",
        "Wrong season | closed",
    ]


def test_a_team_without_sales_is_told_so_at_its_beginning(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align leads", marketing)
    asked = "Nobody from sales is in this team yet"
    assert (
        f"{asked}, and one OK from sales is needed in the end: ask them to type `/align join sales`" in maya.modal.words
    )
    day = {WITHIN: "Longer", ATTEMPTS: "Once or twice", SILENT: "Nothing, today", REVIEW: "Once a month", DAY: STARTS}
    goes_through(maya, WHAT, day, {}, {}, {})
    assert f"{asked}: whoever speaks for them types `/align join sales`, then presses *Agree*." in marketing.last.words


def test_a_lead_agreement_is_changed_and_signed_by_sales(
    maya: Colleague, sam: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan], sales=[sam])
    maya.types("/align leads", marketing)
    each_side = {"Marketing: how many leads a month?": "80", "Marketing: what share will sales accept?": "60 %"}
    goes_through(
        maya,
        WHAT,
        {WITHIN: "Longer", ATTEMPTS: "Once or twice", SILENT: "Nothing, today", REVIEW: "Once a month", DAY: STARTS},
        {"Reasons": ["No need", "Not somebody who decides", "Contact data is wrong"]},
        {KEPT_IN_TOUCH: [], PUT_RIGHT: [], LOOKED_AT: []},
        {**each_side, ROUTING: maya},
        {},  # she is down for marketing, and is kept
    )
    draft = reads(maya, marketing)
    assert "Version 1, by @Maya. Needs one OK from marketing and one from sales." in draft
    assert part(draft, "*Open points*", "*This week*") == [
        "• Sales promises nothing that can be counted yet: the share taken up in time and tried as often as agreed.",
        "• When nobody takes a lead, nothing happens. Let it go to the next person, or let somebody be told.",
        f"• A lead may wait longer than a working day. Contact within the hour made one {STUDY}",
        "• Nobody from IT owns the routing rules. Then nobody is called when leads go to the wrong person.",
        "• Nothing is said about the hours when the connection is down. It will be argued about on that day.",
        "• Nobody has said which fields must be filled, so every form will ask something else.",
        "• Every returned lead is closed: marketing learns nothing from what comes back.",
    ]
    assert part(draft, "*This week*", "Make a promise") == [
        "• Measure this week how long the last twenty leads waited for the first try, show both sides the number, and "
        "choose the time again.",
        "Promise this",
        "• Ask @Maya this week for one rule: a lead that nobody has taken in time goes to the next person by itself. "
        "What it takes, they say.",
        "Promise this",
        "• Ask @Maya this week how you would notice that no lead has come through since last night, and who would be "
        "called. Write the answer into the agreement.",
        "Promise this",
    ]
    maya.closes(everything=True)

    clock.pass_(align, minutes=20)
    changes(
        sam,
        marketing,
        "Time, persistence, a look together",
        {
            WITHIN: "Four working hours",
            ATTEMPTS: "Six times or more",
            SILENT: "It goes to the next person by itself",
        },
    )
    changes(
        ivan,
        marketing,
        "What each side promises",
        {
            ROUTING: ivan,
            FIELDS: "E-mail, country, source, consent",
            OUTAGE: "An alert to Ivan; sales is told within the hour; the clock stops.",
        },
    )
    clock.pass_(align, minutes=20)
    for person in (ivan, maya, sam):  # IT need not, and is named: on record
        person.clicks("Agree", message=posts(marketing)[0])
    assert marketing.last.words == "✅ *Agreed:* Lead agreement, version 3. Marketing and sales have both said OK."
    document = reads(sam, marketing)
    assert "*Agreed* by marketing (@Maya) and sales (@Sam). Also agreed: @Ivan." in document
    assert "Accept or return within: Four working hours" in document
    assert "It holds from: 4 January 2027" in document
    assert "Longer" not in document
    assert "Put 20 minutes into the calendar for the end of the first week after 4 January 2027" in document
    sam.clicks("Promise this", beside="20 minutes")
    assert sam.modal.values["When"] == "the first week after 4 January 2027 is over"
    sam.closes()
    sam.clicks("How this works")
    assert "Elkington led InsideSales.com, a vendor of lead software. (evidence grade A)" in sam.modal.words
    assert "Another study in the same article, 1.25 million leads of 29 B2C and 13 B2B companies" in sam.modal.words
