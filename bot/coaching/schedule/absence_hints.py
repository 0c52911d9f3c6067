"""Hints of an absence in somebody's Slack status."""

import re

# Slack has no flag for "away": words and emoji are all there is, and people are asked before anything comes of them.
LEAVE = ("palm_tree", "desert_island", "beach_with_umbrella", "umbrella_on_ground", "baby")
ILL = ("face_with_thermometer", "face_with_head_bandage", "nauseated_face", "sneezing_face", "hospital")
_WORDS = re.compile(
    r"""\b(vacation|vacationing|holidays?|out\ of\ (the\ )?office|ooo|pto|(annual|parental|sick)\ leave|on\ leave
    |maternity|paternity|out\ sick|off\ sick|sick|days?\ off|off\ (until|till|today)|away\ (until|till)|urlaub|krank
    |abwesend|congés?|vacances|vacaciones|férias|ferie)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def sounds_away(text: str, emoji: str) -> bool:
    """Return True when the status sounds like leave or illness; `emoji` like :palm_tree:. Lunch and meetings do not."""
    # Slack appends a skin tone to some emoji: :baby::skin-tone-2:
    return emoji.strip(":").partition("::")[0] in (*LEAVE, *ILL) or bool(_WORDS.search(text))
