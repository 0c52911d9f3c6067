"""How marketing, IT and the agency work together: what is missing is seen by whoever would wait for it."""

import pytest

from tests.conversations.document_talk import goes_through, part, reads, seat
from tests.effort import measured
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("align")


def test_an_agreement_with_an_agency(maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, {"Who is from an agency?": [tom]}, marketing=[maya], it=[ivan])
    with measured("agreement, with an agency", maya, 12, 3):
        maya.types("/align agreement", marketing)
        goes_through(
            maya,
            {
                "What is in a good request?": "For whom, by when, and who decides.",
                "Where does it go?": "#requests",
                "When does the answer come?": "as soon as possible",
            },
            {"Who may say stop, each alone?": [tom], "Does an agency work on it?": "Yes, inside our systems"},
        )
    shown = marketing.last.words
    assert shown.startswith("How we work together: one OK from each side is missing")
    assert "*The answer comes:* as soon as possible" in shown
    told = reads(maya, marketing)
    assert part(told, "*Open points*", "*This week*") == [
        "• The answer time has no number. “As soon as possible” is never.",
        "• Nobody has said what is urgent. Then everything is.",
        "• Only IT owes something. Ask what IT needs from marketing.",
        "• Neither marketing nor IT may say stop. An agency may as well, but not alone: what is accountable stays in "
        "the house.",
        "• An agency works on it, and nobody of theirs is on the page.",
        "• The agency works inside your systems, and nobody has said what it asks before.",
        "• No quiet weeks. Ask IT: it has them, even where nobody has written them down.",
    ]
    maya.closes(everything=True)
    maya.clicks("Agree", marketing)
    ivan.clicks("Agree", marketing)
    assert "How we work together: agreed" in marketing.words
