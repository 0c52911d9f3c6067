"""Outbox rows about a run as messages: its result, the document it is a version of, what is asked about it later."""

from collections.abc import Callable, Mapping

from bot.coaching import followup_rules
from bot.coaching.interview import variants
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.charter.reading import Version
from bot.coaching.shapes.checklist.assessment import assess
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.table import Playbook
from bot.messages import documents as charter_words
from bot.messages import followups as followup_words
from bot.messages import results, team_drafts, two_sided
from bot.messages.front import Line
from bot.messages.render import Message
from bot.model.outbox import OutboxRow
from bot.records import approvals, commitments, followups, runs
from bot.records.database import Database
from bot.reports import documents as stories
from bot.reports.estimates import factors
from bot.reports.statistics import measured
from bot.reports.two_sided import gather

Library = Mapping[str, Playbook]
MOST = 3  # promises quoted at once


def outcome(db: Database, library: Library, row: OutboxRow) -> Message | None:
    run = runs.get(db, row.ref)
    playbook = library.get(run["playbook"])
    if playbook is None or isinstance(playbook, Charter):
        return None
    if isinstance(playbook, Picker) and playbook.both:
        return two_sided.card(playbook, run["id"], run["started_by"], **vars(gather(db, run)))
    answers = variants.settled(playbook, run["form"], runs.answers(db, run["id"]))
    by = list(dict.fromkeys([run["started_by"], *(runs.authors(db, run["id"]).values() if run["form"] else ())]))
    return results.outcome(
        variants.form(playbook, run["form"]),
        run["id"],
        answers,
        *by,
        fuller=variants.has_full(playbook) and not run["form"],
        factors=factors(db, run["team_id"], playbook),
        measures=measured(db, run["team_id"], playbook, run["finished_at"]),
    )


def document(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """A version of a charter, with what the team's documents of that kind say over time; to somebody who has opened it
    for themselves also what they have promised for then.
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
    found = library.get(runs.get(db, row.ref)["playbook"])
    return say(found, stories.version(db, row.ref)) if isinstance(found, Charter) else None


def waiting(db: Database, library: Library, workspace: str, user: str) -> list[tuple[str, str, str]]:
    """The documents that wait for the key of this person's side: what each is called, its channel, its run."""
    return [
        (charter_words.called(charter, row["subject"]), row["channel"], row["run_id"])
        for row in approvals.waiting(db, workspace, user)
        if isinstance(charter := library.get(row["playbook"]), Charter)
    ]


def documents(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """The list of a team's documents of one charter: word/team."""
    word, team_id = row.ref.split("/")
    found, listed = library.get(word), stories.current(db, team_id, word)
    return charter_words.listed(found, team_id, listed) if isinstance(found, Charter) and listed else None


def followup(db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow) -> Message | None:
    asked = followups.get(db, row.ref)
    playbook = library.get(asked["playbook"])
    if playbook is None or followup_rules.of(playbook, asked["name"]) is None:
        return None
    whole, told = variants.went_through(playbook, asked["form"], runs.answers(db, asked["run_id"]))
    return followup_words.card(
        playbook,
        asked,
        followup_rules.values(whole, told),
        followups.answers(db, asked["id"]),
        known=assess(whole, told) if isinstance(whole, Checklist) else None,
        last=followups.is_last(db, asked),
        factors=factors(db, asked["team_id"], playbook),
        words=lines,
    )


def whole(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """The draft in full that a team fills in together."""
    run, playbook = runs.get(db, row.ref), None
    if run["playbook"] in library:
        playbook = variants.form(library[run["playbook"]], run["form"])
    if not isinstance(playbook, Checklist):
        return None
    return team_drafts.card(playbook, run, runs.answers(db, run["id"]), runs.authors(db, run["id"]))
