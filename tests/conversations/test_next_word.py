"""`/align next`: what a team does next, by what is recorded of it, and by three questions where nothing is."""

from bot.app import Align
from tests.conversations.walks import Idea, commits, picks_a_pilot
from tests.conversations.weekly import marks
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague


def test_three_questions_where_nothing_is_known(team: Channel, maya: Colleague) -> None:
    said = len(team.messages)
    told = maya.types("/align next", team)
    assert "`/align pilot`" in told
    assert told.endswith("I know little of this team yet. Three questions make it better than a guess.")
    maya.clicks("Answer three questions", team)
    maya.fills({"What hurts most?": "Nobody knows who decides", "Do you know somebody in IT by name?": "Not yet"})
    maya.submits()
    assert "*Next:* `/align touchpoints`" in maya.modal.words
    assert "Nobody from IT is in this team yet" in maya.modal.words
    maya.types("/align next", team)
    maya.clicks("Answer three questions", team)
    maya.fills({"What hurts most?": "Nobody knows who decides"})
    maya.submits()
    assert "*Next:* `/align roles`" in maya.modal.words
    assert "You said that it hurts here" in maya.modal.words
    maya.clicks("Settle who decides")
    assert maya.modal.title == "Who decides what"
    assert len(team.messages) == said


@both_engines
def test_what_is_recorded_decides(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(tom, team, Idea("Lead routing", tom, ivan), Idea("Win-back", maya, ivan))
    commits(tom, team)
    told = maya.types("/align next", team)
    assert "Do this first" not in told
    assert "*Next:* `/align touchpoints`" in told
    assert "Three questions" not in told
    clock.pass_(align, days=7)
    marks(tom, team, "Stuck")
    assert "1 promise is stuck. Ask today what is missing" in maya.types("/align next", team)
    clock.pass_(align, days=22)
    told = maya.types("/align next", team)
    assert told.startswith(
        "*Do this first*\n1 promise is stuck, the oldest for 22 days. Asking once more will not help"
    )
    assert "*Then:* `/align " in told


def test_without_a_team_it_says_where(align: Align, maya: Colleague) -> None:
    assert maya.types("/align next").startswith("I work in a team's channel.")
