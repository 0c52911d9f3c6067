"""What is attacked: teams that tap, change their taps, write and promise, while the bot plans and delivers."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.actions.checkins import open_checkin_now, tap, write_note
from bot.actions.context import Context
from bot.coaching.shapes.base import Playbook
from bot.model.checkins import Note
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Side, Team
from bot.records import leases, members, outbox, teams
from bot.records.database import Database
from bot.worker.planners import Planning
from tests.fixtures_databases import NOW

SECRET = b"a key that the attacker does not have"
FAR = date(2030, 1, 1)
MINUTE = timedelta(minutes=1)


@dataclass
class Scene:
    """A database with a life in it; `truth` is what everybody tapped last: (check-in, person) → score; `library` has
    the playbooks.
    """

    db: Database
    dice: random.Random
    now: datetime = NOW
    truth: dict[tuple[str, str], int] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    library: Mapping[str, Playbook] = field(default_factory=dict)

    def hire(self, number: int) -> Team:
        """A team of four to eight, every other one with a single person of IT."""
        at = datetime(2030, 1, 1, 9, tzinfo=self.now.tzinfo)
        about = {"name": f"Team {number}", "rule": Rule("UTC", 1, "09:00"), "upcoming": Occasion(FAR, at, at)}
        team = teams.create(self.db, workspace="T1", channel=f"C{number}", by=f"U{number}X0", now=self.now, **about)
        teams.confirm(self.db, team.id, self.now)
        people = [f"U{number}X{each}" for each in range(self.dice.randint(4, 8))]
        it = 1 if number % 2 else 2
        self.sides |= {who: Side.IT if place < it else Side.MARKETING for place, who in enumerate(people)}
        for who in self.dice.sample(people, len(people)):
            members.join(self.db, team.id, who, self.now, side=self.sides[who])
        return teams.get(self.db, team.id)

    def context(self) -> Context:
        return Context(self.db, self.library, SECRET, self.now)

    def ask(self, team: Team) -> str:
        return open_checkin_now(self.context(), team, team.created_by).checkin.id

    def tap(self, checkin: str, who: str, score: int) -> None:
        tap(self.context(), checkin, score, who, f"https://hooks.slack.test/{who}")
        self.truth[checkin, who] = score

    def write(self, checkin: str, who: str) -> None:
        said = f"{who} {self.dice.random()}"
        write_note(self.context(), checkin, Note(who, Side.OTHER, said, "", ""))

    def answer(self, checkin: str, team: Team) -> None:
        """Everybody taps in some order; many write a few words just after it, some tap twice."""
        people = [member.user_id for member in teams.list_members(self.db, team.id)]
        self.dice.shuffle(people)
        for who in people:
            for _ in range(1 + (self.dice.random() < 0.05)):
                self.pass_(self.dice.uniform(1, 9) * MINUTE)
                self.tap(checkin, who, self.dice.randint(1, 5))
            if self.dice.random() < 0.4:
                self.pass_(timedelta(seconds=self.dice.uniform(10, 50)))
                self.write(checkin, who)

    def pass_(self, time: timedelta) -> None:
        """Let time go by, and let the bot do what it does meanwhile: look every quarter of an hour, deliver at once."""
        quarter = self.now.replace(minute=self.now.minute // 15 * 15, second=0)
        self.now += time
        if self.now >= quarter + 15 * MINUTE:
            Planning(self.db, self.library, SECRET).plan(self.now)
        if rows := leases.claim(self.db, self.now, 500):
            outbox.complete_all(self.db, {row.id: (row.channel, f"1.{row.id}") for row in rows}, self.now)


def rounds(scene: Scene, staff: list[Team], number: int) -> Iterator[list[str]]:
    """Ask every team so often, and wait until its check-in has closed. Yield the check-ins while they are open, and
    once more when they have closed.
    """
    for _ in range(number):
        asked = [scene.ask(team) for team in staff]
        for checkin, team in zip(asked, staff, strict=True):
            scene.answer(checkin, team)
        yield asked
        scene.pass_(timedelta(days=7))
        yield asked
