"""Outbox rows about a run as messages: its result, the document it is a version of, what is asked about it later."""

from collections.abc import Callable, Mapping

from bot.coaching import followup_rules
from bot.coaching.interview.variants import VariantName
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages import documents as charter_words
from bot.messages import followups as followup_words
from bot.messages import results, team_drafts
from bot.messages.front import Line
from bot.messages.render import Message
from bot.model.outbox import OutboxRow
from bot.records import approvals, commitments, followups, runs
from bot.records.database import Database
from bot.reports import documents as stories
from bot.reports.estimates import factors
from bot.reports.results import evaluate_run
from bot.reports.statistics import measured

Library = Mapping[str, Playbook]
MOST = 3  # promises quoted at once


def outcome(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the result of a run; None for a document, and where the playbook has gone since."""
    run = runs.get(db, row.ref)
    playbook = library.get(run["playbook"])
    if playbook is None:
        return None
    authors = runs.authors(db, run["id"]).values() if run["form"] else ()
    return results.compose_result(
        playbook,
        run["id"],
        evaluate_run(db, playbook, run),
        *dict.fromkeys([run["started_by"], *authors]),
        factors=factors(db, run["team_id"], playbook),
        measures=measured(db, run["team_id"], playbook, run["finished_at"]),
    )


def document(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return a version of a charter, with what the team's documents of that kind say over time; to somebody who has
    opened it for themselves also what they have promised for then.
    """
    reader = row.detail.get("user", "")

    def say(playbook: Charter, version: Version) -> Message:
        run = runs.get(db, version.run_id)
        measures = measured(db, run["team_id"], playbook, run["finished_at"])
        promised = commitments.cued(db, run["team_id"], playbook.word, reader) if reader else []
        return charter_words.charter(playbook, version, measures=measures, promised=promised[:MOST])

    return charter(db, library, row, say)


def charter(
    db: Database, library: Library, row: OutboxRow, say: Callable[[Charter, Version], Message]
) -> Message | None:
    playbook = Charter.of(library.get(runs.get(db, row.ref)["playbook"]))
    return say(playbook, stories.version(db, row.ref)) if playbook else None


def waiting(db: Database, library: Library, workspace: str, user: str) -> list[tuple[str, str, str]]:
    """Return the documents that wait for the key of this person's side: what each is called, its channel, its run."""
    return [
        (charter_words.called(charter, row["subject"]), row["channel"], row["run_id"])
        for row in approvals.waiting(db, workspace, user)
        if (charter := Charter.of(library.get(row["playbook"])))
    ]


def documents(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the list of a team's documents of one charter: word/team."""
    word, team_id = row.ref.split("/")
    playbook, listed = Charter.of(library.get(word)), stories.current(db, team_id, word)
    return charter_words.listed(playbook, team_id, listed) if playbook and listed else None


def followup(db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow) -> Message | None:
    asked = followups.get(db, row.ref)
    playbook = library.get(asked["playbook"])
    if playbook is None or followup_rules.find_followup(playbook, asked["name"]) is None:
        return None
    return followup_words.card(
        playbook,
        asked,
        playbook.evaluate(runs.answers(db, asked["run_id"]), VariantName(asked["form"])),
        followups.answers(db, asked["id"]),
        last=followups.is_last(db, asked),
        factors=factors(db, asked["team_id"], playbook),
        words=lines,
    )


def whole(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the draft in full that a team fills in together; None where the file asks no more in full."""
    run = runs.get(db, row.ref)
    playbook = Checklist.of(library.get(run["playbook"]))
    if playbook is None or not playbook.has_full:
        return None
    return team_drafts.card(playbook, run, runs.answers(db, run["id"]), runs.authors(db, run["id"]))
