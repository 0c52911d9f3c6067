"""Pilots of teams: what is tried until a day on which it is decided, how far it is, and what its number says."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.coaching.followup_rules import combine_answers, count_days, find_consequence, list_questions
from bot.coaching.pilots import PilotFigures, PilotState
from bot.coaching.playbook.followup_models import FollowUp
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.model.runs import Answers, Run
from bot.model.summaries import PilotDay
from bot.records import findings, summaries
from bot.records.database import Database
from bot.reports.findings import DIFFERENTLY, read_decision

LONGEST = timedelta(days=400)  # after which a pilot is no news, decided or not
Library = Mapping[str, Playbook]


def list_pilots(
    db: Database, library: Library, zones: Mapping[str, str], since: date, now: datetime
) -> dict[str, list[PilotFigures]]:
    """Return team → its pilots, the newest first: those that are not decided, and those that were `since` that day.

    `zones`: team → its IANA zone.
    """
    words = {word: asked for word, playbook in library.items() if (asked := find_decision(playbook))}
    pilots: dict[str, list[PilotFigures]] = {}
    runs = summaries.list_runs_of(db, zones, words, now - LONGEST)
    for run, found in _describe_all(db, library, words, runs, zones, now):
        if found.state is not PilotState.DECIDED or (found.decided_on or found.ends_on) >= since:
            pilots.setdefault(run.team_id, []).append(found)
    return pilots


def find_pilot(db: Database, playbook: Playbook, run: Run, zone: str, now: datetime) -> PilotFigures | None:
    """Return how far the pilot is that this run says now; None where it is none, or nothing is asked about it."""
    asked = find_decision(playbook)
    if asked is None:
        return None
    word, zones = run.playbook, {run.team_id: zone}
    return next((found for _, found in _describe_all(db, {word: playbook}, {word: asked}, [run], zones, now)), None)


def find_decision(playbook: Playbook) -> FollowUp | None:
    """Return the follow-up by which a pilot of this playbook is decided on a day that its run names; None without."""
    return next((each for each in playbook.followup if each.on), None)


def _describe_all(
    db: Database,
    library: Library,
    words: Mapping[str, FollowUp],
    runs: Sequence[Run],
    zones: Mapping[str, str],
    now: datetime,
) -> Iterator[tuple[Run, PilotFigures]]:
    """Yield each run that is asked about, in a fixed number of statements."""
    days = _group_days(summaries.list_days(db, [run.id for run in runs]), runs, words)
    asked = [run for run in runs if run.id in days]
    said = _list_said(db, library, asked, words)
    for run in asked:
        yield run, _describe(run, days[run.id], said[run.id], zones[run.team_id], now)


class _Said:
    """What a pilot's run says, and what was said of it since."""

    def __init__(self, playbook: Playbook, asked: FollowUp, answers: Answers, rows: Sequence[Mapping[str, Any]]):
        self._answers, self._playbook, self._asked = answers, playbook, asked
        self.rows = rows
        self.decided, self.decided_at = read_decision(rows, playbook)

    @property
    def number_before(self) -> str:
        """The number from which it began, in the words of whoever wrote it."""
        figures = [each.name for each in self._playbook.questions.values() if each.figure]
        texts = (value for (name, _), value in self._answers.items() if name in figures)
        return next((each for each in texts if isinstance(each, str)), "")

    @property
    def number_now(self) -> str:
        """The number that was told last."""
        figures = {each.name for each in list_questions(self._playbook, self._asked.name) if each.figure}
        told = [json.loads(row["value"]) for row in self.rows if row["question"] in figures]
        return next((each for each in reversed(told) if isinstance(each, str)), "")

    @property
    def people(self) -> tuple[str, ...]:
        """Who is asked to decide."""
        given = (self._answers.get((name, "")) for name in self._asked.who)
        return tuple(dict.fromkeys(each for each in given if isinstance(each, str) and each))

    @property
    def is_stopped(self) -> bool:
        """Return whether what people said on the last day on which they did so ends it."""
        if not self.rows:
            return False
        day, said = max(row["day"] for row in self.rows), dict[str, dict[str, Any]]()
        for row in self.rows:
            if row["day"] == day:
                said.setdefault(row["user_id"], {})[row["question"]] = json.loads(row["value"])
        known = combine_answers(self._playbook, self._asked.name, {}, said)
        consequence = find_consequence(self._asked, known, day=day, last=False)
        return consequence is not None and consequence.ends

    def list_answered(self) -> set[int]:
        """Return the days of which something was said."""
        return {row["day"] for row in self.rows}


def _list_said(db: Database, library: Library, runs: Sequence[Run], words: Mapping[str, FollowUp]) -> dict[str, _Said]:
    ids = [run.id for run in runs]
    answers = summaries.list_answers(db, ids, _list_read(library, words))
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in findings.list_decisions(db, ids):
        rows.setdefault(row["run_id"], []).append(row)
    return {
        run.id: _Said(library[run.playbook], words[run.playbook], answers.get(run.id, {}), rows.get(run.id, ()))
        for run in runs
    }


def _list_read(library: Library, words: Mapping[str, FollowUp]) -> set[str]:
    """Return the questions whose answers are told: who decides, and the number."""
    figures = {each.name for word in words for each in library[word].questions.values() if each.figure}
    return figures.union(*(asked.who for asked in words.values()))


def _group_days(
    days: Iterable[PilotDay], runs: Collection[Run], words: Mapping[str, FollowUp]
) -> dict[str, list[PilotDay]]:
    """Return run → the days on which it is decided, the earliest first."""
    names = {run.id: words[run.playbook].name for run in runs}
    found: dict[str, list[PilotDay]] = {}
    for each in days:
        if each.name == names[each.run_id]:
            found.setdefault(each.run_id, []).append(each)
    return found


def _describe(run: Run, days: Sequence[PilotDay], said: _Said, zone: str, now: datetime) -> PilotFigures:
    began, today, ends = (today_in(zone, each) for each in (days[0].began_at, now, days[-1].due_at))
    day, length = count_days(began, today, ends)
    ended = days[-1].day in said.list_answered() or (days[-1].closed_at is not None and bool(said.decided))
    # Two who differ have decided nothing: it stays open until they agree.
    is_decided = ended and said.decided != DIFFERENTLY
    state = PilotState.DECIDED if is_decided else PilotState.DUE if today >= ends else PilotState.RUNNING
    return PilotFigures(
        run.id,
        run.subject,
        state,
        day=day,
        days=length,
        ends_on=ends,
        decided=said.decided,
        decided_on=today_in(zone, said.decided_at) if said.decided_at else None,
        number_before=said.number_before,
        number_now=said.number_now,
        is_stopped=is_decided and said.is_stopped,
        people=said.people,
    )
