"""What concerns one person: their own promises in a period, and what waits for them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.coaching.schedule.commitment_days import days_stuck
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.figures import AgedCommitment, PersonFigures
from bot.coaching.summary.period import Period
from bot.model.commitments import Commitment, CommitmentState
from bot.records import approvals, commitments, installations, offers
from bot.records.database import Database
from bot.reports.links import list_links
from bot.reports.team_figures import name_playbook


def summarize_person(
    db: Database, library: Mapping[str, Playbook], workspace: str, user: str, period: Period, now: datetime
) -> PersonFigures:
    """Return what concerns a person in all their teams; days are those of each team."""
    live = commitments.own_of(db, workspace, user)
    links = list_links(db, installations.find_url(db, workspace), [], {each.id: each.run_id for each in live})
    stuck = [each for each in live if each.state is CommitmentState.STUCK]
    late = [each for each in live if each not in stuck and each.due_on < today_in(each.zone, now)]

    def link(each: Commitment, days: int) -> AgedCommitment:
        return AgedCommitment(each, days, links.get(each.id, ""))

    return PersonFigures(
        period,
        kept=_count_kept(db, workspace, user, period),
        open=len(live) - len(stuck) - len(late),
        late=tuple(link(each, (today_in(each.zone, now) - each.due_on).days) for each in late),
        stuck=tuple(link(each, days_stuck(each, today_in(each.zone, now))) for each in stuck),
        offered=tuple(offers.list_waiting(db, workspace, user)),
        approvals=_name(library, ((run.playbook, run.subject) for run in approvals.list_waiting(db, workspace, user))),
    )


def _count_kept(db: Database, workspace: str, user: str, period: Period) -> int:
    since = min(period.find_bounds(zone)[0] for zone in ("Pacific/Auckland", "Pacific/Honolulu"))
    closed = commitments.closed_since(db, workspace, user, since)
    return sum(_is_kept(each, user, period) for each in closed)


def _is_kept(each: Commitment, user: str, period: Period) -> bool:
    return each.state is CommitmentState.DONE and each.owner == user and period.contains(each.state_at, each.zone)


def _name(library: Mapping[str, Playbook], runs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(subject or name_playbook(library, word) for word, subject in runs))
