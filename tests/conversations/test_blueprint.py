"""What a team runs on, on one page: few presses to it, and the gaps that an architect would see at once."""

import pytest

from tests.conversations.document_talk import goes_through, part, reads, seat
from tests.conversations.walks import whom
from tests.effort import measured
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("align")
SYSTEMS, OTHERS, FLOWS = "Systems", "Others, by their names", "Connections"
HARMLESS, UNUSED, LEAVING = (
    "No customer data in it",
    "Little used, or nobody knows",
    "About to be replaced or switched off",
)
BY_HAND, UNNOTICED = "Carried by hand, or nobody knows how", "When it stops, nobody notices the same day"


def test_seven_systems_take_few_presses(
    maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, marketing: Channel
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha])
    with measured("blueprint, seven systems", maya, 35, 5):
        maya.types("/align blueprint", marketing)
        goes_through(
            maya,
            {FLOWS: "Web forms → CRM\nShop → Marketing automation"},
            {
                "CRM": [tom, aisha],
                "Marketing automation": [tom],
                "Web site (CMS)": [maya, ivan],
                "Web analytics": [maya, ivan],
            },
            {"Consent": [maya, aisha], "Advertising": [tom], "Data warehouse or CDP": [maya, ivan]},
            {HARMLESS: ["Web analytics"], UNUSED: ["Data warehouse or CDP"], BY_HAND: ["Shop → Marketing automation"]},
        )
    assert marketing.last.words.splitlines() == [
        "Our systems on one page: one OK from each side is missing",
        "@Maya or @Tom, and @Aisha or @Ivan: read it once this week, then press *Agree*.",
        "⏳ *Marketing not yet* · ⏳ *IT not yet*",
        "*Connections:* Web forms → CRM, Shop → Marketing automation",
        "*Open points*",
        "⚠️ Nobody in IT looks after these, and customer data may be in them: Marketing automation, Advertising.",
        "⚠️ Shop → Marketing automation: carried by hand, or nobody knows how. It stops with a holiday.",
        "Still to confirm their part: @Tom, @Aisha, @Ivan. *That’s my system* does it.",
        "Agree",
        "That’s my system",
        "Change",
        "See everything",
        "Version 1, by @Maya, Tue 24 Nov. 1 open point more in *See everything*. Needs one OK from marketing and one "
        "from IT.",
        "System | Marketing | IT | Customer data | Next",
        "CRM | @Tom | @Aisha | yes, or not known | stays",
        "Marketing automation | @Tom | nobody yet | yes, or not known | stays",
        "Web site (CMS) | @Maya | @Ivan | yes, or not known | stays",
        "Web analytics | @Maya | @Ivan | no | stays",
        "Consent | @Maya | @Aisha | yes, or not known | stays",
        "Advertising | @Tom | nobody yet | yes, or not known | stays",
        "Data warehouse or CDP | @Maya | @Ivan | yes, or not known | look at its use",
    ]


def test_a_blueprint_shows_what_has_no_owner_and_what_is_carried_by_hand(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    maya.types("/align blueprint", marketing)
    goes_through(
        maya,
        {SYSTEMS: ["CRM"], OTHERS: "Mailings\nWeb site\nMatomo", FLOWS: "Web forms → CRM\n- CRM → Mailings"},
        {"CRM": [maya, ivan], "Mailings": [tom], "Web site": [tom], "Matomo": [ivan]},
        {
            HARMLESS: ["Matomo"],
            UNUSED: ["CRM"],
            LEAVING: ["CRM"],
            BY_HAND: ["CRM → Mailings"],
            UNNOTICED: ["CRM → Mailings"],
        },
    )
    told = reads(maya, marketing)
    assert "• *CRM* – looked after by @Maya, @Ivan · little used: yes · about to go: yes" in told
    assert "• *CRM → Mailings* – by hand: yes · noticed too late: yes" in told
    assert part(told, "*Open points*", "*This week*") == [
        "• Nobody in IT looks after these, and customer data may be in them: Mailings, Web site.",
        "• Matomo: nobody in marketing says what it should do.",
        "• CRM: about to go, and little used or nobody knows. Find out first what was never switched on.",
        "• CRM: about to go, and no contract is written down. By when can it be cancelled?",
        "• CRM → Mailings: carried by hand, or nobody knows how. It stops with a holiday.",
        "• CRM → Mailings: when it stops, you hear of it too late.",
        "• Nobody has said which system is right when two disagree about a customer.",
    ]
    assert part(told, "*This week*", "*Still to") == [
        "• Ask IT's lead this week who looks after “Mailings”: customer data may be in it, and no name of IT stands "
        "beside it.",
        "Promise this",
        "• Ask IT this week for one alert on “CRM → Mailings”: nothing came through for a day, and a named person "
        "is told. Today you hear of it from those it hurts.",
        "Promise this",
        "• Take ten customers this week and look them up in two systems, marketing and IT side by side. Where they "
        "differ, decide which one is right, and write it into the blueprint.",
        "Promise this",
    ]
    maya.clicks("Promise this", beside="who looks after")
    assert whom(maya) == tom.id
    assert maya.modal.values["I’ll"] == (
        "ask for one name in IT that looks after “Mailings”, and write it into the blueprint"
    )
