"""Outbox rows about a run as messages: its result, the document it is a version of, what is asked about it later."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.coaching import followup_rules
from bot.coaching.interview.changes import compare_answers
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages.block_kit.render import Message
from bot.messages.commitments import followups as followup_messages
from bot.messages.documents import document_canvas, document_posts
from bot.messages.documents import documents as document_messages
from bot.messages.documents.documents import ToKind
from bot.messages.front.front import Line
from bot.messages.front.home_waiting import WaitingDocument
from bot.messages.playbooks import team_drafts
from bot.messages.results import comparisons, result_files, results
from bot.model.outbox import Kind, Operation, OutboxRow, Whisper
from bot.model.seats import SeatState
from bot.records import approvals, canvases, commitments, followups, posts, run_answers, runs
from bot.records.database import Database
from bot.reports import documents as reports
from bot.reports.comparisons import compare_runs
from bot.reports.estimates import find_factors
from bot.reports.results import find_finished, find_first_due, list_seats

Library = Mapping[str, Playbook]
MOST = 3  # promises quoted at once


def compose_result(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the short post of a run's result; None for a document, where the playbook has gone since, and where it was
    taken down before it was posted.
    """
    finished = find_finished(db, library, row.ref, row.due_at)
    if finished and finished.is_taken_down:
        return results.compose_taken_down() if row.op is Operation.UPDATE else None
    return results.compose_post(finished) if finished else None


def compose_changed(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return what the change `row.ref` of a result has changed; None for nothing, and where that is gone by now."""
    run = runs.get(db, row.ref)
    finished = find_finished(db, library, run.replaces or run.id, row.due_at)
    if finished is None or finished.is_taken_down:
        return None
    before, after = (run_answers.get(db, each) for each in (row.detail["before"], run.id))
    changes = list(compare_answers(finished.playbook.variant(run.variant), before, after))
    return results.compose_changed(finished, run.started_by, changes) if changes else None


def compose_result_file(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return everything about a result as a file; None where it is gone by now."""
    finished = find_finished(db, library, row.ref, row.due_at)
    everything = results.compose_everything(finished) if finished and not finished.is_taken_down else None
    return result_files.compose_file(finished, everything) if finished and everything else None


def compose_comparison(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the results `row.ref` side by side, as they stand now; None where one of them is gone by now."""
    refs = row.ref.split("/")
    compared = compare_runs(db, library, refs)
    if compared is None:
        return None
    due = find_first_due(db, compared.team_id, row.created_at)
    return comparisons.compose_post(compared.comparison, refs, row.detail["by"], due)


def compose_document(db: Database, library: Library, row: OutboxRow | Whisper) -> Message | None:
    """Return the post of a document as it stands now, whichever version the row names; to somebody who has opened it
    for themselves also what they have promised for then.
    """
    current, reader = reports.get_current(db, row.ref), row.detail.get("user", "")
    run = runs.get(db, current.run_id)
    playbook = Charter.of(library.get(run.playbook))
    # In the channel there is no one reader whose promises could be quoted.
    cued = commitments.list_cued(db, run.team_id, run.playbook, reader) if reader else []
    if playbook is None:
        return None
    return document_posts.compose_post(playbook, reports.compare(db, playbook, current), cued=cued[:MOST])


def say_version(
    db: Database, library: Library, row: OutboxRow | Whisper, say: Callable[[Charter, Version], Message]
) -> Message | None:
    """Return a version of a document as `say` puts it; None where its playbook is no charter any more."""
    playbook = Charter.of(library.get(runs.get(db, row.ref).playbook))
    return say(playbook, reports.compare(db, playbook, reports.get_version(db, row.ref))) if playbook else None


def compose_canvas(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return what a team has agreed as its canvas shows it: of each document the last version that both sides took."""
    agreed = {}
    for run in reversed(canvases.list_agreed(db, row.ref)):
        charter, version = Charter.of(library.get(run.playbook)), reports.get_version(db, run.id)
        if charter and version.document_id not in agreed:
            # A later version is no news before it is agreed.
            agreed[version.document_id] = charter, replace(version, replaced=0)
    stands = posts.find(db, Kind.CANVAS, row.ref)
    return document_canvas.compose_canvas(list(agreed.values()), stands[1] if stands else "") if agreed else None


def list_waiting(db: Database, library: Library, workspace: str, user: str) -> list[WaitingDocument]:
    """Return the documents that wait for this person's side."""
    return [
        WaitingDocument(document_messages.name_document(charter, run.subject), run.channel, run.id)
        for run in approvals.list_waiting(db, workspace, user)
        if (charter := Charter.of(library.get(run.playbook)))
    ]


def compose_document_list(db: Database, library: Library, row: OutboxRow | Whisper) -> Message | None:
    """Return the list of a team's documents of one charter; `row.ref` is a ToKind."""
    of = ToKind.decode(row.ref)
    playbook, listed = Charter.of(library.get(of.word)), reports.list_current(db, of.team, of.word)
    return document_messages.compose_list(playbook, of.team, listed) if playbook and listed else None


def compose_followup(db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow) -> Message | None:
    """Return the card of a follow-up; None where its playbook asks it no longer, or an answer has ended it before."""
    asked = followups.get(db, row.ref)
    if asked.closed_at and row.kind is Kind.FOLLOWUP and row.op is Operation.POST:
        return None
    playbook = library.get(asked.playbook)
    if playbook is None or followup_rules.find_followup(playbook, asked.name) is None:
        return None
    return followup_messages.compose_card(
        playbook,
        asked,
        playbook.evaluate(run_answers.get(db, asked.run_id), asked.variant),
        followups.get_answers(db, asked.id),
        last=followups.is_last(db, asked),
        factors=find_factors(db, asked.team_id, playbook),
        words=lines,
        not_in=[seat.name for seat in list_seats(db, playbook, asked.run_id) if seat.state is not SeatState.TAKEN],
    )


def compose_team_draft(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the draft in full that a team fills in together; None where it was thrown away, or the file asks no more
    in full.
    """
    run = runs.find(db, row.ref)
    playbook = Checklist.of(library.get(run.playbook)) if run else None
    if run is None or playbook is None or not playbook.has_full:
        return None
    return team_drafts.compose_card(playbook, run, run_answers.get(db, run.id), run_answers.get_authors(db, run.id))
