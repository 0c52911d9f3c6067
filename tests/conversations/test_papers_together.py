"""Documents know each other: what differs is asked about, who has to agree follows from who disagrees."""

from bot.app import Align
from tests.conversations.document_talk import PREVIEW, fills, goes_through, reads, seat
from tests.conversations.test_leads import ATTEMPTS, DAY, REVIEW, SILENT, STARTS, WHAT, WITHIN
from tests.conversations.test_plan import STOP
from tests.conversations.walks import SOON, Idea, everything, picks_a_pilot, posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

MEANING = "From now on, what does it mean here?"


def shown_before(person: Colleague, *pages: dict[str, object]) -> str:
    """What the author reads in the view that shows the post; then it is posted."""
    for page in pages:
        fills(person, page)
        person.submits()
    assert PREVIEW in person.modal.words
    told = person.modal.words
    person.submits()
    person.closes()
    return told


@both_engines
def test_a_term_between_marketing_and_sales(
    align: Align, clock: Clock, maya: Colleague, ivan: Colleague, sam: Colleague, marketing: Channel
) -> None:
    """It takes their OKs, not IT's; and the lead agreement that says it in other words asks about it."""
    seat(maya, marketing, marketing=[maya], it=[ivan], sales=[sam])
    maya.types("/align terms MQL", marketing)
    goes_through(
        maya,
        {},
        {"When marketing says it, what is meant?": "A form", "When sales says it, what is meant?": "A budget"},
        {MEANING: "Somebody from a firm over 20 people who has asked for a price."},
    )
    assert "Needs one OK from marketing and one from sales." in posts(marketing)[-1].words
    assert "Only one side has said" not in reads(maya, marketing)
    maya.closes(everything=True)
    ivan.clicks("Agree", marketing)
    assert "This needs one OK from marketing and one from sales" in (ivan.modal.words if ivan.modals else ivan.sees[-1])
    if ivan.modals:
        ivan.closes(everything=True)
    for person in (maya, sam):
        person.clicks("Agree", message=posts(marketing)[0])
    assert marketing.last.words.startswith(
        "✅ *Agreed:* What “MQL” means here, version 1. Marketing and sales have both"
    )

    clock.pass_(align, minutes=20)
    maya.types("/align leads", marketing)
    terms = {WITHIN: "One working day", ATTEMPTS: "Once or twice", SILENT: "Nothing, today", REVIEW: "Once a month"}
    asked = (
        "MQL reads otherwise in Shared terms: “Somebody from a firm over 20 people who has...” Is that the same lead?"
    )
    assert f"⚠️ {asked}" in shown_before(maya, WHAT, {**terms, DAY: STARTS}, {}, {}, {})
    assert asked in posts(marketing)[-1].words
    told = reads(sam, marketing)
    assert told.index(asked) < told.index("Marketing promises nothing that can be counted yet")


def test_the_day_of_a_pilot_and_the_owners_of_a_system(
    align: Align, clock: Clock, maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    seat(maya, marketing, {"Who is from an agency?": [lena]}, marketing=[maya, tom], it=[ivan])
    picks_a_pilot(maya, marketing, Idea("Cart mail", maya, ivan), Idea("Feed", maya, ivan, (1,), lacks=(SOON,)))
    clock.pass_(align, hours=1)
    maya.types("/align plan Spring", marketing)
    works = {"What should be true at its end that is not true today?": "Carts come back", "Initiatives": "Cart mail"}
    told = shown_before(
        maya, works, {STOP: "No change by 1 April"}, {"How often do both sides look at it together?": "At the end"}
    )
    assert "⚠️ Cart mail: its pilot is decided for good on" in told
    assert "this plan names another day. Which is in both calendars?" in told
    clock.pass_(align, hours=1)
    maya.types("/align blueprint", marketing)
    goes_through(
        maya,
        {"Systems": ["CRM", "Consent"], "Connections": "Web forms → CRM"},
        {"CRM": [tom, ivan], "Consent": [maya, ivan]},
        {},
    )
    clock.pass_(align, hours=1)
    maya.types("/align roles CRM", marketing)
    steps = {"Steps": ["Idea", "Business case", "Launch"], "Steps, more": []}
    told = shown_before(
        maya,
        {"When was IT first asked?": "While it was an idea", **steps},
        {"Idea": [lena], "Business case": [maya]},
        {},
    )
    assert (
        "⚠️ The blueprint has @Tom and @Ivan look after it, and neither decides nor works in any step of this. Has it "
        "changed hands?\n"
    ) in told
    assert "⚠️ Idea: @Lena of the agency decides. Who of yours answers for it when the agency is not there" in told


def test_a_pilot_after_its_plan_asks_about_the_day(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align plan Spring", marketing)
    works = {"What should be true at its end that is not true today?": "Carts come back", "Initiatives": "Cart mail"}
    shown_before(
        maya, works, {STOP: "No change by 1 April"}, {"How often do both sides look at it together?": "At the end"}
    )
    clock.pass_(align, hours=1)
    picks_a_pilot(maya, marketing, Idea("Cart mail", maya, ivan), Idea("Feed", maya, ivan, (1,), lacks=(SOON,)))
    asked = "⚠️ In the plan “Cart mail” ends otherwise: “No change by 1 April” Which is in both calendars?"
    assert [asked in each.words for each in posts(marketing)] == [False, True, False]
    assert asked in everything(ivan, marketing)

    clock.pass_(align, hours=1)
    maya.types("/align retire CRM", marketing)
    pieces = {"Records and history": [ivan], "Assets": [maya]}
    goes_through(
        maya,
        {
            "When is it off?": "2027-06-30",
            "What is the last day to give notice?": "2027-02-28",
            "What does its work from then on?": "Nothing",
        },
        pieces,
        {},
        {},
    )
    clock.pass_(align, hours=1)
    maya.types("/align blueprint", marketing)
    told = shown_before(
        maya,
        {"Systems": ["CRM", "Consent"], "Connections": "Web forms → CRM"},
        {},
        {"Contracts: until when, notice, cost a year": "CRM: 30 June 2027, 3 months"},
    )
    assert (
        "⚠️ CRM: whoever switches it off counts with notice by 28 February 2027, this line with 30 March 2027. Which "
        "stands in the contract?"
    ) in told


def test_empty_words_are_asked_about(maya: Colleague, ivan: Colleague, marketing: Channel, align: Align) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align manifesto", marketing)
    later = "In two years, what will a customer notice that they do not notice today?"
    told = shown_before(
        maya,
        {later: "They feel the synergies of a holistic experience."},
        {"We believe": "Der Kunde steht im Mittelpunkt\nWe pilot before we buy"},
        {"Goals": "Faster answers"},
        {},
        {},
    )
    assert "⚠️ “synergies”: anybody could sign that. What would somebody see on a Monday" in told
    words = reads(ivan, marketing)
    assert "• “holistic”: anybody could sign that." in words
    assert "• “Kunde steht im Mittelpunkt”: which customer, and what do they get that they lack today?" in words
    assert "“We pilot" not in words
