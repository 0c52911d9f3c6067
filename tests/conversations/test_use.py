"""What is paid for and hardly used: one tool, three things in it, one number, and what stands in the way."""

import pytest

from tests.conversations.document_talk import goes_through, part, reads, seat
from tests.effort import measured
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("align")


def test_three_features_and_a_number(maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    with measured("use, three features", maya, 18, 4):
        maya.types("/align use", marketing)
        goes_through(
            maya,
            {
                "Which tool?": "Mailings",
                "Features": "Lead scores\nSend time\nConsent per channel",
                "Which number moves when they are used?": "Share of leads answered the same day",
            },
            {"Lead scores": [tom, ivan], "Consent per channel": [maya]},
            {
                "Needs data that is not in the tool yet": ["Lead scores"],
                "IT or privacy has to say yes first": ["Consent per channel"],
                "Nobody has learned it yet": ["Send time"],
            },
        )
    shown = marketing.last.words.splitlines()
    assert shown[0] == "Make Mailings work: one OK from each side is missing"
    assert "Lead scores | @Tom | @Ivan | the data" in shown
    assert "Send time | @Tom | @Ivan | learn it" in shown
    assert "Consent per channel | @Maya | nobody yet | a yes from IT or privacy" in shown
    told = reads(maya, marketing)
    assert part(told, "*Open points*", "*This week*") == [
        "• No figure for today. Without it nobody can say on 22 February 2027 whether anything has moved.",
        "• Consent per channel: it needs data or a yes, and nobody in IT is named.",
    ]
    advice = [line for line in part(told, "*This week*", "*Still to") if line.startswith("•")]
    assert [line[:40] for line in advice] == [
        "• Count Share of leads answered the same",
        "• Ask IT or privacy this week what they ",
        "• Ask IT this week which data “Lead scor",
    ]
