"""A shape of its own, with a file of it: nothing else has to know of them, from the command to the result."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest

from bot.app import Align
from bot.coaching.advice import Recommendation, recommend
from bot.coaching.interview import values
from bot.coaching.interview.route import Answers, select_current
from bot.coaching.interview.variants import VariantName
from bot.coaching.playbook.parts import Name
from bot.coaching.playbook.text_checks import Known
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.base import Group, Playbook
from bot.coaching.shapes.result import Headline, Presentation, Result
from bot.coaching.shapes.table import SHAPES
from bot.coaching.shapes.voices import NOBODY, Voices
from tests.conversations.walks import finishes
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("team")

MOOD = """\
shape = "mood"
title = "How are we?"
summary = "Say how it goes."
method = "One mark."
mark = "mood"
text = "{{ who }} says {{ mood }} of 5."

[[page]]
title = "Today"

[[page.question]]
name = "mood"
kind = "scale"
ask = "How does it go?"

[[page.question]]
name = "who"
kind = "person"
ask = "Who says so?"

[[advice]]
when = "mood < 3 and low"
text = "Ask {{ who }} why."
cue = "I next see {{ who }}"
action = "ask {{ who }} why"
"""


@dataclass(frozen=True)
class Answered(Result):
    mood: "Mood"

    @property
    def headline(self) -> Headline:
        return Headline("", f"{self.answers[self.mood.mark]} of 5")

    @property
    def facts(self) -> Mapping[str, Any]:
        return {**values.collect_values(self.variant, self.live), "low": True}

    @property
    def recommendations(self) -> list[Recommendation]:
        return recommend(self.mood.advice, self.facts)

    @property
    def presentation(self) -> Presentation:
        return Presentation("notice", "notice", {"text": FilledText(self.mood.text, self.facts)})


class Mood(Playbook):
    """One mark."""

    group: ClassVar[Group] = Group.FIND_OUT

    shape: Literal["mood"]
    mark: Name
    text: str

    def evaluate(self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY) -> Answered:
        variant = self.variant(name)
        return Answered(variant, select_current(variant, answers), self)

    def sample_facts(self) -> Known:
        return {"low": True}


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setitem(SHAPES, "mood", Mood)
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "mood.toml").write_text(MOOD)
    return {**environ, "ALIGN_PLAYBOOKS": str(folder)}


def test_a_new_shape_is_walked_to_its_result(
    align: Align, marketing: Channel, maya: Colleague, ivan: Colleague
) -> None:
    assert "mood" in maya.types("/align help", marketing).split("Find out")[1].split("Agree on one page")[0]
    maya.types("/align mood", marketing)
    maya.fills({"How does it go?": "2", "Who says so?": ivan})
    finishes(maya)
    assert marketing.last.words == "@Ivan says 2 of 5."
    assert "How are we?" in maya.types("/align summary", marketing)
