"""A stand-in for Slack: see README.md. What tests import stands here; how it is made, in the modules below."""

from tests.standin.blockkit.doubts import doubts
from tests.standin.blockkit.limits import Payload, check_message, check_view
from tests.standin.clock import Clock
from tests.standin.people.colleague import Colleague
from tests.standin.people.forms import ClientRefuses, Field
from tests.standin.people.surfaces import Channel, Message, Screen
from tests.standin.plugin import Hire, make_channel
from tests.standin.server import Server
from tests.standin.slack import Slack
from tests.standin.wire.line import SECRET, Line
from tests.standin.workspace import BOT_ID, BOT_TOKEN, BOT_USER, TEAM, Room, User, Workspace

__all__ = [
    "BOT_ID",
    "BOT_TOKEN",
    "BOT_USER",
    "SECRET",
    "TEAM",
    "Channel",
    "ClientRefuses",
    "Clock",
    "Colleague",
    "Field",
    "Hire",
    "Line",
    "Message",
    "Payload",
    "Room",
    "Screen",
    "Server",
    "Slack",
    "User",
    "Workspace",
    "check_message",
    "check_view",
    "doubts",
    "make_channel",
]
