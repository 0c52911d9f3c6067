"""The Home tab is drawn anew when something in it changes: of whom it concerns and who has ever opened it, nobody else.

Each cause is acted out once, and the outbox says whose tab it drew.
"""

from collections.abc import Callable

from bot.app import Align
from bot.model.outbox import Operation
from tests.conversations.document_talk import seat
from tests.conversations.walks import STRONG, Idea, commits, offers, picks_a_pilot, reads_a_pitch
from tests.conversations.wave_talk import hires, launches, splits
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Slack


def drawn_by(align: Align, *acts: Callable[[], object]) -> set[str]:
    """Whose tabs these acts drew, by name."""
    before = {row["id"] for row in align.db.query("SELECT id FROM outbox WHERE op = :op", {"op": Operation.HOME})}
    for act in acts:
        act()
    rows = align.db.query("SELECT id, ref FROM outbox WHERE op = :op", {"op": Operation.HOME})
    return {row["ref"].removeprefix("U0").title() for row in rows if row["id"] not in before}


@both_engines
def test_promises_offers_and_seats_draw_those_who_have_to_do_with_them_and_their_lead(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    for each in (maya, tom, lena):
        each.opens_home()
    assert drawn_by(align, lambda: commits(tom, team)) == {"Maya", "Tom"}
    assert drawn_by(align, lambda: tom.clicks("On track", tom.home)) == {"Maya", "Tom"}
    assert drawn_by(align, lambda: commits(ivan, team)) == {"Maya"}  # he has never opened his
    ivan.opens_home()
    assert drawn_by(align, lambda: offers(tom, team, ivan)) == {"Ivan", "Maya", "Tom"}
    assert drawn_by(align, lambda: ivan.clicks("I’ll take it", ivan.home)) == {"Ivan", "Maya", "Tom"}
    ideas = (Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back mails", tom, ivan))
    assert drawn_by(align, lambda: picks_a_pilot(maya, team, *ideas)) == {"Ivan", "Maya", "Tom"}


@both_engines
def test_teams_and_what_is_ones_own_draw_those_whom_they_concern(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague, sam: Colleague
) -> None:
    for each in (maya, tom, ivan, sam):
        each.opens_home()
    assert drawn_by(align, lambda: seat(maya, marketing, marketing=[maya, tom], it=[ivan])) == {"Ivan", "Maya", "Tom"}
    for rest, whom in {
        "pause": {"Maya"},
        "resume": {"Maya"},
        "away until 20 Dec": {"Maya"},
        "back": {"Maya"},
        "mute": {"Maya"},
        "unmute": {"Maya"},
        "summary off": set(),  # she had none
        "checkin": {"Maya"},
        "checkin close": {"Maya"},
    }.items():
        assert drawn_by(align, lambda rest=rest: maya.types(f"/align {rest}", marketing)) == whom, rest
    assert drawn_by(align, lambda: sam.types("/align join sales", marketing)) == {"Maya", "Sam"}
    assert drawn_by(align, lambda: lena.types("/align join marketing", marketing)) == {"Maya"}
    assert drawn_by(align, lambda: reads_a_pitch(tom, marketing, "Acme")) == {"Ivan", "Tom"}  # his partner
    maya.clicks("Hand over the lead", maya.home)
    maya.fills({"Who leads the team?": tom})
    assert drawn_by(align, maya.submits) == {"Maya", "Tom"}
    assert drawn_by(align, lambda: sam.types("/align leave", marketing)) == {"Sam", "Tom"}


@both_engines
def test_a_tap_draws_nobodys_tab(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, lena: Colleague, clock: Clock
) -> None:
    for each in (maya, tom, lena):
        each.opens_home()
    maya.types("/align checkin", team)

    def pass_quarter() -> None:
        clock.pass_(align, minutes=15)

    taps = [lambda who=who: who.clicks("4", team) for who in (maya, tom, lena)]
    assert drawn_by(align, *taps, pass_quarter) == set()


@both_engines
def test_a_survey_draws_those_whom_it_asks_when_it_opens_and_not_when_they_answer(
    align: Align, slack: Slack, person: Hire, maya: Colleague
) -> None:
    made = hires(slack, person, maya)
    asked = [*made.marketing, *made.it]
    for each in asked:
        each.opens_home()
    everybody = {each.id.removeprefix("U0").title() for each in asked}
    assert drawn_by(align, lambda: launches(maya, made.room, "spend")) >= everybody
    who = made.it[0]
    assert drawn_by(align, lambda: splits(who, made.room, 30, 25, 15, 30)) == set()
