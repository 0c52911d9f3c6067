"""The side on which somebody works, as far as a job title tells it."""

import re

from bot.model.teams import Side

_WORDS = {
    Side.MARKETING: r"marketing|marketer|brand|content|campaigns?|crm|seo|growth|communications?|lifecycle"
    r"|social media",
    Side.IT: r"engineer\w*|developers?|devops|software|architect|administrator|sysadmin|security|infrastructure"
    r"|information technology|integrations?|platform|data protection|technology",
    Side.SALES: r"sales|account executive|business development|sdr|key account",
}
_IT = re.compile(r"\bIT\b")  # in capitals only: "it" is a word


def guess_side(title: str) -> Side | None:
    """Return the only side that a job title speaks of; None where it is none, or more than one."""
    found = {side for side, words in _WORDS.items() if re.search(rf"\b({words})\b", title, re.IGNORECASE)}
    found |= {Side.IT} if _IT.search(title) else set()
    return found.pop() if len(found) == 1 else None
