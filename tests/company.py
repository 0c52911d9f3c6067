"""The demo company: its people and channels."""

import pytest

from tests.standin import Channel, Colleague, Hire, Slack, make_channel


@pytest.fixture
def maya(person: Hire) -> Colleague:
    """Marketing manager in Berlin."""
    return person("Maya", tz="Europe/Berlin")


@pytest.fixture
def tom(person: Hire) -> Colleague:
    """Marketer in London."""
    return person("Tom", tz="Europe/London")


@pytest.fixture
def lena(person: Hire) -> Colleague:
    """Marketer in New York."""
    return person("Lena", tz="America/New_York")


@pytest.fixture
def ivan(person: Hire) -> Colleague:
    """IT in Berlin."""
    return person("Ivan", tz="Europe/Berlin")


@pytest.fixture
def aisha(person: Hire) -> Colleague:
    """IT in Kolkata."""
    return person("Aisha", tz="Asia/Kolkata")


@pytest.fixture
def sam(person: Hire) -> Colleague:
    """Sales in Berlin."""
    return person("Sam", tz="Europe/Berlin")


@pytest.fixture
def gus(person: Hire) -> Colleague:
    """A guest in a single channel."""
    return person("Gus", is_restricted=True, is_ultra_restricted=True)


@pytest.fixture
def dora(person: Hire) -> Colleague:
    """Left the company."""
    return person("Dora", deleted=True)


Staff = list[Colleague]


@pytest.fixture
def staff(maya: Colleague, tom: Colleague, lena: Colleague, ivan: Colleague, aisha: Colleague, sam: Colleague) -> Staff:
    """Everybody who works there."""
    return [maya, tom, lena, ivan, aisha, sam]


@pytest.fixture
def marketing(slack: Slack, staff: Staff, gus: Colleague, dora: Colleague) -> Channel:
    """#marketing: public, with everybody and the bot."""
    return make_channel(slack, "marketing", [*staff, gus])


@pytest.fixture
def growth(slack: Slack, maya: Colleague, tom: Colleague, ivan: Colleague) -> Channel:
    """#growth: private, with Maya, Tom, Ivan and the bot."""
    return make_channel(slack, "growth", [maya, tom, ivan], is_private=True)


@pytest.fixture
def no_bot(slack: Slack, staff: Staff) -> Channel:
    """#no-bot: public, without the bot."""
    return make_channel(slack, "no-bot", staff, bot=False)


@pytest.fixture
def old(slack: Slack, staff: Staff) -> Channel:
    """#old: archived."""
    return make_channel(slack, "old", staff, archived=True)
