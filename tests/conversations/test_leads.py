"""Marketing and sales agree on leads. What an expert would send back: no numbers, a slow road, a hole in the data."""

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, seat
from tests.standin import Channel, Clock, Colleague

REASONS = {f"Reason {n}": None for n in (2, 4, 5, 6, 8)}  # keeps: no need, not somebody who decides, contact data
STARTS = "2027-01-04"
LATE = "A lead may wait longer than a working day. Those tried within the hour were about 7 times as likely to qualify"


def test_a_lead_agreement_is_mended_and_signed_by_sales(
    maya: Colleague, sam: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan], sales=[sam])
    maya.types("/align leads", marketing)
    goes_through(
        maya,
        {
            "Marketing hands a lead over (MQL) when …": "A company over 50 people has asked for a demo.",
            "Sales accepts it (SAL) when …": "Right country, nobody is talking to them yet.",
            "It is qualified (SQL) when …": "A need, a date and somebody who decides were heard in a call.",
        },
        {
            "How long has sales to accept or return a lead?": "Longer",
            "How often is it tried before a lead is given up?": "Once or twice",
            "And when nobody has accepted or returned it in time?": "Nothing, today",
        },
        REASONS,
        *[{"When a lead comes back for this reason …": "It is closed"}] * 3,
        {"Marketing: how many leads a month?": "80", "Marketing: what share will sales accept?": "60 %"},
        {"Who in IT owns the rules by which leads are routed?": maya},
        {
            "How often do you look at the numbers together?": "Once a month",
            "From which day does it hold?": "2027-01-04",
        },
    )
    draft = marketing.last.words
    assert "Version 1, by @Maya. Nobody has agreed yet: marketing and sales each owe a key." in draft
    assert "• *No need* – then: It is closed" in draft
    mends = draft[draft.index("*Mend this") : draft.index("*This week*")]
    assert mends.splitlines()[1:] == [
        "• Sales promises nothing that can be counted yet: the share taken up in time and tried as often as agreed.",
        "• When nobody takes a lead, nothing happens. Let it go to the next person, or let somebody be told.",
        f"• {LATE} as those an hour later (Harvard Business Review 2011).",
        "• Nobody from IT owns the routing rules. Then nobody is called when leads go to the wrong person.",
        "• Nothing is said about the hours when the connection is down. It will be argued about on that day.",
        "• Fields that must be filled need a list and somebody who may change it, "
        "or every form will ask something else.",
        "• Every returned lead is closed: marketing learns nothing from what comes back.",
    ]

    assert draft[draft.index("*This week*") : draft.index("*Named here")].splitlines()[1:] == [
        "• Measure this week how long the last twenty leads waited for the first try, show both sides the number, and "
        "choose the time again. Within the hour they were about 7 times as likely to qualify as an hour later "
        "(Harvard Business Review 2011).",
        "Promise this",
        "• Ask @Maya this week for one rule: a lead that nobody has taken in time goes to the next person by itself. "
        "It is the cheapest line on this page.",
        "Promise this",
        "• Ask @Maya this week how you would notice that no lead has come through since last night, and who would be "
        "called. Write the answer in here.",
        "Promise this",
    ]

    clock.pass_(align, minutes=20)
    changes(
        sam,
        marketing,
        "Time and persistence",
        {
            "How long has sales to accept or return a lead?": "Four working hours",
            "How often is it tried before a lead is given up?": "Six times or more",
            "And when nobody has accepted or returned it in time?": "It goes to the next person by itself",
        },
    )
    changes(
        ivan,
        marketing,
        "The data clause",
        {
            "Who in IT owns the rules by which leads are routed?": ivan,
            "Which fields must be filled before a lead is handed over?": "E-mail, country, source, consent",
            "Who may change a field or its values?": ivan,
            "And when the connection is down?": "An alert to Ivan; sales is told within the hour; the clock stops.",
        },
    )
    clock.pass_(align, minutes=20)
    ivan.clicks("Agree", marketing)  # IT has no lock here, and is named: on record
    maya.clicks("Agree", marketing)
    sam.clicks("Agree", marketing)
    document = marketing.messages[-2].words
    assert "*Agreed* by marketing (@Maya) and sales (@Sam). Also agreed: @Ivan." in document
    assert "Accept or return within: Four working hours" in document
    assert "It holds from: 4 January 2027" in document
    assert "Longer" not in document
    assert "Put 20 minutes into the calendar for the end of the first week after 4 January 2027" in document
    sam.clicks("Promise this", message=marketing.messages[-2], beside="20 minutes")
    assert sam.modal.values["When"] == "the first week after 4 January 2027 is over"
    sam.closes(everything=True)
    assert marketing.last.words == (
        "*Agreed:* Lead agreement, version 3. Marketing and sales have both turned their key."
    )
    sam.clicks("How this works", message=marketing.messages[-2])
    assert "(Oldroyd et al., Harvard Business Review 2011). (evidence grade A)" in sam.modal.words
