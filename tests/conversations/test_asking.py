"""How a playbook is asked: what is ready-made is ticked, the last view shows the post, few presses lead there."""

import pytest

from bot.app import Align
from tests.conversations.walks import HAS, PRIVACY, STRENGTHS, ticks
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("team")
CART, STOCK = "Abandoned-cart e-mail", "Stock in the newsletter"


@both_engines
def test_two_ready_made_ideas(align: Align, marketing: Channel, maya: Colleague, ivan: Colleague) -> None:
    maya.types("/align pilot", marketing)
    assert "1 of 4" in maya.modal.words
    maya.fills({"Ready-made ideas": [CART, STOCK]})
    maya.submits()
    assert "2 of 4" in maya.modal.words
    assert [maya.modal.values[label] for label in HAS] == [[CART, STOCK], [CART, STOCK], [CART], [STOCK]]
    ticks(maya, HAS[2], CART, STOCK)
    ticks(maya, PRIVACY, CART, STOCK)
    maya.submits()
    assert "3 of 4" in maya.modal.words and maya.modal.submit == "Preview"
    for label in STRENGTHS:
        ticks(maya, label, CART)
    ticks(maya, STRENGTHS[0], CART, STOCK)
    maya.submits()
    assert marketing.messages == []
    assert "4 of 4 · this is the post; nothing is posted yet" in maya.modal.words
    assert maya.modal.submit == "Show result"
    assert maya.modal.values["Owner in marketing"] == "Me"
    maya.fills({"Partner in IT": ivan, "Today's number": "80 carts a day are left"})
    maya.submits()
    assert marketing.last.words == maya.modal.words
