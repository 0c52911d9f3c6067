"""A pilot stopped early is as good a story as one that worked, when it says what was learnt."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, part, reads, seat
from tests.conversations.test_followups import decides, picks
from tests.conversations.walks import whom
from tests.standin import Channel, Clock, Colleague

pytestmark = pytest.mark.usefixtures("align")
ENDED, WHO, DID = (
    "How did it end?",
    "Who did it? Both sides.",
    "What did you do? Three sentences, for somebody who was not there.",
)


def test_stopped_early_with_a_lesson_is_signed_by_both(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align story Chat on the price page", marketing)
    goes_through(
        maya,
        {ENDED: "Was stopped early, and taught us something", WHO: [maya], DID: "A chat for four weeks. Few used it."},
        {},
        {},
    )
    told = reads(maya, marketing)
    assert part(told, "*Open points*", "*This week*") == [
        "• Stopped early, and no lesson. The lesson is what it was for: one sentence is enough.",
        "• Only one side is named. Who on the other side made it possible? Name them first.",
        "• Nobody can look it up. Add the report or the board where the number stands.",
    ]
    changes(ivan, marketing, "What it was", {WHO: [ivan, maya]})
    changes(ivan, marketing, "What came of it", {"Where can it be looked up?": "Board “Chat pilot”, week 4"})
    ivan.clicks("Change", marketing)
    ivan.fills({"What do you want to change?": "What we learnt"})
    ivan.submits()
    ivan.fills({"What would you do differently?": "Ask support first: they knew that nobody asks about prices."})
    ivan.submits()
    assert "• What we would do differently: nothing → Ask support first" in ivan.modal.words
    ivan.submits()
    ivan.closes(everything=True)
    maya.types("/align story chat on the price page", marketing)
    maya.clicks("Agree", message=maya.whispers[-1])
    ivan.types("/align story Chat on the price page", marketing)
    assert "✅ *Agreed by marketing* (@Maya) · ✅ *Agreed by IT* (@Ivan)" in ivan.sees[-1]
    told = reads(ivan, marketing)
    assert "*Open points*" not in told
    assert "Tell it yourselves before somebody else does" in told


def test_a_win_without_numbers_is_a_nice_story(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align story Lead routing", marketing)
    goes_through(
        maya,
        {ENDED: "Worked, and goes on", WHO: [maya, ivan], DID: "Leads go to the person on duty."},
        {"The number before": "slow", "The number after, and after how long": "fast"},
        {},
    )
    told = reads(ivan, marketing)
    assert "A number before and a number after are missing." in told
    assert "It worked, and nothing follows from it." in told
    ivan.closes()
    changes(
        ivan,
        marketing,
        "What came of it",
        {"The number before": "14 hours", "The number after, and after how long": "50 minutes, six weeks later"},
    )
    assert "A number before" not in reads(ivan, marketing)
    ivan.clicks("Promise this", beside="Tell it to one team")
    assert whom(ivan) == ivan.id  # both did it: whoever promises tells it
    assert whom(ivan, "Together with") == maya.id


def test_a_pilot_s_end_is_told_with_what_is_known_of_it(
    maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    picks(maya, ivan, marketing)
    clock.pass_(align, days=31)
    decides(maya, marketing, "Stop", "13 hours", "Sales never looked at the queue")
    tom.clicks("Tell a story", marketing)
    assert "What you have told me about it already stands in the fields." in tom.modal.words
    assert tom.modal.values == {
        "What do you call it?": "Lead routing",
        ENDED: "Was stopped early, and taught us something",
        WHO: [maya.id, ivan.id],
        DID: None,
    }
    goes_through(tom, {DID: "Leads went to whoever was on duty."}, {}, {})
    told = reads(tom, marketing)
    assert "_Before_\n14 hours to the first call\n_After_\n13 hours" in told
    assert "_What we would do differently_\nSales never looked at the queue" in told
    assert "Stopped early, and no lesson." not in told
    tom.clicks("Promise this", beside="Tell it yourselves")
    assert (whom(tom), whom(tom, "Together with")) == (maya.id, ivan.id)
    tom.closes(everything=True)
    ivan.clicks("Tell a story", marketing)
    assert "Leads went to whoever was on duty." in ivan.sees[-1]  # it is there: no second one


def test_a_story_of_something_else_begins_empty(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    picks(maya, ivan, marketing)
    maya.types("/align story The newsletter", marketing)
    assert maya.modal.values == {"What do you call it?": "The newsletter", ENDED: None, WHO: [], DID: None}
    maya.closes()
    maya.types("/align story lead ROUTING", marketing)
    assert maya.modal.values[WHO] == [maya.id, ivan.id]
    maya.fills({DID: "Half a sentence"})
    maya.closes()
    maya.types("/align story Lead routing", marketing)
    assert maya.modal.values[DID] == "Half a sentence"
