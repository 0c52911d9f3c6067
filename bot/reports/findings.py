"""What was made with the coach, found again: everything that one person may see, or what has certain words.

Words are looked for in three statements, whatever the database: the titles of all that the person may see are read,
what closed waves show, and of the answers those that may have a word. What fits is told by the words themselves; the
rest is read for one page.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from bot.coaching import followup_rules, past_questions
from bot.coaching.playbook.texts import lower_first
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.said import list_said
from bot.coaching.shapes.survey.shape import Survey
from bot.model.findings import Finding, FindingKind, Hit, Hits, Outcome
from bot.records import findings, installations, run_answers, teams
from bot.records.database import Database
from bot.reports.links import list_links

PAGE = 10
EXCERPT = 200  # characters
DIFFERENTLY = "each differently so far"
TEXTS = ("text", "long")  # kinds of questions that are answered in words
Library = Mapping[str, Playbook]


@dataclass
class _Fit:
    """The terms that something has: in its title, in all of it; and the answer that has most of them."""

    titled: int = 0
    terms: set[str] = field(default_factory=set)
    excerpt: str = ""
    most: int = 0


def find(db: Database, library: Library, workspace: str, user: str, topic: str, *, skip: int, now: datetime) -> Hits:
    """Return a page of what this person may see, the newest first; about something the best first."""
    terms = past_questions.list_terms(topic)
    settle = next((word for word, each in library.items() if each.lookup_shortcut), "")
    mine = tuple(team.name for team in teams.list_for_person(db, workspace, user))
    if not terms:
        shown = findings.list_newest(db, workspace, user, skip=skip, most=PAGE)
        hits = _describe(db, library, workspace, shown, {}, now)
        return Hits("", hits, findings.count(db, workspace, user), skip, True, mine, settle)
    fits = _rank(db, library, workspace, user, terms)
    complete = [each for each in fits if len(fits[each].terms) == len(terms)]
    ranked = complete or list(fits)
    shown = findings.list_by_ids(db, workspace, user, ranked[skip : skip + PAGE])
    excerpts = {each.id: fits[each.id].excerpt for each in shown}
    hits = _describe(db, library, workspace, shown, excerpts, now)
    return Hits(topic, hits, len(ranked), skip, bool(complete), mine, settle)


def _rank(db: Database, library: Library, workspace: str, user: str, terms: Sequence[str]) -> dict[str, _Fit]:
    """Return id → how it fits, the best first: most of the terms, then all in the title, then the newest."""
    fits: dict[str, _Fit] = {}
    for row in findings.list_texts(db, workspace, user):
        word = row["playbook"]
        title = f"{word or ''} {_name_playbook(library, word)} {row['subject']} {row['line']}"
        had = {term for term in terms if past_questions.has_term(term, title)}
        fits[row["id"]] = _Fit(len(had), had)
    for row in findings.list_answers(db, workspace, user, terms):
        if row["run_id"] in fits:
            _read_answer(fits[row["run_id"]], json.loads(row["value"]), terms)
    for row in findings.list_waves(db, workspace, user):
        survey = Survey.of(library.get(row["playbook"]))
        if survey and row["id"] in fits:
            _read_answer(fits[row["id"]], list_said(survey, row["asks"], row["publication"]), terms)
    ranked = sorted(fits, key=lambda each: (-len(fits[each].terms), -fits[each].titled))
    return {each: fits[each] for each in ranked if fits[each].terms}


def _read_answer(fit: _Fit, value: Any, terms: Sequence[str]) -> None:
    for text in _list_texts(value):
        had = {term for term in terms if past_questions.has_term(term, text)}
        fit.terms |= had
        if len(had) > fit.most:
            fit.most, fit.excerpt = len(had), text[:EXCERPT]


def _list_texts(value: Any) -> Iterator[str]:
    """Yield the words in an answer, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        yield from chain.from_iterable(map(_list_texts, value.values() if isinstance(value, Mapping) else value))


def _describe(
    db: Database,
    library: Library,
    workspace: str,
    shown: Sequence[Finding],
    excerpts: Mapping[str, str],
    now: datetime,
) -> tuple[Hit, ...]:
    """Return them with title, link and what became of each, in a fixed number of statements."""
    outcomes = _list_outcomes(db, library, [each for each in shown if each.kind is FindingKind.RUN], now)
    links = list_links(
        db,
        installations.find_url(db, workspace),
        [each.id for each in shown if each.kind is FindingKind.RUN],
        {each.id: each.run_id for each in shown if each.kind is not FindingKind.RUN},
    )
    # Of the best one, by its title alone, what it says is shown all the same.
    first = _first_words(db, library, shown[0]) if shown and excerpts else ""
    return tuple(
        Hit(
            each,
            _title(library, each),
            _excerpt(each, excerpts) or (first if each is shown[0] else ""),
            links.get(each.id, ""),
            outcomes.get(each.id, Outcome()),
        )
        for each in shown
    )


