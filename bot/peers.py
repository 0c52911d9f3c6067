"""`align export --as` and `align peers`: what teams came to, as a file that people hand on. No server in between."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from pydantic import ValidationError

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.waves.peers import LEAST_ORGANISATIONS, LEAST_TEAMS, PeerFile, combine, is_full, summarise
from bot.coaching.waves.publication import Publication
from bot.errors import UserError
from bot.model.audit import OPERATOR, AuditEvent
from bot.model.peers import PeerEntry
from bot.model.waves import Wave
from bot.records import audit, peers
from bot.records.database import Database
from bot.reports.team_choice import choose_teams

LARGEST = 100_000  # bytes of a file
Library = Mapping[str, Playbook]


def export_waves(
    db: Database, library: Library, word: str, organisation: str, chosen: Collection[str], now: datetime
) -> str:
    """Return the text of a file: the last full wave of each team, or of those that were `chosen` by name or id;
    the audit of each says so.

    UserError, with what to write instead, where there is nothing to give away.
    """
    survey = _find_survey(library, word)
    asked = choose_teams(db, chosen)
    waves = [wave for wave in peers.list_closed_waves(db, word) if not chosen or wave.team_id in asked]
    try:
        given = _choose_full(waves, survey)
        file = summarise(word, organisation, now.date(), list(given.values()))
    except ValidationError:
        raise UserError('--as is the name under which others know you, like --as "Acme": up to 80 letters.') from None
    if file is None:
        raise UserError(
            f"No team has a closed {word} of which every factor is shown, so there is nothing to give away."
        )
    for team_id in given:
        detail, event = {"playbook": word}, AuditEvent.BENCHMARK_EXPORTED
        audit.note(db, event, actor=OPERATOR, now=now, team_id=team_id, detail=detail)
    return file.to_json()


def add_file(db: Database, library: Library, content: bytes, today: date) -> str:
    """Keep a file, and return what that has changed. UserError for a file that says anything else than it may."""
    file = _read_file(library, content, today)
    new = PeerEntry(file.playbook, file.organisation, file.made_on, file.to_json())
    with db.atomic():
        before = peers.find(db, file.playbook, file.organisation)
        if before and before.content == new.content:
            return f"That file of {file.organisation} is there already, and counts once."
        if before and not peers.keep(db, new):
            raise UserError(
                f"A later file of {file.organisation} is there, of {before.made_on}; this one is of {file.made_on}. "
                f'To use it all the same: align peers remove "{file.organisation}", then add it again.'
            )
        if before is None:
            peers.keep(db, new)
    was = f", in the place of the one of {before.made_on}" if before else ""
    return f"Added {_describe(file)}{was}.\n{_tell_state(_read(peers.list_files(db, file.playbook)))}"


def list_files(db: Database) -> str:
    """Return every file, a line each, and what teams see of them."""
    files = _read(peers.list_files(db))
    if not files:
        return "No files of others yet. align peers add FILE reads one that somebody made with align export."
    lines = []
    for word in sorted({file.playbook for file in files}):
        about = [file for file in files if file.playbook == word]
        lines += [*(_describe(file) for file in about), _tell_state(about)]
    return "\n".join(lines)


def remove_organisation(db: Database, organisation: str) -> str:
    """Forget the files of an organisation. UserError where there is none."""
    if not peers.remove(db, organisation):
        known = ", ".join(sorted({each.organisation for each in peers.list_files(db)})) or "no files at all"
        raise UserError(f"No file of {organisation}. There are: {known}.")
    return f"Removed {organisation}."


def _find_survey(library: Library, word: str) -> Survey:
    survey = Survey.of(library.get(word))
    if survey is None or survey.is_split:
        words = ", ".join(sorted(name for name, each in library.items() if _has_factors(each)))
        raise UserError(f"{word} is no survey of factors. There are: {words}.")
    return survey


def _has_factors(playbook: Playbook) -> bool:
    survey = Survey.of(playbook)
    return survey is not None and not survey.is_split


def _choose_full(waves: Iterable[Wave], survey: Survey) -> dict[str, Publication]:
    """Return team → its last publication that shows every factor of the survey, as it is by now."""
    newest = dict[str, Publication]()
    for wave in waves:
        if wave.team_id in newest or set(wave.factors) != set(survey.items):
            continue
        shown = Publication.from_json(wave.publication or "")
        if is_full(shown):
            newest[wave.team_id] = shown
    return newest


def _read_file(library: Library, content: bytes, today: date) -> PeerFile:
    if len(content) > LARGEST:
        raise UserError("That file is far too large to be one of mine. Ask for one made with align export.")
    try:
        file = PeerFile.from_json(content)
    except ValidationError as error:
        raise UserError(f"That is no file made with align export: {_tell_fault(error)}. Nothing was added.") from None
    if file.made_on > today:
        raise UserError(f"That file is of {file.made_on}, a day that is still to come. Ask for a new one.")
    survey = _find_survey(library, file.playbook)
    if unlike := sorted(set(survey.items) ^ set(file.factors)):
        raise UserError(
            f"It has other factors than {file.playbook} has with you ({', '.join(unlike)}), so the two cannot be "
            "compared. Both need the same playbook file."
        )
    return file


def _tell_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    # The key may be anything that somebody has written.
    where = "".join(each if each.isprintable() else "?" for each in ".".join(map(str, first["loc"])))[:80]
    return f"{where}: {first['msg']}" if where else "it is not readable as JSON"


def _read(entries: Iterable[PeerEntry]) -> list[PeerFile]:
    return [PeerFile.from_json(each.content) for each in entries]


def _describe(file: PeerFile) -> str:
    teams = "one team" if file.teams == 1 else f"{file.teams} teams"
    return f"{file.organisation}: {file.playbook} of {teams}, level {file.level}, made on {file.made_on}"


def _tell_state(files: list[PeerFile]) -> str:
    teams = sum(file.teams for file in files)
    if combine(files):
        return f"Teams see them beside their own result: {teams} teams of {len(files)} organisations."
    return f"Nobody sees them yet: {teams} of {LEAST_TEAMS} teams, {len(files)} of {LEAST_ORGANISATIONS} organisations."
