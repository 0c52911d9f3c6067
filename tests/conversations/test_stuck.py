"""What is stuck says so where it was promised, by name to whoever could help, once for each time."""

from bot.app import Align
from tests.conversations.walks import commits, promises_first, reads_a_pitch
from tests.conversations.weekly import newest
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague


def gets_stuck(who: Colleague, team: Channel, reason: str = "the ticket is with the vendor") -> None:
    who.types("/align progress", team)
    who.clicks("Stuck")
    who.fills({"What blocks it?": reason})
    who.submits()
    who.closes(everything=True)


@both_engines
def test_it_asks_the_partner_by_name_and_says_who_helps(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    reads_a_pitch(maya, team, "Acme")
    result = team.last
    promises_first(maya, team)
    maya.fills(
        {"Who does it": maya, "When": "it rains", "I’ll": "open the sandbox", "By": "2026-12-04", "Together with": ivan}
    )
    maya.submits()
    maya.closes(everything=True)
    ivan.clicks("I’m in", team)
    gets_stuck(maya, team)
    asked = newest(team, "*Stuck:*")
    assert asked.words == (
        "⚠️ *Stuck:* @Maya with “open the sandbox”. @Ivan, can you help? Ten minutes with the right person are often "
        "enough.\n> the ticket is with the vendor\nI can help\nI know who can\n"
        "Promised for Fri 4 Dec, stuck since Tue 24 Nov."
    )
    assert asked.raw["thread_ts"] == result.ts
    aisha.clicks("I can help", team)
    assert aisha.modal.values == {
        "When": "I have ten minutes today",
        "I’ll": "help maya with this: open the sandbox",
        "By": "2026-12-04",
        "Who does it": "Me",
        "Together with": None,
        "What could get in the way": None,
    }
    aisha.submits()
    assert asked.words == (
        "✅ *@Aisha helps @Maya* with “open the sandbox”, promised for Fri 4 Dec.\n"
        "The promise of @Maya stays open until they mark it."
    )
    assert len([each for each in team.messages if each.raw.get("thread_ts") == result.ts]) == 2
    assert "Help maya with this" in aisha.opens_home().words
    aisha.clicks("Done", aisha.home)
    assert asked.words.startswith("✅ *@Aisha helps @Maya* with “open the sandbox”, and has done so.\n")


@both_engines
def test_once_for_each_time(align: Align, team: Channel, maya: Colleague) -> None:
    commits(maya, team)
    gets_stuck(maya, team)
    _, promise, first = team.messages  # the team was introduced
    assert first.raw["thread_ts"] == promise.ts
    assert "Who can help?" in first.words
    maya.types("/align progress", team)
    maya.clicks("What blocks it?")
    maya.fills({"What blocks it?": "no login"})
    maya.submits()
    maya.closes(everything=True)
    assert "> no login\n" in first.words
    maya.types("/align progress", team)
    maya.clicks("On track", silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    assert first.words == "*It moves again:* @Maya with “call Ivan and agree on the three fields”."
    maya.clicks("Stuck", silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    assert sum("*Stuck:*" in each.words for each in team.messages) == 1
    assert len(team.messages) == 4


def test_who_knows_somebody_asks_them(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    commits(maya, team)
    gets_stuck(maya, team)
    tom.clicks("I know who can", team)
    tom.fills({"Who does it": maya})
    tom.submits()
    assert tom.modal.errors == {"Who does it": "That is whoever is stuck. Choose somebody who can help."}
    tom.fills({"Who does it": ivan})
    tom.submits()
    assert team.last.words.startswith("@Ivan, @Tom suggests this. Will you take it?\n> When I have ten minutes today,")
    assert "I can help" in newest(team, "*Stuck:*").buttons
    ivan.clicks("I’ll take it", team)
    assert "✅ *@Ivan helps @Maya* with" in team.words


def test_whoever_is_not_in_the_team_is_asked_to_join_first(
    align: Align, team: Channel, maya: Colleague, sam: Colleague
) -> None:
    commits(maya, team)
    gets_stuck(maya, team)
    sam.clicks("I can help", team)
    assert "This is for the team" in sam.modal.words
