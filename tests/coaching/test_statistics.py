"""The median of a team's last few, in words."""

import pytest

from bot.coaching.library import loader
from bot.coaching.statistics import Measure, measure_answers

PLAYBOOK = loader.load_library(loader.OURS)["touchpoints"]
QUESTION = PLAYBOOK.questions["first_asked"]
TITLE = "When IT was first asked"
EARLY, SELECTION, SIGNED = "when it was still an idea", "when tools were compared", "after it was signed"
E, S, C, L = "early", "selection", "contract", "signed"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([], None),
        ([E, E], None),
        ([E, S, L], Measure(TITLE, "project", 3, SELECTION)),
        ([E, "gone", S], None),
        ([E, S, L, "", L], Measure(TITLE, "project", 4, f"between “{SELECTION}” and “{SIGNED}”")),
        ([L, L, L, S, S], Measure(TITLE, "project", 5, SIGNED)),
        ([L, L, L, S, S, E], Measure(TITLE, "project", 3, SELECTION, SIGNED)),
        ([L, L, C, S, S, E, E], Measure(TITLE, "project", 4, f"between “{EARLY}” and “{SELECTION}”", SIGNED)),
        ([L, L, L, S, S, S, E, E], Measure(TITLE, "project", 5, SELECTION, SIGNED)),
        ([E, E, E, E, E, L, L, L, L, L, S, S, S, S, E], Measure(TITLE, "project", 5, SELECTION, SIGNED)),
    ],
)
def test_the_median_of_the_last_ones_and_of_those_before(values: list[str], told: Measure | None) -> None:
    assert measure_answers(PLAYBOOK, QUESTION, values) == told
