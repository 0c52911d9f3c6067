"""A team that is set up: Maya leads, Tom and Lena are marketing, Ivan and Aisha are IT; Tuesdays at ten in Berlin."""

import pytest

from bot.app import Align
from tests.conversations.charter_talk import seat
from tests.standin import BOT_USER, Channel, Colleague


@pytest.fixture
def team(
    align: Align,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    ivan: Colleague,
    aisha: Colleague,
) -> Channel:
    seat(maya, marketing, marketing=[maya, tom, lena], it=[ivan, aisha])
    return marketing


@pytest.fixture
def align_bot() -> str:
    """The bot's own user id, which a person may choose by mistake."""
    return BOT_USER
