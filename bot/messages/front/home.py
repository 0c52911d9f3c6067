"""The Home tab: what waits for a person, what they have promised, what to start, and their teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.waves.levels import name_level
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished, ToRun
from bot.messages.checkins import progress
from bot.messages.commitments.followups import ANSWER, ToFollowup
from bot.messages.documents.documents import SHOW
from bot.messages.front.front import EVERY_WORD, RUN, Line, Run, start_button
from bot.messages.playbooks.pages import RESUME
from bot.messages.results import seats
from bot.messages.teams.introductions import ACCEPT, DECLINE, ToInvitation
from bot.messages.teams.teams import checkin_line
from bot.messages.waves.waves import EVERYTHING, START, ToWave, ToWavePage
from bot.model.commitments import Commitment
from bot.model.teams import Membership, OpenInvitation, Role, Team

WAITING, NEWS, MINE, TEAMS, PLAYS = 8, 3, 12, 10, 2  # shown at once


class WaitingDocument(NamedTuple):
    """A document that waits for an approval of one's side."""

    name: str
    channel: str
    run_id: str


class WaitingRun(NamedTuple):
    """A run by what it is called: a draft of one's own, or one about which something is asked (`followup`)."""

    name: str
    ref: str


class WaitingSeat(NamedTuple):
    """A part in a result that somebody is asked to take: as what, in what, by whom, where."""

    label: str
    subject: str
    by: str
    channel: str
    ref: str


class WaitingWave(NamedTuple):
    """A wave that asks them, of which they have answered so many of all."""

    name: str
    wave_id: str
    channel: str
    last_on: date
    answered: int
    total: int


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
    """What the Home tab of a person shows. `plays` are the playbooks, the one to begin with first; `quiet`: they are
    muted.
    """

    user: str
    now: datetime
    invited: Sequence[OpenInvitation]
    offered: Sequence[Commitment]
    seats: Sequence[WaitingSeat]
    documents: Sequence[WaitingDocument]
    questions: Sequence[WaitingRun]
    drafts: Sequence[WaitingRun]
    waves: Sequence[WaitingWave]
    news: Sequence[WaveNews]
    mine: Sequence[Commitment]
    teams: Sequence[tuple[Team, Membership]]
    plays: Sequence[str]
    quiet: bool

    @property
    def is_first_visit(self) -> bool:
        """Return whether there is nothing yet that could wait or be kept."""
        waits = (self.invited, self.offered, self.seats, self.documents, self.questions, self.drafts, self.waves)
        return not (any(waits) or self.mine or self.news)


def compose_home(home: HomeTab, lines: Mapping[str, Line]) -> Message:
    """Return one person's own view; counts stand for what is more than fits."""
    waiting = [
        *_invitations(home),
        *(progress.offered_blocks(each, home.user) for each in home.offered),
        *_seats(home),
        *_waves(home),
        *_documents(home),
        *_questions(home),
        *_drafts(home),
    ]
    values = {
        "first": home.is_first_visit,
        "waiting": len(waiting),
        "more_waiting": max(len(waiting) - WAITING, 0),
        "mine": len(home.mine),
        "more_mine": max(len(home.mine) - MINE, 0),
        "teams": len(home.teams),
        "more_teams": max(len(home.teams) - TEAMS, 0),
        "quiet": home.quiet,
        "home_news": bool(home.news),
    }
    parts = {
        "waiting": _flatten(waiting[:WAITING]),
        "mine": _flatten(progress.own_blocks(each, home.user, home.now) for each in home.mine[:MINE]),
        "news": _flatten(_news(home)),
        "start": [blocks.actions(*_start_buttons(home, lines))],
        "teams": _flatten(_team(*each, home.now) for each in home.teams[:TEAMS]),
    }
    return compose_message("home", values, parts, limit=blocks.VIEW_BLOCKS)


def _flatten(groups: Iterable[list[Block]]) -> list[Block]:
    return [block for group in groups for block in group]


