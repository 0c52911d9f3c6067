"""The figures of /align summary, one card for each team."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary import LastRead, PulseMean, ReminderFigures, SharedResult, TeamSummary
from bot.model.audit import AuditEvent
from bot.model.reminders import ReminderState
from bot.model.teams import Team
from bot.records import audit, commitments, pulses
from bot.records import reminders as reminder_records
from bot.records import team_state as team_records
from bot.records.database import Database
from bot.reports import statistics, team_state
from bot.reports.survey_summaries import list_surveys

REMINDERS = timedelta(days=30)  # how far back reminders are counted
RESULTS = 3  # shared results shown
Library = Mapping[str, Playbook]


def summarize_team(db: Database, library: Library, team: Team, now: datetime, *, led: bool) -> TeamSummary:
    """Return the figures of a team by now. `led`: the reader leads it."""
    counts = commitments.count_states(db, team.id)
    return TeamSummary(
        team,
        led,
        open=counts.open,
        kept=counts.kept,
        stuck=counts.stuck,
        longest_stuck=commitments.longest_stuck(db, team.id),
        pulse=_summarize_pulse(db, team),
        results=_list_results(db, team, library),
        surveys=list_surveys(db, library, team),
        measures=statistics.list_team_measures(db, team.id, library, now),
        reminders=_count_reminders(db, team, now),
        next_play=choose_next_play(team_state.of_team(db, team, library, now), library),
        last_read=_last_read(db, team),
    )


def _list_results(db: Database, team: Team, library: Library) -> list[SharedResult]:
    shared = team_records.list_shared(db, team.id, RESULTS)
    return [SharedResult(_playbook_title(library, run.playbook), run.subject, run.headline or "") for run in shared]


def _playbook_title(library: Library, word: str) -> str:
    return library[word].title if word in library else word


def _summarize_pulse(db: Database, team: Team) -> PulseMean | None:
    """Return the mean of the last closed check-in with enough answers, and how it has changed."""
    figures = [(tally.opened_at, tally.pulse) for tally in pulses.list_last(db, team.id, 2) if tally.pulse]
    if not figures:
        return None
    opened, last = figures[0]
    change = round(last.mean - figures[1][1].mean, 2) if len(figures) > 1 else None
    return PulseMean(_day(opened, team), last.mean, last.answers, change)


def _count_reminders(db: Database, team: Team, now: datetime) -> ReminderFigures:
    counts = reminder_records.count_by_state(db, team.id, now - REMINDERS)
    sent = [each for each in counts if each.state == ReminderState.SENT]
    held_back = {each.reason: each.number for each in counts if each.state == ReminderState.SUPPRESSED and each.reason}
    return ReminderFigures(sum(each.number for each in sent), sum(each.acted for each in sent), held_back)


def _last_read(db: Database, team: Team) -> LastRead | None:
    entry = audit.find_last(db, AuditEvent.SUMMARY_READ, team.id)
    return LastRead(entry.actor, _day(entry.at, team)) if entry else None


def _day(at: datetime, team: Team) -> date:
    """Return the day it was where the team is."""
    return at.astimezone(ZoneInfo(team.zone)).date()
