"""The stage: the bot before a recording Slack, a clock that leaps from hour to hour, and the scenes in their order."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.app import Align, build_align
from bot.coaching.shapes.base import Playbook
from bot.records.database import drawing_ids, migrate
from bot.settings import Settings
from bot.simulation.cast import Cast, hire
from bot.simulation.fields import SceneError
from bot.simulation.mirror import Mirror
from bot.simulation.person import Person, Room
from bot.simulation.slack import open_slack
from bot.simulation.steps import HOME, Scene
from bot.simulation.workspace import Event, Profile, Workspace
from bot.trial import company

HOUR = timedelta(hours=1)
PATIENCE = timedelta(minutes=2)  # what is due within it is waited for before anybody acts again
NIGHT = (22, 3)  # from and until, UTC: nobody is at work from New York to Warsaw, and Tokyo can wait an hour
SATURDAY = 5


class LeapingClock:
    """The time of the quarter: it stands until somebody leaps."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def leap_to(self, moment: datetime) -> None:
        self.now = max(self.now, moment)


@dataclass(frozen=True)
class Lived:
    """What was lived through: all that was seen, whose team has which channel, and scenes that could not be played."""

    events: Sequence[Event]
    workspace: Workspace
    casts: Sequence[Cast]
    faults: Sequence[str]


@dataclass(frozen=True)
class Scope:
    """What else a quarter may have: an end before its last week, the API of a Slack that shows it too, playbooks that
    have been loaded already, and how many casts are left out (nobody is in two teams after the first two).
    """

    until: datetime | None = None
    mirrored: str = ""
    playbooks: Mapping[str, Playbook] | None = None
    after: int = 0


ENTIRE = Scope()


class Play:
    """The bot, its clock and its people, of whom `cast` says who plays whom in a team."""

    def __init__(self, align: Align, clock: LeapingClock, workspace: Workspace, url: str) -> None:
        self.align, self.clock, self.workspace = align, clock, workspace
        self.people = {
            each: Person(profile, workspace, align.bolt, url, self.speak) for each, profile in workspace.people.items()
        }
        self.faults: list[str] = []

    def speak(self) -> None:
        """Say what was recorded, and let the seconds pass that Slack's limits ask for."""
        delivery = self.align.delivery
        while True:
            delivery.deliver_due()
            due = self._next_due()
            if due is None or due > self.clock.now + PATIENCE:
                return
            self.clock.leap_to(due)

    def tick(self) -> None:
        """Plan and say what is due."""
        while self.align.planning.plan(self.clock.now) or self._is_due():
            self.speak()

    def run(self, scenes: Sequence[tuple[datetime, Cast, Scene]], end: datetime) -> None:
        """Play the scenes, which come in their order, and let the hours pass until the end."""
        for begins, cast, scene in scenes:
            self.wait(begins)
            self.play(cast, scene)
        self.wait(end)

    def wait(self, moment: datetime) -> None:
        """Let the time pass, hour by hour, and say what comes due."""
        while self.clock.now < moment:
            following = self.clock.now.replace(minute=0, second=0, microsecond=0) + HOUR
            self.clock.leap_to(min(_morning(following), moment))
            self.tick()

    def play(self, cast: Cast, scene: Scene) -> None:
        """Let somebody act; a scene that does not fit what is to be seen ends, and is noted."""
        who = self.people[cast.find(scene.who).id]
        try:
            for step in scene.steps:
                step.play(who, Place(self, cast))
                self.clock.leap_to(self.clock.now + timedelta(seconds=5))
        except SceneError as fault:
            self.faults.append(f"week {scene.week}, {scene.when}, {who.profile.name}, #{cast.name}: {fault}")
        who.windows.clear()

    def _is_due(self) -> bool:
        due = self._next_due()
        return due is not None and due <= self.clock.now

    def _next_due(self) -> datetime | None:
        rows = self.align.db.query("SELECT min(due_at) AS due FROM outbox WHERE state = 'waiting'")
        return datetime.fromisoformat(rows[0]["due"]) if rows[0]["due"] else None


@dataclass(frozen=True)
class Place:
    """A team's channel, as its steps see it."""

    play: Play
    cast: Cast

    @property
    def room(self) -> Room:
        return Room(self.cast.channel, self.cast.name)

    def find(self, who: company.Person) -> Person:
        return self.play.people[self.cast.find(who).id]

    def day(self, after: int) -> date:
        return self.play.clock.now.astimezone(ZoneInfo(HOME)).date() + timedelta(days=after)


def _morning(moment: datetime) -> datetime:
    """Return the moment, or the end of the night or the weekend that it is in."""
    day = moment.date() + timedelta(days=moment.hour >= NIGHT[0])
    if day.weekday() >= SATURDAY:
        day += timedelta(days=7 - day.weekday())
    elif NIGHT[1] <= moment.hour < NIGHT[0]:
        return moment
    return datetime.combine(day, time(NIGHT[1]), UTC)


@contextmanager
def open_play(url: str, secret: str, casts: Sequence[Cast], start: datetime, scope: Scope) -> Iterator[Play]:
    """Build the bot over the database at `url`, which is migrated, before a Slack that records."""
    clock = LeapingClock(start)
    people = {each.id: each for cast in casts for each in cast.profiles}
    people[company.BOT_USER] = Profile(company.BOT_USER, "Align", "align", "", is_bot=True)
    workspace = Workspace(clock, people, {cast.channel: cast.name for cast in casts})
    workspace.members = {cast.channel: [each.id for each in cast.profiles] for cast in casts}
    if scope.mirrored:
        client = WebClient(company.BOT_TOKEN, base_url=scope.mirrored)
        workspace.reflect(Mirror(client, clock, HOME))
    with open_slack(workspace) as slack:
        settings = Settings.read(_make_environment(slack.api, url, secret))
        align = build_align(settings, scope.playbooks, now=clock, seconds=clock.seconds, workers=1)
        migrate(align.db)
        try:
            yield Play(align, clock, workspace, slack.url)
        finally:
            align.db.close()


def _make_environment(api: str, url: str, secret: str) -> Mapping[str, str]:
    return {
        "SLACK_BOT_TOKEN": company.BOT_TOKEN,
        "SLACK_API_URL": api,
        "DATABASE_URL": url,
        "ALIGN_SECRET": secret,
        **{name: os.environ[name] for name in ("ALIGN_PLAYBOOKS",) if name in os.environ},
    }


def live(url: str, secret: str, teams: int, weeks: int, first: date, seed: int, scope: Scope = ENTIRE) -> Lived:
    """Let so many teams live so many weeks from the Monday of the week of `first`, in the database at `url`."""
    monday = first - timedelta(days=first.weekday())
    casts = hire(teams, scope.after)
    random = Random(seed)
    scenes = sorted(
        ((scene.begins(monday).astimezone(UTC), cast, scene) for cast in casts for scene in cast.scenes(weeks, random)),
        key=lambda each: (each[0], each[1].number),
    )
    start = datetime.combine(monday, time(8), ZoneInfo(HOME)).astimezone(UTC)
    end = scope.until or start + timedelta(weeks=weeks) - timedelta(hours=1)
    with drawing_ids(random.randbytes), open_play(url, secret, casts, start, scope) as play:
        play.run([each for each in scenes if each[0] < end], end)
        return Lived(play.workspace.events, play.workspace, casts, play.faults)
