"""A channel that changes: whoever leads hears of it once, and nothing is promised in vain."""

from bot.app import Align
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


@both_engines
def test_the_bot_is_taken_out_and_invited_again(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    maya.removes_bot(team)
    told = "I am not in #marketing any more, so I have stopped checking in there."
    assert maya.dm.last.words.startswith(told)
    clock.pass_(align, days=14)
    assert [message.words for message in maya.dm.messages if told in message.words] == [maya.dm.last.words]
    maya.invites_bot(team)
    clock.pass_(align, days=7)
    assert "How well did marketing and IT work together?" in team.words


@both_engines
def test_archived_and_opened_again(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    maya.archives(team)
    assert maya.dm.last.words.startswith("#marketing is archived, so I have stopped checking in there.")
    maya.unarchives(team)
    clock.pass_(align, days=7)
    assert "How well did marketing and IT work together?" in team.words


@both_engines
def test_a_member_leaves_promises_behind(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    tom.types("/align commit", team)
    tom.fills({"When": "the call is over", "I’ll": "call Ivan"})
    tom.submits()
    tom.leaves(team)
    assert maya.dm.last.words == (
        "@Tom has left #marketing and leaves 1 open promise behind. "
        "`/align progress` in the channel shows them: hand them over, or drop them."
    )
    assert "Tom" not in maya.types("/align summary", team)
