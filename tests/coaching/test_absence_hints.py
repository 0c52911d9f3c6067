"""A status in Slack is a hint: leave and illness, not lunch."""

import pytest

from bot.coaching.schedule.absence_hints import sounds_away


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("Vacationing", ":palm_tree:"),
        ("", ":palm_tree:"),
        ("Out sick", ":face_with_thermometer:"),
        ("OOO until Monday", ""),
        ("On parental leave", ":heart:"),
        ("Out of the office", ""),
        ("Day off", ""),
        ("Urlaub bis 5. Januar", ""),
        ("", ":baby::skin-tone-3:"),
    ],
)
def test_sounds_like_an_absence(text: str, emoji: str) -> None:
    assert sounds_away(text, emoji)


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("", ""),
        ("In a meeting", ":spiral_calendar_pad:"),
        ("Commuting", ":bus:"),
        ("Working remotely", ":house_with_garden:"),
        ("Focus", ":no_bell:"),
        ("Taking off for lunch", ":sandwich:"),
        ("Googling", ""),
    ],
)
def test_sounds_like_work(text: str, emoji: str) -> None:
    assert not sounds_away(text, emoji)
