"""The teams of a person: what those that they lead need, one team with all that can be done about it, and the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.summary.attention import Need, list_needs
from bot.coaching.summary.figures import TeamFigures
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import compose_message
from bot.messages.front.front import ALL, RUN, Run
from bot.messages.front.summaries import SHOW, name_needs, need_values
from bot.messages.front.summary_table import name_heading, shorten_need
from bot.messages.front.summary_targets import ToSummary
from bot.messages.teams.leads import HAND_OVER, ToHandOver
from bot.messages.teams.setup import describe_rhythm
from bot.messages.teams.teams import describe_pause, next_time
from bot.model.rights import TargetKind
from bot.model.teams import Invitation, Member, Membership, Role, Team

PAGE = 10  # teams in the window
NEEDS, NAMED, NAME = 2, 6, 40  # teams shown with what they need, named in a line; characters of a name
PEOPLE = 12  # of a team, by name
LISTED = "home:listed"  # the window with the list
SURVEY = "benchmark"  # the word that asks both sides


@dataclass(frozen=True)
class ToTeams(Payload):
    """A page of the person's teams, the first is 0."""

    page: int = 0


@dataclass(frozen=True)
class ToOwnTeam(Payload, target_kind=TargetKind.TEAM):
    """A team that the person is in."""

    team: str


TEAMS = Act("home:teams", ToTeams)
TEAM = Act("home:team", ToOwnTeam)


@dataclass(frozen=True)
class OwnTeam:
    """A team that a person is in: in which part, who else, and who was named for it and has not answered."""

    team: Team
    membership: Membership
    members: Sequence[Member]
    named: Sequence[Invitation]

    @property
    def leads(self) -> bool:
        """Return whether the person leads it."""
        return self.membership.role is Role.MANAGER


def compose_glance(figures: Sequence[TeamFigures]) -> list[Block]:
    """Return which of the teams that somebody leads need them, these first; nothing where one calm team is all."""
    needs = [(each, found[0]) for each in figures if (found := list_needs(each))]
    if len(figures) < 2:
        return _compose_only(figures[0]) if needs else []
    shown = [_need(each, need, place) for place, (each, need) in enumerate(needs[:NEEDS])]
    rest = _rest([each for each, _ in needs[NEEDS:]], [each for each in figures if not list_needs(each)])
    return [
        blocks.header(name_heading(len(needs), len(figures))),
        *(block for each in (*shown, rest) for block in each),
    ]


def compose_team(own: OwnTeam, words: Collection[str], now: datetime) -> list[Block]:
    """Return who is in a team and when it is asked, with what this person can do; `words` are those of /align."""
    joined, waiting = [each.user_id for each in own.members], [each.user_id for each in own.named if each.waits]
    values = {
        "joined": joined[:PEOPLE],
        "more": max(len(joined) - PEOPLE, 0),
        "waiting": waiting[:PEOPLE],
        "more_waiting": max(len(waiting) - PEOPLE, 0),
        "pause": describe_pause(own.team, now),
        "rhythm": describe_rhythm(own.team.checkin_day, own.team.checkin_time, own.team.checkin_every),
        "next": next_time(own.team),
    }
    shown = compose_message("home_my_team", values)["blocks"]
    return [*shown, blocks.actions(*_buttons(own, words), _menu(own))]


