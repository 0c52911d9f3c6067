"""The Home tab: what needs and waits for a person, what they have promised, what to start, and their teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.summary.figures import TeamFigures
from bot.coaching.waves.levels import name_level
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.checkins import progress
from bot.messages.front.digest_offers import digest_entry
from bot.messages.front.front import ALL, COMMON, EVERY_WORD, RUN, Line, Run, start_button
from bot.messages.front.home_teams import TEAMS, OwnTeam, ToTeams, compose_glance, compose_team
from bot.messages.front.home_waiting import Waiting, compose_waiting
from bot.messages.teams.away import format_absence
from bot.messages.teams.looks import WHAT
from bot.messages.waves.waves import EVERYTHING, ToWavePage
from bot.model.audit import AuditEntry
from bot.model.commitments import Commitment
from bot.model.digests import Digest
from bot.model.people import Absence
from bot.model.teams import Membership, Role, Team

WAITING, NEWS, MINE, PLAYS = 8, 3, 12, 2  # shown at once
NAMED = 3  # teams named in a line


class WaveNews(NamedTuple):
    """What the last wave of one of their teams has come to; `level` of the whole, None where it names none."""

    name: str
    wave_id: str
    channel: str
    headline: str
    closed_on: date
    has_pages: bool
    level: float | None


@dataclass(frozen=True)
class HomeTab:
    """What the Home tab of a person shows.

    `led` are the figures of the teams that they lead, what needs them first; `own` is the only one of these, else None.
    `plays` are the playbooks, the one to begin with first; `quiet`: they are muted; `absence` the one that runs or is
    next; `look` who else looked last at a team of theirs; `admin`: they look after the workspace; `digest` the one that
    they asked for.
    """

    user: str
    now: datetime
    today: date
    waiting: Waiting
    news: Sequence[WaveNews]
    mine: Sequence[Commitment]
    teams: Sequence[tuple[Team, Membership]]
    led: Sequence[TeamFigures]
    own: OwnTeam | None
    plays: Sequence[str]
    quiet: bool
    absence: Absence | None
    look: AuditEntry | None
    admin: bool
    digest: Digest | None

    @property
    def takes_part(self) -> bool:
        """Return whether there is a team in which they do more than read along."""
        return any(membership.role is not Role.OBSERVER for _, membership in self.teams)

    @property
    def is_away(self) -> bool:
        """Return whether they are away today."""
        return self.absence is not None and self.absence.first_day <= self.today


def compose_home(home: HomeTab, lines: Mapping[str, Line]) -> Message:
    """Return one person's own view; counts stand for what is more than fits."""
    waiting, glance = compose_waiting(home.waiting), compose_glance(home.led)
    # Nothing yet that could wait or be kept.
    first = not (waiting or home.mine or home.news or glance)
    values = {
        "first": first,
        "reads": bool(home.teams) and not home.takes_part,
        "waiting": len(waiting),
        "more_waiting": max(len(waiting) - WAITING, 0),
        "mine": len(home.mine),
        "more_mine": max(len(home.mine) - MINE, 0),
        "home_news": bool(home.news),
        "own": home.own.team.name if home.own else "",
        "teams": _name_teams(home),
        "more_teams": max(len(home.teams) - NAMED, 0),
        "leads": len(home.led),
        "others": len(home.teams) - len(home.led),
        "quiet": home.quiet,
        "look": _look_values(home),
        "digest": home.digest.rhythm if home.digest else "",
        "now": home.now,
        "today": home.today,
    }
    parts = {
        "glance": glance,
        "waiting": _flatten(waiting[:WAITING]),
        "mine": _flatten(progress.own_blocks(each, home.user, home.now) for each in home.mine[:MINE]),
        "news": _flatten(_news(home)),
        "start": [blocks.actions(*_start_buttons(home, lines, first=first))],
        "away": _absence(home),
        "own": compose_team(home.own, lines, home.now) if home.own else [],
        "teams": [blocks.actions(controls.button("My teams", TEAMS, ToTeams()))],
        "admin": _admin(home),
    }
    return compose_message("home", values, parts, limit=blocks.VIEW_BLOCKS)


def _flatten(groups: Iterable[list[Block]]) -> list[Block]:
    return [block for group in groups for block in group]


def _name_teams(home: HomeTab) -> list[tuple[str, str]]:
    """Return channel and side of the first teams: a line says where somebody belongs who leads none of them."""
    return [(team.channel, SIDE_NAMES[membership.side]) for team, membership in home.teams[:NAMED]]


def _look_values(home: HomeTab) -> Mapping[str, object] | None:
    look = home.look
    return {"by": look.actor, "what": WHAT[look.event], "channel": look.channel, "on": look.at.date()} if look else None


def _news(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.news[:NEWS]):
        stage = name_level(each.level) if each.level is not None else ""
        values = {"wave": each, "stage": stage, "today": home.today}
        words = compose_message("home_wave_closed", values)["blocks"]
        to, of = ToWavePage(each.wave_id), each.name
        more = controls.button("All of it", EVERYTHING, to, place=n, of=of)
        yield blocks.attach_beside(words, more) if each.has_pages else words


def _start_buttons(home: HomeTab, lines: Mapping[str, Line], *, first: bool) -> list[Block]:
    """Return what there is to start, the play that is next first, and a menu about oneself."""
    words = _list_starts(home, first=first)
    made = [start_button(word, lines[word].label(word), first and n == 0) for n, word in enumerate(words)]
    quiet = controls.entry("Write to me again", RUN, Run("unmute")) if home.quiet else _entry("mute", lines)
    every = controls.entry("Every word", EVERY_WORD, Nothing())
    return [*made, controls.menu(_entry("away", lines), quiet, *_team_entries(home), every)]


def _team_entries(home: HomeTab) -> list[tuple[str, str]]:
    """Return what there is in a menu about one's teams: who leads several has a button for the list of them, and who
    leads one its export beside it.
    """
    listed = [controls.entry("My teams", TEAMS, ToTeams())] if home.teams and len(home.led) < 2 else []
    digest = [digest_entry(home.digest)] if home.led else []
    every = Run("export", ALL if home.led else "")
    export = [controls.entry("Export", RUN, every)] if home.teams and len(home.led) != 1 else []
    return [*listed, *digest, *export]


def _list_starts(home: HomeTab, *, first: bool) -> list[str]:
    """Return the words that have a button: who only reads along starts nothing, and who has a team promises there."""
    if home.teams and not home.takes_part:
        return ["results"]
    common = [word for word in COMMON if word in home.plays]
    plays = list(dict.fromkeys([*home.plays[:1], *common, *home.plays]))[:PLAYS]
    return [*plays, *(("commit", "results") if home.teams and not first else ())]


def _entry(word: str, lines: Mapping[str, Line]) -> tuple[str, str]:
    return controls.entry(lines[word].label(word), RUN, Run(word))


def _absence(home: HomeTab) -> list[Block]:
    """Return when they are away, with the way out of it; nothing while nothing is noted."""
    if home.absence is None:
        return []
    word, label = ("back", "I’m back") if home.is_away else ("away", "Change")
    words = compose_message("home_away", {"days": format_absence(home.absence, home.today)})["blocks"]
    return blocks.attach_beside(words, controls.button(label, RUN, Run(word), of="your absence"))


def _admin(home: HomeTab) -> list[Block]:
    if not home.admin:
        return []
    settings = controls.button("Workspace", RUN, Run("workspace"), of="its settings")
    return blocks.attach_beside(compose_message("home_admin", {})["blocks"], settings)