def _invitations(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.invited):
        side = SIDE_NAMES[each.side]
        values = {"channel": each.channel, "side": side, "by": each.named_by, "reads": each.role is Role.OBSERVER}
        words = compose_message("home_invitation", values)
        to = ToInvitation(each.id)
        yes, no = (
            controls.button(label, act, to, place=n, of=side)
            for label, act in (("That’s me", ACCEPT), ("Not me", DECLINE))
        )
        yield [*words["blocks"], blocks.actions(yes, no)]


def _seats(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.seats):
        words = compose_message("home_seat", each._asdict())["blocks"]
        take = controls.button(seats.YES, seats.TAKE, seats.ToSeat(each.ref), place=n, of=each.subject)
        leave = controls.button(seats.NO, seats.LEAVE, ToFinished(each.ref), place=n, of=each.subject)
        yield [*words, blocks.actions(take, leave)]


def _waves(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.waves):
        words = compose_message("home_wave", {"wave": each})["blocks"]
        label = "Go on" if each.answered else "Start"
        yield blocks.attach_beside(words, controls.button(label, START, ToWave(each.wave_id), place=n, of=each.name))


def _news(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.news[:NEWS]):
        stage = name_level(each.level) if each.level is not None else ""
        values = {"wave": each, "stage": stage, "today": home.now.date()}
        words = compose_message("home_wave_closed", values)["blocks"]
        to, of = ToWavePage(each.wave_id), each.name
        more = controls.button("All of it", EVERYTHING, to, place=n, of=of)
        yield blocks.attach_beside(words, more) if each.has_pages else words


def _documents(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.documents):
        words = compose_message("home_document", {"name": each.name, "channel": each.channel})["blocks"]
        yield blocks.attach_beside(
            words, controls.button("Read it", SHOW, ToFinished(each.run_id), place=n, of=each.name)
        )


def _questions(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.questions):
        words = compose_message("home_question", {"name": each.name})["blocks"]
        yield blocks.attach_beside(
            words, controls.button("Answer", ANSWER, ToFollowup(each.ref), place=n, of=each.name)
        )


def _drafts(home: HomeTab) -> Iterable[list[Block]]:
    for n, each in enumerate(home.drafts):
        words = compose_message("home_draft", {"name": each.name})["blocks"]
        yield blocks.attach_beside(words, controls.button("Finish it", RESUME, ToRun(each.ref), place=n, of=each.name))


def _start_buttons(home: HomeTab, lines: Mapping[str, Line]) -> list[Block]:
    """Return what there is to start, the play that is next first, and a menu about oneself."""
    words = [*home.plays[:PLAYS], *(("commit", "results") if home.teams else ())]
    primary = home.is_first_visit
    made = [start_button(word, lines[word].label(word), primary and n == 0) for n, word in enumerate(words)]
    quiet = controls.entry("Write to me again", RUN, Run("unmute")) if home.quiet else _entry("mute", lines)
    return [*made, controls.menu(_entry("away", lines), quiet, controls.entry("Every word", EVERY_WORD, Nothing()))]


def _entry(word: str, lines: Mapping[str, Line]) -> tuple[str, str]:
    return controls.entry(lines[word].label(word), RUN, Run(word))


def _team(team: Team, membership: Membership, now: datetime) -> list[Block]:
    """Return a team with a menu; who leads it finds there what only they can do."""
    leads = membership.role is Role.MANAGER
    pause = ("Check-ins again", "resume") if team.paused_at else ("Pause check-ins", "pause")
    lead = [("People and rhythm", "team"), ("Ask the team now", "checkin"), pause] if leads else []
    watched = [] if leads else [("Who looked at what", "looks")]  # a menu has five entries
    entries = [("Where it stands", "summary"), *lead, *watched, ("Leave the team", "leave")]
    menu = controls.menu(*(controls.entry(label, RUN, Run(word, team=team.id)) for label, word in entries))
    values = {
        "team": team,
        "side": SIDE_NAMES[membership.side],
        "leads": leads,
        "size": membership.size,
        "checkin": checkin_line(team, now),
    }
    return blocks.attach_beside(compose_message("home_team", values)["blocks"], menu)
