"""The result of a run, with what a team's members add to it: scores, approvals, earlier estimates, promises."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Ending
from bot.coaching.schedule.cadence import ONE_WEEK, find_workday
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.finished import FinishedRun, find_question
from bot.coaching.shapes.result import Result
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.model.runs import Run, Visibility
from bot.model.seats import Seat
from bot.records import approvals, commitments, corrections, results, run_answers, runs, seats, teams, two_sided
from bot.records.database import Database
from bot.records.written import list_written
from bot.reports.estimates import find_factors
from bot.reports.pilots import find_pilot
from bot.reports.statistics import list_measures


def evaluate_run(db: Database, playbook: Playbook, run: Run, answers: Answers | None = None) -> Result:
    """Return what the answers of a run, or these, have come to by now, with what others have added to them."""
    given = run_answers.get(db, run.id) if answers is None else answers
    return playbook.evaluate(given, run.variant, _voices(db, playbook, run))


def find_finished(
    db: Database, library: Mapping[str, Playbook], ref: str, now: datetime | None = None
) -> FinishedRun | None:
    """Return what a result's messages tell, at this moment; None where its playbook has gone since."""
    posted, run = runs.get(db, ref), results.find_current(db, ref)
    playbook = library.get(run.playbook)
    if playbook is None:
        return None
    told, zone = tell_run(db, playbook, run, run.end, posted.started_by), teams.get(db, run.team_id).zone
    known = list_seats(db, playbook, ref)
    return replace(
        told,
        taken=commitments.list_from_advice(db, ref),
        seats=known,
        said=_list_said(playbook, known, run_answers.get(db, run.id), told.result.item),
        corrections=tuple(each for each in corrections.list_of(db, ref, run.id) if each.names),
        pilot=find_pilot(db, playbook, run, zone, now) if now else None,
    )


def tell_run(
    db: Database, playbook: Playbook, run: Run, until: datetime, author: str = "", answers: Answers | None = None
) -> FinishedRun:
    """Return what the messages of a run tell, of a draft as if it were finished, with these answers if they are given;
    measures as they were `until` then.

    `author` is who went through it first, where others have changed it since.
    """
    # What is no usual run was filled in by several people.
    authors = run_answers.get_authors(db, run.id).values() if run.variant else ()
    return FinishedRun(
        run.replaces if run.replaces and playbook.ending is not Ending.DOCUMENT else run.id,
        playbook,
        evaluate_run(db, playbook, run, answers),
        tuple(dict.fromkeys([author or run.started_by, *authors])),
        find_factors(db, run.team_id, playbook),
        tuple(list_measures(db, run.team_id, playbook, until)),
        due=find_first_due(db, run.team_id, until),
        is_taken_down=run.visibility is Visibility.TAKEN_DOWN,
    )


def list_seats(db: Database, playbook: Playbook, run_id: str) -> tuple[Seat, ...]:
    """Return the seats of the result that a run says, in the order in which its playbook names them."""
    order, run = list(playbook.questions), runs.get(db, run_id)
    known = [seat for seat in seats.list_seats(db, run.replaces or run.id) if seat.name in order]
    return tuple(sorted(known, key=lambda seat: order.index(seat.name)))


def _list_said(playbook: Playbook, known: Iterable[Seat], answers: Answers, item: str) -> dict[str, str]:
    """Return seat → what its person says about their part, in the words of the option."""
    asked = {seat.name: question for seat in known if (question := find_question(playbook, seat.name))}
    said = {name: (question, answers.get((question.name, item))) for name, question in asked.items()}
    return {
        name: option.text
        for name, (question, value) in said.items()
        for option in question.options
        if option.value == value
    }


def find_first_due(db: Database, team_id: str, since: datetime) -> date:
    """Return the day by which the first thing should be done: a week later, on a working day of the team."""
    rule = teams.get(db, team_id).rule
    return today_in(rule.zone, find_workday(rule, today_in(rule.zone, since) + ONE_WEEK))


def _voices(db: Database, playbook: Playbook, run: Run) -> Voices:
    """Return what others have added: a score counts for the side that its person is on now, an approval for its own;
    and what the team has written in the playbooks that this one is compared with.
    """
    if playbook.ending is Ending.LIST:
        counted = {each.user_id: each.side for each in teams.list_counted(db, run.team_id)}
        return Voices(counted, marks=two_sided.get_scores(db, run.replaces or run.id))
    if playbook.ending is Ending.DOCUMENT:
        agreed = {each.user_id: each.side for each in approvals.list_given(db, run.id)}
        return Voices(teams.get_sides(db, run.team_id), agreed)
    return Voices(written=list_written(db, run.team_id, playbook.compared)) if playbook.compared else NOBODY