def teams_window(listed: Sequence[tuple[Team, Membership]], page: int) -> View:
    """Return a page of the person's teams, each with a button that opens it."""
    pages, shown = max(-(-len(listed) // PAGE), 1), listed[page * PAGE : (page + 1) * PAGE]
    turns = [(-1, "Earlier teams", page > 0), (1, "More teams", page + 1 < pages)]
    buttons = [controls.button(text, TEAMS, ToTeams(page + step), place=step) for step, text, there in turns if there]
    parts = {
        "teams": [block for place, each in enumerate(shown) for block in _line(*each, place)],
        "paging": [blocks.actions(*buttons)] if buttons else [],
    }
    words = compose_message("home_teams", {"count": len(listed), "page": page + 1, "pages": pages}, parts)
    return blocks.modal("My teams", words["blocks"], callback=LISTED, metadata="")


def team_window(own: OwnTeam, words: Collection[str], now: datetime) -> View:
    """Return one team by itself."""
    line = _describe(own.team, own.membership)
    return blocks.modal("A team", [*line, *compose_team(own, words, now)], callback="home:team", metadata="")


def _compose_only(figures: TeamFigures) -> list[Block]:
    """Return what the only team of somebody needs most, with whom to ask."""
    words = compose_message("summary_need", {"need": need_values(list_needs(figures)[0])})["blocks"]
    button = controls.button("Open", SHOW, ToSummary(figures.team.id), of=blocks.shorten(figures.team.name, NAME))
    return [blocks.header(f"{figures.team.name}: {name_needs(figures)}"), *blocks.attach_beside(words, button)]


def _need(figures: TeamFigures, need: Need, place: int) -> list[Block]:
    name = blocks.shorten(figures.team.name, NAME)
    words = compose_message("home_need", {"name": name, "need": shorten_need(need)})["blocks"]
    return blocks.attach_beside(words, controls.button("Open", SHOW, ToSummary(figures.team.id), place=place, of=name))


def _rest(needing: Sequence[TeamFigures], calm: Sequence[TeamFigures]) -> list[Block]:
    if not needing and not calm:
        return []
    values = {
        "needing": [blocks.shorten(each.team.name, NAME) for each in needing[:NAMED]],
        "more_needing": max(len(needing) - NAMED, 0),
        "calm": [(blocks.shorten(each.team.name, NAME), _describe_pulse(each)) for each in calm[:NAMED]],
        "more_calm": max(len(calm) - NAMED, 0),
    }
    every = controls.button("All teams", RUN, Run("summary", ALL))
    return blocks.attach_beside(compose_message("home_rest", values)["blocks"], every)


def _describe_pulse(figures: TeamFigures) -> str:
    """Return ` 2.9 of 5 ▲ up`, or that too few have answered."""
    pulse = figures.pulse
    if pulse is None or pulse.last is None:
        return ", too few answers"
    change = pulse.change
    mark = "" if change is None else " ●" if change.is_noise else " ▲ up" if change.by > 0 else " ▼ down"
    return f" {pulse.last.mean:.1f} of 5{mark}"


def _buttons(own: OwnTeam, words: Collection[str]) -> list[Block]:
    team = own.team
    shown = [_run("Where it stands", "summary", team)]
    if not own.leads:
        return [*shown, _run("Who looked at what", "looks", team)]
    survey = [_run("Ask the two sides", SURVEY, team)] if SURVEY in words else []
    over = controls.button("Hand over the lead", HAND_OVER, ToHandOver(team.id))
    return [*shown, _run("People and rhythm", "team", team), *survey, over]


def _run(label: str, word: str, team: Team) -> Block:
    return controls.button(label, RUN, Run(word, team=team.id), place=word, of=blocks.shorten(team.name, NAME))


def _menu(own: OwnTeam) -> Block:
    """Return the rest in a menu; who leads it finds there what only they can do."""
    pause = ("Check-ins again", "resume") if own.team.paused_at else ("Pause check-ins", "pause")
    lead = [("Ask the team now", "checkin"), pause, ("Who looked at what", "looks")] if own.leads else []
    entries = [*lead, ("Export", "export"), ("Leave the team", "leave")]
    return controls.menu(*(controls.entry(label, RUN, Run(word, team=own.team.id)) for label, word in entries))


def _line(team: Team, membership: Membership, place: int) -> list[Block]:
    button = controls.button("Open", TEAM, ToOwnTeam(team.id), place=place, of=blocks.shorten(team.name, NAME))
    return blocks.attach_beside(_describe(team, membership), button)


def _describe(team: Team, membership: Membership) -> list[Block]:
    values = {
        "team": team,
        "side": SIDE_NAMES[membership.side],
        "role": membership.role,
        "size": membership.size,
    }
    return compose_message("home_team", values)["blocks"]
