"""How many answers a side needs, as it was chosen in a window."""

from bot.coaching.waves.disclosure import LEAST
from bot.errors import OutdatedError
from bot.messages.waves.wave_launch import THRESHOLD
from bot.slack.fields import Fields


def read_threshold(fields: Fields) -> int:
    """Return it. OutdatedError for one that the window does not have."""
    chosen = fields.option(THRESHOLD) or ""
    if not chosen.isdecimal() or not LEAST <= int(chosen) <= 99:
        raise OutdatedError
    return int(chosen)
