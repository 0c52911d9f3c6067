"""What a team runs on, on one page: the gaps that an architect would see at once."""

import pytest

from tests.conversations.document_talk import goes_through, seat
from tests.conversations.walks import whom
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("align")
JOB, OWNER, KEEPER = (
    "What is it for? One sentence that a newcomer understands.",
    "Who in marketing says what it should do?",
    "Who in IT keeps it running?",
)
DATA, USED, FATE = (
    "Is customer data in it?",
    "How much of what it offers do you use?",
    "What is to become of it?",
)


def test_a_blueprint_shows_what_has_no_owner_and_what_is_carried_by_hand(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    maya.types("/align blueprint", marketing)
    kept = {"System 1": "HubSpot", "System 2": "Mailings", "System 3": "Web site", "System 4": "Matomo"}
    goes_through(
        maya,
        {**kept, **{f"System {n}": None for n in (5, 6, 7)}},
        {JOB: "Leads and their story", OWNER: maya, KEEPER: ivan, DATA: "Yes", USED: "Little", FATE: "Replace it"},
        {JOB: "The newsletter", OWNER: tom, KEEPER: tom, DATA: "Yes", USED: "Most of it", FATE: "Keep it"},
        {JOB: "Pages and forms", OWNER: tom, DATA: "We don't know", USED: "About half", FATE: "Keep it"},
        {JOB: "Visits", OWNER: maya, KEEPER: ivan, DATA: "No", USED: "Most of it", FATE: "Keep it"},
        {"Connection 1": "Web forms → HubSpot", "Connection 2": "HubSpot → Mailings"},
        {
            "What does it carry?": "New leads with consent",
            "How?": "A connection that comes with the product",
            "Who mends it when it stops?": ivan,
            "How do you notice that it has stopped?": "An alert",
        },
        {
            "What does it carry?": "Addresses",
            "How?": "By hand",
            "How do you notice that it has stopped?": "A customer tells us",
        },
    )
    told = marketing.last.words
    assert (
        "• *HubSpot* – for: Leads and their story · marketing @Maya · IT @Ivan · customer data: Yes · used: Little "
        "· next: Replace it"
    ) in told
    assert "• *Web forms → HubSpot* – carries: New leads with consent" in told
    assert told[told.index("*Mend this") : told.index("*This week*")].splitlines()[1:] == [
        "• Web site: nobody in IT keeps it running.",
        "• Mailings: customer data may be in it, and @Tom, who keeps it running, is not from IT.",
        "• Web site: nobody knows whether customer data is in it. Privacy will ask.",
        "• HubSpot: about to be replaced, and little used or nobody knows. Find out first what was never switched on.",
        "• HubSpot → Mailings: carried by hand, or nobody knows how. It stops with a holiday.",
        "• HubSpot → Mailings: nobody mends it when it stops.",
        "• HubSpot → Mailings: when it stops, you hear of it too late. One alert is an afternoon's work.",
        "• Nobody has said which system is right when two disagree about a customer.",
    ]
    assert told[told.index("*This week*") : told.index("*Named here")].splitlines()[1:] == [
        "• Ask IT's lead this week who looks after “Web site”: customer data may be in it, and nobody from IT keeps it "
        "running.",
        "Promise this",
        "• Ask IT this week for one alert on “HubSpot → Mailings”: nothing came through for a day, and a named person "
        "is told. Today you hear of it from those it hurts.",
        "Promise this",
        "• Take ten customers this week and look them up in two systems, marketing and IT side by side. Where they "
        "differ, decide which one is right, and write it in here.",
        "Promise this",
    ]
    maya.clicks("Promise this", marketing, beside="who looks after")
    assert whom(maya) == tom.id
    assert maya.modal.values["I’ll"] == (
        "ask for one name in IT that keeps “Web site” running, and write it into the blueprint"
    )
