"""The summary of one team in a period: its figures with links, what both sides say, what is next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.pilots import PilotFigures
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.statistics import Measure
from bot.coaching.summary.attention import choose_caution, list_needs
from bot.coaching.summary.figures import AgedCommitment, PlayDone, Reader, TeamFigures, WaitingApproval
from bot.coaching.summary.first_asked import AskedQuestion
from bot.coaching.summary.period import Period
from bot.coaching.summary.team import LastRead, ReminderFigures, TeamSummary
from bot.model.audit import AuditEvent
from bot.model.reminders import ReminderState
from bot.model.teams import Team
from bot.records import audit, installations
from bot.records import reminders as reminder_records
from bot.records.database import Database
from bot.reports import team_state
from bot.reports.links import list_links
from bot.reports.statistics import list_measures
from bot.reports.survey_summaries import list_surveys
from bot.reports.team_figures import summarize_teams

REMINDERS = timedelta(days=30)  # how far back reminders are counted
Library = Mapping[str, Playbook]
Linked = TypeVar("Linked", PilotFigures, PlayDone, WaitingApproval)


def summarize_team(
    db: Database, library: Library, team: Team, period: Period, now: datetime, reader: Reader
) -> TeamSummary:
    """Return the summary of a team in a period, for a reader, as it is by now."""
    (counted,) = summarize_teams(db, library, [team], period, now, reader)
    figures = add_links(db, counted)
    return TeamSummary(
        figures,
        list_needs(figures),
        list_surveys(db, library, team),
        list_other_measures(db, library, team, now),
        _count_reminders(db, team, now),
        choose_next_play(team_state.of_team(db, team, library, now), library),
        choose_caution(figures),
        _last_read(db, team),
    )


def list_other_measures(db: Database, library: Library, team: Team, now: datetime) -> list[Measure]:
    """Return the medians that playbooks keep of a team, beside when IT was first asked."""
    others = (playbook for playbook in library.values() if not AskedQuestion.of(playbook))
    return [measure for playbook in others for measure in list_measures(db, team.id, playbook, now)]


def add_links(db: Database, figures: TeamFigures) -> TeamFigures:
    """Return them with where the post of each thing is that somebody may want to see."""
    promised = figures.commitments
    runs = [each.run_id for group in (figures.pilots, figures.plays, figures.approvals) for each in group]
    aged = [each.commitment for each in (*promised.stuck, *promised.late)]
    site = installations.find_url(db, figures.team.workspace)
    links = list_links(db, site, runs, {each.id: each.run_id for each in (*aged, *promised.kept)})
    return replace(
        figures,
        pilots=_link(figures.pilots, links),
        plays=_link(figures.plays, links),
        approvals=_link(figures.approvals, links),
        commitments=replace(promised, stuck=_link_aged(promised.stuck, links), late=_link_aged(promised.late, links)),
    )


def _link(listed: Iterable[Linked], links: Mapping[str, str]) -> tuple[Linked, ...]:
    return tuple(replace(each, link=links.get(each.run_id, "")) for each in listed)


def _link_aged(listed: Sequence[AgedCommitment], links: Mapping[str, str]) -> tuple[AgedCommitment, ...]:
    return tuple(replace(each, link=links.get(each.commitment.id, "")) for each in listed)


def _count_reminders(db: Database, team: Team, now: datetime) -> ReminderFigures:
    counts = reminder_records.count_by_state(db, team.id, now - REMINDERS)
    sent = [each for each in counts if each.state == ReminderState.SENT]
    held_back = {each.reason: each.number for each in counts if each.state == ReminderState.SUPPRESSED and each.reason}
    return ReminderFigures(sum(each.number for each in sent), sum(each.acted for each in sent), held_back)


def _last_read(db: Database, team: Team) -> LastRead | None:
    entry = audit.find_last(db, AuditEvent.SUMMARY_READ, team.id)
    return LastRead(entry.actor, today_in(team.zone, entry.at)) if entry else None
