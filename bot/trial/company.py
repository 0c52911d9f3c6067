"""The company that `align try` plays: two teams, seven people in real time zones, and the bot."""

from dataclasses import dataclass
from typing import Any

BOT_TOKEN = "xoxb-trial"
APP_TOKEN = "xapp-trial"
SIGNING_SECRET = "trial"
BOT_USER = "U0ALIGN"


@dataclass(frozen=True)
class Person:
    """Somebody at the company: `handle` is the Slack name, `zone` an IANA name, `work` what they do there."""

    id: str
    handle: str
    name: str
    zone: str
    work: str


MAYA = Person("U0MAYA", "maya", "Maya Ortiz", "America/New_York", "marketing manager")
BEN = Person("U0BEN", "ben", "Ben Larsen", "America/Chicago", "marketing, campaigns")
PRIYA = Person("U0PRIYA", "priya", "Priya Nair", "Europe/London", "marketing, lifecycle")
TOMASZ = Person("U0TOMASZ", "tomasz", "Tomasz Zielinski", "Europe/Warsaw", "IT, integrations")
HANA = Person("U0HANA", "hana", "Hana Kimura", "Asia/Tokyo", "IT, security and data")
OMAR = Person("U0OMAR", "omar", "Omar Haddad", "Europe/Berlin", "IT, analytics")
LEO = Person("U0LEO", "leo", "Leo Fontaine", "Europe/Paris", "sales")

PEOPLE = (MAYA, BEN, PRIYA, TOMASZ, HANA, OMAR, LEO)
MARKETING_OPS, GROWTH, GENERAL = "C0MARKETINGOPS", "C0GROWTH", "C0GENERAL"
TEAMS = {
    MARKETING_OPS: ("marketing-ops", (MAYA, BEN, PRIYA, TOMASZ, HANA, OMAR)),
    GROWTH: ("growth", (MAYA, PRIYA, HANA, LEO)),
    GENERAL: ("general", PEOPLE),
}


def user_names() -> dict[str, str]:
    """Return everybody's name by user id, in the order in which a list shows them."""
    return {person.id: person.name for person in PEOPLE}


def make_config() -> dict[str, Any]:
    """Return the workspace as the local Slack reads it; its page starts at the first person and channel."""
    return {
        "workspace": {"name": "Northwind Outdoor", "domain": "northwind", "teamId": "T0NORTHWIND"},
        "apps": [
            {
                "appId": "A0ALIGN",
                "botUserId": BOT_USER,
                "botName": "Align",
                "botToken": BOT_TOKEN,
                "appToken": APP_TOKEN,
                "signingSecret": SIGNING_SECRET,
                "mode": "socket",
            }
        ],
        "users": [
            {
                "id": person.id,
                "name": person.handle,
                "real_name": person.name,
                "email": f"{person.handle}@northwind.example",
                "tz": person.zone,
            }
            for person in PEOPLE
        ],
        "channels": [
            {"id": channel, "name": name, "members": [*(person.id for person in people), BOT_USER], "is_private": False}
            for channel, (name, people) in TEAMS.items()
        ],
        "emojis": {},
    }
