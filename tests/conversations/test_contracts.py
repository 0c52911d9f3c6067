"""When contracts end: written down in the blueprint, and told in time to whoever looks after them, in private."""

from bot.app import Align
from tests.conversations.document_talk import goes_through, options, reads, seat
from tests.conversations.reminded import reminded_at
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

WHAT = "What do you want to change?"
CONTRACTS = "Contracts: until when, notice, cost a year"


@both_engines
def test_whoever_looks_after_a_system_hears_in_time_when_notice_has_to_be_given(
    align: Align, maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    maya.types("/align blueprint", marketing)
    maya.fills({"Systems": ["CRM", "Web analytics"], "Connections": "Web forms → CRM"})
    maya.submits()
    maya.fills({"CRM": [ivan, tom], "Web analytics": [maya]})
    maya.submits()
    maya.fills({"About to be replaced or switched off": ["CRM"], CONTRACTS: "CRM, until summer"})
    maya.submits()
    assert "write the day on which it ends, with its year" in maya.modal.errors[CONTRACTS]
    maya.fills({CONTRACTS: "CRM: 30 June 2027, 2 months, 24,000\nAnalytics: 2027-05-31"})
    goes_through(maya, {})
    table = marketing.last.words.splitlines()
    assert "CRM | @Tom | @Ivan | yes, or not known | goes; notice by 30 April 2027" in table
    told = reads(maya, marketing)
    assert "• CRM: ends 30 June 2027, notice 2 months, so by 30 April 2027, 24,000 a year" in told
    assert "• Analytics: nobody has said how long the notice is." in told
    assert "Put 30 April 2027 into both calendars this week: the last day to give notice for “CRM”." in told
    maya.closes(everything=True)
    maya.clicks("Agree", marketing)
    ivan.clicks("Agree", marketing)

    said = len(tom.dm.messages)
    for _ in range(15):
        clock.pass_(align, days=7)
    assert reminded_at(tom)[said:] == ["Tue 05 Jan 10:00", "Tue 02 Feb 10:00", "Tue 02 Mar 10:00"]
    first, second, third = (each.words for each in tom.dm.messages[said:])
    assert first.startswith(
        "*Decide by Fri 30 Apr whether CRM goes on.* After that day it may renew by itself. That is 24,000 a year. "
        "You look after it, says *Martech blueprint* in #marketing; it ends Wed 30 Jun."
    )
    assert "There is time to look first" in first
    assert "There is time to compare" in second
    assert "59 days are left." in third
    assert "Decide by" in maya.dm.words
    assert "CRM can be ended in the next 52 days" in maya.types("/align next", marketing)

    tom.clicks("Write a new day", tom.dm)
    tom.fills({WHAT: next(each for each in options(tom, WHAT) if "Which of them" in each)})
    tom.submits()
    tom.fills({CONTRACTS: "CRM: 30 June 2029, 2 months, 24,000\nAnalytics: 2027-05-31"})
    tom.submits()
    tom.fills({WHAT: next(each for each in options(tom, WHAT) if each.startswith("Nothing more"))})
    tom.submits()
    tom.closes()
    assert "goes; notice by 30 April 2029" in marketing.words
    tom.clicks("Never about this", tom.dm)
    assert "Nothing is left to decide." in tom.dm.last.words
