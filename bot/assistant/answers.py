"""The answers to one person's assistant: what they may read in Slack by now, noted where their teams see it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import NoReturn

from bot.actions.audit import note_looked
from bot.actions.context import Context
from bot.assistant.plain_words import name_person, plain_words
from bot.assistant.values import (
    CommitmentAnswer,
    FoundResult,
    NextPlayAnswer,
    ResultsAnswer,
    SummaryAnswer,
    TeamName,
    TeamNumbers,
)
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.attention import list_systemic
from bot.coaching.summary.figures import TeamFigures
from bot.coaching.summary.team import TeamSummary
from bot.errors import UserError
from bot.messages.block_kit.render import compose_message
from bot.messages.front.next_play import describe_next
from bot.messages.front.summaries import compose_summary
from bot.messages.front.summary_table import compose_table_of_teams, cut_page
from bot.messages.teams.teams import checkin_line
from bot.model.audit import AuditEvent
from bot.model.commitments import Commitment
from bot.model.teams import Role, Team
from bot.records import commitments, teams
from bot.records.database import Database
from bot.reports import findings
from bot.reports.own_summaries import list_own_figures, summarize_for

STRANGER = (
    "Nobody by this id is in a team of this workspace. In Slack, open the person's profile and copy their member ID "
    "(U…); to be in a team, type /align join in its channel."
)


@dataclass(frozen=True)
class Asker:
    """One person's assistant: whose rights it has, what there is to read, and the clock."""

    db: Database
    library: Mapping[str, Playbook]
    secret: bytes
    workspace: str
    user: str
    now: Callable[[], datetime]

    def list_teams(self) -> list[Team]:
        """Return the person's teams by now. UserError where they are in none: a stranger, gone, or forgotten."""
        known = teams.list_for_person(self.db, self.workspace, self.user)
        if not known:
            raise UserError(STRANGER)
        return known

    def name_teams(self) -> list[TeamName]:
        """Return which teams may be asked about."""
        known = self.list_teams()
        led = {team.id for team in teams.list_for_person(self.db, self.workspace, self.user, Role.MANAGER)}
        return [TeamName(team.name, team.id in led) for team in known]

    def summarize(self, team: str, since: str, page: int) -> SummaryAnswer:
        """Return what /align summary says of a team, or /align summary all of a page of them."""
        known = self.list_teams()
        if team:
            summary = self._summarize(_choose(known, team), since)
            said = compose_summary(summary, checkin_line(summary.figures.team, self.now()))
            return self._tell(said["text"], [summary.figures])
        listed = list_own_figures(self.db, self.library, self.workspace, self.user, since, self.now())
        shown = cut_page(listed, max(page, 0))
        if not shown:
            raise UserError(f"There is no such page: the {len(listed)} teams end before it. The first page is 0.")
        return self._tell(compose_table_of_teams(listed, list_systemic(listed), max(page, 0))["text"], shown)

    def find_results(self, words: str, skip: int) -> ResultsAnswer:
        """Return what has these words, or all of it, a page at a time."""
        known = self.list_teams()
        hits = findings.find(self.db, self.library, self.workspace, self.user, words, skip=max(skip, 0), now=self.now())
        self._note(team for team in known if team.id in {hit.finding.team_id for hit in hits.shown})
        shown = [
            FoundResult(
                self._plain(hit.title),
                hit.finding.team,
                today_in(hit.finding.zone, hit.finding.at).isoformat(),
                self._plain(hit.excerpt or hit.finding.line),
                hit.link,
            )
            for hit in hits.shown
        ]
        return ResultsAnswer(hits.total, shown)

    def list_commitments(self, team: str, since: str, *, own: bool) -> list[CommitmentAnswer]:
        """Return a team's promises: late and stuck first, then open, then those kept in the period."""
        summary = self._summarize(_choose(self.list_teams(), team), since)
        self._note([summary.figures.team])
        told = self._describe_commitments(summary)
        return [answer for commitment, answer in told if not own or commitment.owner == self.user]

    def choose_next(self, team: str) -> NextPlayAnswer:
        """Return what a team does next, why, what can wait, and what not to do."""
        summary = self._summarize(_choose(self.list_teams(), team), "")
        self._note([summary.figures.team])
        chosen = describe_next(summary.next_play)
        caution = compose_message("summary_caution", {"caution": summary.caution})["text"]
        return NextPlayAnswer(
            summary.figures.team.name,
            self._plain(chosen["first"]["say"]) if chosen["first"] else "",
            chosen["play"] or "",
            chosen["why"],
            chosen["runner_up"] or "",
            chosen["why_not"],
            f"Don't {caution}",
        )

    def _summarize(self, team: Team, since: str) -> TeamSummary:
        return summarize_for(self.db, self.library, team, self.user, since, self.now())

    def _tell(self, text: str, shown: Sequence[TeamFigures]) -> SummaryAnswer:
        self._note(each.team for each in shown)
        return SummaryAnswer(self._plain(text), [_count(each) for each in shown])

    def _describe_commitments(self, summary: TeamSummary) -> Iterator[tuple[Commitment, CommitmentAnswer]]:
        figures = summary.figures.commitments
        aged = [("late", each) for each in figures.late] + [("stuck", each) for each in figures.stuck]
        for state, each in aged:
            yield each.commitment, self._describe(state, each.commitment, each.days, each.link)
        counted = {each.commitment.id for _, each in aged}
        for commitment in commitments.list_live(self.db, summary.figures.team.id):
            if commitment.id not in counted:
                yield commitment, self._describe("open", commitment)
        for commitment in figures.kept:
            yield commitment, self._describe("kept", commitment)

    def _describe(self, state: str, commitment: Commitment, days: int = 0, link: str = "") -> CommitmentAnswer:
        owner = name_person(self.db, self.workspace, commitment.owner)
        return CommitmentAnswer(
            commitment.team, state, self._plain(commitment.action), owner, commitment.due_on.isoformat(), days, link
        )

    def _plain(self, text: str) -> str:
        return plain_words(self.db, self.workspace, text)

    def _note(self, read: Iterable[Team]) -> None:
        """Note the look: one line for a team, a person and an hour, however often the assistant asks."""
        now = self.now()
        # A digest, since what a press is called stays when the person is forgotten.
        hour = f"{self.workspace} {self.user} {now:%Y-%m-%d %H}".encode()
        press = blake2b(hour, key=self.secret[:64], digest_size=16).hexdigest()
        context = Context(self.db, self.library, self.secret, now, press=press)
        note_looked(context, read, self.user, AuditEvent.ASKED_ELSEWHERE)


def _count(figures: TeamFigures) -> TeamNumbers:
    promised, period = figures.commitments, figures.period
    return TeamNumbers(
        figures.team.name,
        period.start.isoformat(),
        period.end.isoformat(),
        len(promised.kept),
        promised.open,
        len(promised.late),
        len(promised.stuck),
        figures.participation.percent if figures.participation else None,
    )


def _choose(known: Sequence[Team], name: str) -> Team:
    """Return the team of this name, or the only one. UserError, with the names, for any other."""
    named = [team for team in known if team.name.casefold() == name.strip().lstrip("#").casefold()]
    chosen = named or (known if not name else [])
    return chosen[0] if len(chosen) == 1 else _refuse(known)


def _refuse(known: Sequence[Team]) -> NoReturn:
    raise UserError(f"Say which team, by its name: {', '.join(team.name for team in known)}.")
