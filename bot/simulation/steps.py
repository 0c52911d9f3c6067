"""What people do in a scene, a frozen class for each act. Names of people are those of the company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.simulation.fields import list_fields
from bot.simulation.person import Person, Room
from bot.trial import company

Value = company.Person | tuple[company.Person, ...] | str | tuple[str, ...] | int | None
HOME = "America/New_York"  # where the company keeps its time, and scenes say theirs
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Stage(Protocol):
    """What a step may look at besides the one who acts."""

    @property
    def room(self) -> Room: ...

    def find(self, who: company.Person) -> Person:
        """Return who plays them in this team."""

    def day(self, after: int) -> date:
        """Return the day so many days from now."""


class Step(Protocol):
    """Something that somebody does."""

    def play(self, who: Person, stage: Stage) -> None:
        """Do it."""


@dataclass(frozen=True)
class Types:
    """A slash command in the team's channel; `{}` in it is a day so many `days` from now."""

    line: str
    days: tuple[int, ...] = ()

    def play(self, who: Person, stage: Stage) -> None:
        days = [stage.day(each) for each in self.days]
        who.types(self.line.format(*(f"{day.day} {day:%b}" for day in days)), stage.room)


@dataclass(frozen=True)
class Presses:
    """A button: in the open window, in the channel, or (`privately`) in their direct messages."""

    label: str
    beside: str = ""
    privately: bool = False

    def play(self, who: Person, stage: Stage) -> None:
        who.presses(self.label, who.dm if self.privately else stage.room, self.beside)


@dataclass(frozen=True)
class Taps:
    """A number at the check-in, and as much for the question that may follow it."""

    number: int

    def play(self, who: Person, stage: Stage) -> None:
        who.presses(str(self.number), stage.room)
        if question := who.find_question(stage.room):
            who.chooses(question, str(self.number), stage.room)


@dataclass(frozen=True)
class Fills:
    """Fields of the open window by their labels; a number is a day so many days from now."""

    given: Mapping[str, Value]

    def play(self, who: Person, stage: Stage) -> None:
        for label, value in self.given.items():
            who.fills({label: _read(value, stage)})


@dataclass(frozen=True)
class Ticks:
    """Of each listed field of the open window every option that has one of these words in it."""

    words: Mapping[str, tuple[str, ...]]

    def play(self, who: Person, stage: Stage) -> None:
        for label, _, element in list_fields(who.window.view["blocks"]):
            if label in self.words:
                texts = [each["text"]["text"] for each in element["options"]]
                wanted = [each for each in texts if each.startswith(self.words[label])]
                who.fills({label: wanted[0] if element["type"] == "radio_buttons" else wanted})


@dataclass(frozen=True)
class Answers:
    """Page after page of a survey: for each question the level of its words, `usual` where none is named; sent."""

    usual: int
    named: Mapping[str, int]

    def play(self, who: Person, stage: Stage) -> None:
        while self._answer_page(who):
            pass

    def _answer_page(self, who: Person) -> bool:
        """Return whether another page has come."""
        before = who.window.view["blocks"]
        for label, block, element in list_fields(before):
            if element["type"] == "radio_buttons" and not block.get("optional"):
                level = next((at for words, at in self.named.items() if words in label), self.usual)
                who.fills({label: element["options"][level - 1]["text"]["text"]})
        who.submits()
        return bool(who.windows and who.window.view["submit"] and who.window.view["blocks"] != before)


@dataclass(frozen=True)
class Sends:
    """The open window, as it is."""

    def play(self, who: Person, stage: Stage) -> None:
        who.submits()


@dataclass(frozen=True)
class Finishes:
    """Pages that need nothing more, to the last: then every window is closed."""

    def play(self, who: Person, stage: Stage) -> None:
        while who.windows and who.window.view["submit"]:
            who.submits()
        who.closes()


@dataclass(frozen=True)
class Closes:
    """Every window that is open."""

    def play(self, who: Person, stage: Stage) -> None:
        who.closes()


@dataclass(frozen=True)
class GoesBack:
    """To the window under the one on top."""

    def play(self, who: Person, stage: Stage) -> None:
        who.closes(1)


@dataclass(frozen=True)
class LooksAtHome:
    """The Home tab."""

    def play(self, who: Person, stage: Stage) -> None:
        who.opens_home()


@dataclass(frozen=True)
class Says:
    """Words to the bot, in their direct messages."""

    text: str

    def play(self, who: Person, stage: Stage) -> None:
        who.says(self.text)


@dataclass(frozen=True)
class InvitesBot:
    """The bot comes into the team's channel."""

    def play(self, who: Person, stage: Stage) -> None:
        who.invites_bot(stage.room)


@dataclass(frozen=True)
class Scene:
    """What somebody does on a day of a week, the first of them 1, at a time of New York: `"Tue 10:05"`."""

    week: int
    when: str
    who: company.Person
    steps: tuple[Step, ...]

    def begins(self, first: date) -> datetime:
        """Return when, for a quarter whose first Monday this is."""
        name, clock = self.when.split()
        day = first + timedelta(weeks=self.week - 1, days=DAYS.index(name))
        return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(HOME))


def _read(value: Value, stage: Stage) -> object:
    """Return what stands in the field: an id for a person, a day's ISO text for a number of days."""
    if isinstance(value, company.Person):
        return stage.find(value).id
    if isinstance(value, tuple):
        return [_read(each, stage) for each in value]
    return stage.day(value).isoformat() if isinstance(value, int) else value
