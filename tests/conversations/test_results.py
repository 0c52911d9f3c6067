"""What was decided, promised and agreed is found again: by whoever may see it, by its words, the newest first."""

from bot.app import Align
from tests.conversations.walks import Idea, picks_a_pilot
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

SMALL = "I look in what was made with me, not in the channel."


def promises(person: Colleague, team: Channel, action: str, cue: str = "it is Monday") -> None:
    person.types("/align commit", team)
    person.fills({"When": cue, "I’ll": action})
    person.submits()
    person.closes()


@both_engines
def test_all_of_it_the_newest_first(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    clock.pass_(align, hours=1)
    promises(tom, team, "call Ivan about the MQL field")
    print(tom.types("/align results", team))
    print(tom.types("/align what did we decide about MQL?", team))
    print(tom.types("/align results lead routing", team))
    print(tom.types("/align results attribution", team))
    print(team.messages[0].raw)
    assert 0
