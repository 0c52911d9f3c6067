"""What summaries count, for many teams at once: one statement each, by indexes of the teams that are asked for."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.model.commitments import Commitment, CommitmentState
from bot.model.contracts import Contract
from bot.model.runs import Answers, Run, Visibility
from bot.model.summaries import CountedCheckin, PilotDay, RequiredSide
from bot.model.waves import Wave
from bot.records import run_sql, waves
from bot.records.bulk_values import list_values
from bot.records.commitment_sql import LIVE, WITH_TEAM
from bot.records.database import Database, stamp

_IN = "IN (SELECT column1 FROM ({values}) AS wanted)"
_SHARED = f"r.finished_at IS NOT NULL AND r.visibility = '{Visibility.CHANNEL}'"
_NEWEST = f"""NOT EXISTS (SELECT 1 FROM runs n
    WHERE n.replaces = r.id AND n.finished_at IS NOT NULL AND n.visibility = '{Visibility.CHANNEL}')"""


def list_checkins(db: Database, teams: Collection[str], since: datetime, until: datetime) -> list[CountedCheckin]:
    """Return the closed check-ins that were opened from one moment to just before another, the earliest first."""
    chosen, params = _among(db, teams)
    rows = db.query(
        f"""
        SELECT k.team_id, k.opened_at, k.answered, k.expected, p.answered AS taps, p.mean
        FROM checkins k LEFT JOIN pulse_tallies p ON p.checkin_id = k.id
        WHERE k.team_id {chosen} AND k.opened_at >= :since AND k.opened_at < :until AND k.closed_at IS NOT NULL
        ORDER BY k.opened_at, k.id""",
        {**params, "since": stamp(since), "until": stamp(until)},
    )
    return [CountedCheckin.from_row(row) for row in rows]


def list_live(db: Database, teams: Collection[str]) -> list[Commitment]:
    """Return the live commitments of teams, the earliest date first."""
    chosen, params = _among(db, teams)
    rows = db.query(f"{WITH_TEAM} WHERE c.team_id {chosen} AND c.{LIVE} ORDER BY c.due_on, c.made_at, c.id", params)
    return [Commitment.from_row(row) for row in rows]


def list_closed(db: Database, teams: Collection[str], since: datetime, until: datetime) -> list[Commitment]:
    """Return what teams have kept or dropped from one moment to just before another, in that order; what nobody had
    taken was no promise.
    """
    chosen, params = _among(db, teams)
    states = f"'{CommitmentState.DONE}', '{CommitmentState.DROPPED}'"
    rows = db.query(
        f"""{WITH_TEAM} WHERE c.team_id {chosen} AND c.state_at >= :since AND c.state_at < :until
            AND c.state IN ({states}) AND c.owner <> '' ORDER BY c.state_at, c.id""",
        {**params, "since": stamp(since), "until": stamp(until)},
    )
    return [Commitment.from_row(row) for row in rows]


def list_shared(db: Database, teams: Collection[str], since: datetime, until: datetime) -> list[Run]:
    """Return the runs that teams have finished and shared from one moment to just before another, the newest first; of
    a document its last version.
    """
    chosen, params = _among(db, teams)
    return run_sql.select_runs(
        db,
        f"""WHERE r.team_id {chosen} AND {_SHARED} AND r.finished_at >= :since AND r.finished_at < :until
            AND {_NEWEST} ORDER BY r.finished_at DESC, r.id""",
        {**params, "since": stamp(since), "until": stamp(until)},
    )


def list_runs_of(db: Database, teams: Collection[str], playbooks: Collection[str], since: datetime) -> list[Run]:
    """Return the runs of these playbooks that teams have finished since then, and share, the newest first."""
    if not playbooks:
        return []
    chosen, params = _among(db, teams)
    named = {f"p{number}": word for number, word in enumerate(sorted(playbooks))}
    return run_sql.select_runs(
        db,
        f"""WHERE r.team_id {chosen} AND {_SHARED} AND r.finished_at >= :since
            AND r.playbook IN ({", ".join(f":{name}" for name in named)}) ORDER BY r.finished_at DESC, r.id""",
        {**params, **named, "since": stamp(since)},
    )


def list_projects(
    db: Database, teams: Collection[str], playbooks: Collection[str], since: datetime, most: int
) -> list[Run]:
    """Return the last run of these playbooks about each project of teams, finished since then and shared, `most` a
    team, the newest first. A run about nothing that has a name counts for itself.
    """
    if not playbooks:
        return []
    chosen, params = _among(db, teams)
    named = {f"p{number}": word for number, word in enumerate(sorted(playbooks))}
    return run_sql.select_runs(
        db,
        f"""WHERE r.id IN (
            SELECT id FROM (
                SELECT id, row_number() OVER (PARTITION BY team_id ORDER BY finished_at DESC, id) AS place FROM (
                    SELECT r.id, r.team_id, r.finished_at, row_number() OVER (
                        PARTITION BY r.team_id, CASE WHEN r.subject_key = '' THEN r.id ELSE r.subject_key END
                        ORDER BY r.finished_at DESC, r.id) AS latest
                    FROM runs r WHERE r.team_id {chosen} AND {_SHARED} AND r.finished_at >= :since
                        AND r.playbook IN ({", ".join(f":{name}" for name in named)})) AS each_project
                WHERE latest = 1) AS listed
            WHERE place <= :most)
        ORDER BY r.finished_at DESC, r.id""",
        {**params, **named, "since": stamp(since), "most": most},
    )


def list_days(db: Database, runs: Collection[str]) -> list[PilotDay]:
    """Return the days on which these runs are asked about, the earliest first."""
    chosen, params = _among(db, runs)
    rows = db.query(
        f"""
        SELECT f.run_id, f.name, f.day, coalesce(p.finished_at, r.finished_at) AS began_at, f.due_at, f.asked_at,
            f.closed_at
        FROM followups f JOIN runs r ON r.id = f.run_id LEFT JOIN runs p ON p.id = r.replaces
        WHERE f.run_id {chosen} ORDER BY f.run_id, f.day, f.name""",
        params,
    )
    return [PilotDay.from_row(row) for row in rows]


def list_answers(db: Database, runs: Collection[str], questions: Collection[str]) -> dict[str, Answers]:
    """Return run → what it says of these questions."""
    if not runs or not questions:
        return {}
    chosen, params = _among(db, runs)
    named = {f"q{number}": name for number, name in enumerate(sorted(questions))}
    rows = db.query(
        f"""
        SELECT run_id, question, item, value FROM answers
        WHERE run_id {chosen} AND question IN ({", ".join(f":{name}" for name in named)})""",
        {**params, **named},
    )
    found: dict[str, Answers] = {}
    for row in rows:
        found.setdefault(row["run_id"], {})[row["question"], row["item"]] = json.loads(row["value"])
    return found


def list_contracts(db: Database, teams: Collection[str], days: Mapping[str, date], until: date) -> list[Contract]:
    """Return the contracts of teams whose last day to give notice is to come by then; `days`: team → its today."""
    chosen, params = _among(db, teams)
    rows = db.query(
        f"""
        SELECT k.*, t.channel FROM contracts k JOIN teams t ON t.id = k.team_id
        WHERE k.team_id {chosen} AND k.notice_on >= :since AND k.notice_on <= :until
            AND NOT EXISTS (SELECT 1 FROM runs n WHERE n.replaces = k.run_id AND n.finished_at IS NOT NULL)
        ORDER BY k.notice_on, k.name""",
        {**params, "since": min(days.values(), default=until).isoformat(), "until": until.isoformat()},
    )
    return [each for each in map(Contract.from_row, rows) if each.notice_on >= days[each.team_id]]


def list_required(db: Database, teams: Collection[str], since: datetime) -> list[RequiredSide]:
    """Return what teams have shared since then and waits for an OK, the longest waiting first."""
    chosen, params = _among(db, teams)
    rows = db.query(
        f"""
        SELECT r.team_id, r.id AS run_id, r.playbook, r.subject, q.side, r.finished_at
        FROM runs r JOIN required_approvals q ON q.run_id = r.id
        WHERE r.team_id {chosen} AND r.finished_at IS NOT NULL AND r.finished_at >= :since AND q.approved_at IS NULL
        ORDER BY r.finished_at, r.id, q.side""",
        {**params, "since": stamp(since)},
    )
    return [RequiredSide.from_row(row) for row in rows]


def list_waves(db: Database, teams: Collection[str], first: date, last: date) -> list[Wave]:
    """Return the waves of teams that have closed from one day to another, the earliest first."""
    chosen, params = _among(db, teams)
    rows = db.query(
        f"""{waves.WITH_TEAM} WHERE w.team_id {chosen} AND w.closed_on >= :first AND w.closed_on <= :last
            AND w.publication IS NOT NULL ORDER BY w.closed_on, w.closes_at, w.id""",
        {**params, "first": first.isoformat(), "last": last.isoformat()},
    )
    return [Wave.from_row(row) for row in rows]


def count_things(db: Database, teams: Collection[str], led: Collection[str], since: datetime, until: datetime) -> int:
    """Return how many promises, results and check-ins there are of teams in about that time; check-ins of those `led`.

    Nothing but indexes is read for it.
    """
    chosen, params = _among(db, teams)
    of_led, led_params = _among(db, led, "led")
    counted = db.query(
        f"""
        SELECT (SELECT count(*) FROM commitments c WHERE c.team_id {chosen} AND c.{LIVE})
            + (SELECT count(*) FROM commitments c WHERE c.team_id {chosen} AND c.state_at >= :since
                AND c.state_at < :until AND c.state IN ('{CommitmentState.DONE}', '{CommitmentState.DROPPED}'))
            + (SELECT count(*) FROM runs r WHERE r.team_id {chosen} AND {_SHARED} AND r.finished_at >= :since
                AND r.finished_at < :until)
            + (SELECT count(*) FROM checkins k WHERE k.team_id {of_led} AND k.opened_at >= :since
                AND k.opened_at < :until) AS n""",
        {**params, **led_params, "since": stamp(since), "until": stamp(until)},
    )
    return int(counted[0]["n"])


def _among(db: Database, ids: Collection[str], mark: str = "rows") -> tuple[str, dict[str, object]]:
    """Return an SQL condition that a column is one of these ids, none of them for none, and its parameters.

    `mark` tells the parameters of two lists in one statement apart.
    """
    listed: Sequence[str] = sorted(ids) or [""]
    values, params = list_values(db, ((each,) for each in listed), mark)
    return _IN.format(values=values), params
