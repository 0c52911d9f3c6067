"""Who decides what in a CRM project: a first draft as teams make it, what an expert sees in it, and the mended one."""

from tests.conversations.charter_talk import goes_through, seat
from tests.happenings import Colleague
from tests.surfaces import Channel

KEPT = {f"Step {n}": None for n in (1, 2, 6, 7, 10, 11, 12)}


def test_a_team_settles_who_decides_what(
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    ivan: Colleague,
    aisha: Colleague,
    sam: Colleague,
    marketing: Channel,
    align: object,
) -> None:
    seat(maya, marketing, marketing=[maya, tom, lena], it=[ivan, aisha])
    maya.types("/align roles", marketing)
    goes_through(
        maya,
        {"Which project is it?": "New CRM", "When was IT first asked?": "When the contract was on the table"},
        KEPT,
        {"Who is accountable?": [maya], "Who does the work?": [tom], "Who is asked before it is decided?": [ivan, sam]},
        {"Who is accountable?": [maya], "Who does the work?": [tom, lena]},
        {"Who is accountable?": [maya, ivan], "Who does the work?": [aisha]},
        {"Who does the work?": [aisha], "Who is asked before it is decided?": [maya, tom, lena, sam]},
        {"Who is accountable?": [tom], "Is technology or customer data in it?": "No"},
    )
    print(marketing.last.words)
    assert 0
