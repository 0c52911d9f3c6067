"""The bot as one person sees it."""

from tests.standin.people.surfaces import Channel, Message, Screen
from tests.standin.wire.line import Line
from tests.standin.workspace import Modal, User


class Onlooker:
    """Somebody in the workspace, and what they can see of the bot."""

    def __init__(self, user: User, line: Line) -> None:
        self.user = user
        self.line = line
        self.slack = line.slack
        self.workspace = line.slack.workspace

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.real_name

    @property
    def mention(self) -> str:
        """The name as people type it."""
        return f"@{self.name}"

    @property
    def dm(self) -> Channel:
        """The direct messages with the bot."""
        return Channel(self.workspace.dm(self.id), self.slack)

    @property
    def whispers(self) -> list[Message]:
        mine = [each for each in self.workspace.whispers if each.user == self.id]
        return [Message(each.message, self.workspace.rooms[each.room], self.workspace, whispered=True) for each in mine]

    @property
    def sees(self) -> list[str]:
        """The words that only this person was told, newest last."""
        return [each.words for each in self.whispers]

    @property
    def modals(self) -> list[Screen]:
        return [Screen(each, self.workspace) for each in self.workspace.modals.get(self.id, [])]

    @property
    def modal(self) -> Screen:
        if not self.modals:
            raise AssertionError(f"{self.name} has no modal open; told: {self.sees[-1:]}")
        return self.modals[-1]

    @property
    def home(self) -> Screen:
        if self.id not in self.workspace.homes:
            raise AssertionError(f"{self.name}'s home tab is empty")
        return Screen(Modal(self.workspace.homes[self.id]), self.workspace)

    def messages(self, where: Channel | None = None) -> list[Message]:
        """Everything this person can read there (in the DM, or whispered anywhere), oldest first."""
        said = (where or self.dm).messages
        told = [each for each in self.whispers if where is None or each.room.id == where.id]
        return sorted([*said, *told], key=lambda each: float(each.ts))