def _excerpt(finding: Finding, excerpts: Mapping[str, str]) -> str:
    """Return the answer that has its words; "" where the title says the same."""
    words = excerpts.get(finding.id, "")
    return "" if words.casefold() in finding.subject.casefold() else words


def _title(library: Library, finding: Finding) -> str:
    """Return `Pick a pilot: lead routing`; of a commitment what was promised."""
    return ": ".join(filter(None, (_name_playbook(library, finding.playbook), finding.subject)))


def _name_playbook(library: Library, word: str | None) -> str:
    """Return its title; its word where the file is gone, "" for no playbook."""
    return library[word].title if word in library and word else word or ""


def _first_words(db: Database, library: Library, finding: Finding) -> str:
    """Return the first text of a run that is not its subject."""
    playbook = library.get(finding.playbook or "")
    if playbook is None:
        return ""
    texts = [q.name for q in playbook.questions.values() if q.kind in TEXTS and q is not playbook.subject_question]
    answers = run_answers.get(db, finding.id)
    given = (answers.get((name, "")) for name in texts)
    return next((each[:EXCERPT] for each in given if isinstance(each, str) and each), "")


def _list_outcomes(db: Database, library: Library, shown: Sequence[Finding], now: datetime) -> dict[str, Outcome]:
    ids, playbooks = [each.id for each in shown], {each.id: library.get(each.playbook or "") for each in shown}
    required = findings.list_approvals(db, ids)
    rows = findings.list_decisions(db, ids)
    decided = {each: read_decision([row for row in rows if row["run_id"] == each], playbooks[each]) for each in ids}
    ends = {
        row["run_id"]: row
        for row in findings.list_last_days(db, ids)
        if (playbook := playbooks[row["run_id"]])
        and (asked := followup_rules.find_followup(playbook, row["name"]))
        and asked.on
    }
    return {
        each.id: Outcome(
            tuple(side for run_id, side, given in required if run_id == each.id and given),
            tuple(side for run_id, side, given in required if run_id == each.id and not given),
            *_local(decided[each.id], each.zone),
            *_count_days(ends.get(each.id), each.zone, now),
        )
        for each in shown
    }


def read_decision(rows: Sequence[Mapping[str, Any]], playbook: Playbook | None) -> tuple[str, datetime | None]:
    """Return what people chose when a run was asked about last, in words (DIFFERENTLY where they do not agree), and
    when; "" and None where nobody has.
    """
    chosen: dict[str, str] = {}
    last: tuple[int, datetime] | None = None
    for row in rows:
        text = _choose_text(playbook, row["question"], json.loads(row["value"]))
        if text:
            # Rows come in the order of the days: what was said on an earlier one counts no more.
            if last is None or last[0] != row["day"]:
                chosen = {}
            chosen[row["user_id"]] = text
            last = row["day"], datetime.fromisoformat(row["answered_at"])
    return (_agree(set(chosen.values())), last[1]) if last else ("", None)


def _choose_text(playbook: Playbook | None, question: str, value: Any) -> str:
    """Return the option that was chosen; "" for an answer to another kind of question."""
    asked = playbook.questions.get(question) if playbook else None
    return next((option.text for option in asked.options if option.value == value), "") if asked else ""


def _agree(said: set[str]) -> str:
    return lower_first(said.pop()) if len(said) == 1 else DIFFERENTLY


def _local(decided: tuple[str, datetime | None], zone: str) -> tuple[str, date | None]:
    return decided[0], today_in(zone, decided[1]) if decided[1] else None


def _count_days(row: Mapping[str, Any] | None, zone: str, now: datetime) -> tuple[int, int]:
    """Return on which day of how many it is; (0, 0) where it has no end, or that is past."""
    if row is None:
        return 0, 0
    began, last = (today_in(zone, datetime.fromisoformat(row[each])) for each in ("began_at", "due_at"))
    today = today_in(zone, now)
    return followup_rules.count_days(began, today, last) if today < last else (0, 0)
