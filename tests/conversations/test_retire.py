"""Switching a tool off: what hangs on it, who takes care of it, what has been tried, who is told."""

import pytest

from tests.conversations.document_talk import goes_through, part, reads, seat
from tests.effort import measured
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("align")


def test_what_hangs_on_a_tool(maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    with measured("retire, seven pieces", maya, 24, 5):
        maya.types("/align retire", marketing)
        goes_through(
            maya,
            {
                "Which tool?": "Old mailings",
                "When is it off?": "2027-03-31",
                "What does its work from then on?": "The CRM",
            },
            {"Records and history": [ivan], "Assets": [maya]},
            {"Integrations": [ivan]},
            {
                "We have a list of what there is": ["Records and history", "Assets", "Senders and domains"],
                "Tried once: exported and read, or switched off and nothing broke": ["Assets"],
            },
        )
    shown = marketing.last.words.splitlines()
    assert shown[0] == "Switching off Old mailings: one OK from each side is missing"
    assert "Records and history | @Ivan | listed" in shown
    assert "Assets | @Maya | tried" in shown
    assert "Tags and scripts | @Maya | not known yet" in shown
    told = reads(maya, marketing)
    assert part(told, "*Open points*", "*This week*") == [
        "• Nobody knows what there is of these: Tags and scripts, Integrations, Accounts and keys, "
        "Deletion at the vendor.",
        "• Nobody has said by when notice has to be given. A day too late is a year paid for.",
        "• Nobody is told. The first to notice should not be a customer.",
        "• No way back is written down.",
    ]
    advice = [line for line in part(told, "*This week*", "*Still to") if line.startswith("•")]
    assert [line[:47] for line in advice] == [
        "• Look up the notice period in the contract thi",
        "• Try it once before 31 March 2027: export “Rec",
        "• Ask IT this week where one would see what the",
    ]
