"""Teams, one Slack channel each, and their members."""

from enum import StrEnum


class Side(StrEnum):
    """Where somebody works."""

    MARKETING = "marketing"
    IT = "it"
    SALES = "sales"
    OTHER = "other"


class Role(StrEnum):
    """What somebody may do in a team."""

    MANAGER = "manager"
    MEMBER = "member"
    OBSERVER = "observer"
