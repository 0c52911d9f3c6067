"""One factor a week, chosen at the moment at which somebody else launches a wave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.thrice import at_once, holding
from tests.conversations.wave_talk import Company, hires
from tests.fixtures_align import alone, both_engines
from tests.standin import Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = [both_engines, alone]


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    made = hires(slack, person, maya, 3, 3)
    clock.pass_(align, minutes=1)
    return made


def test_it_is_chosen_or_a_wave_is_launched(align: Align, company: Company, memory_url: str, maya: Colleague) -> None:
    room, mark = company.room, company.marketing[1]
    maya.types("/align benchmark weekly", room)
    mark.types("/align benchmark", room)
    with holding(memory_url) as busy:
        at_once(busy, lambda: maya.submits(silent=True), lambda: mark.submits(silent=True))
    align.delivery.deliver_due()
    said = [each.words for each in room.messages]
    chosen = any("From now on: one question" in each for each in said)
    assert chosen != any("Begun by" in each for each in said)
    assert chosen == ("0 of 12 shown" in maya.modal.words)
    assert chosen == ("6 people are asked" not in mark.modal.words)
