"""What may be read of a wave: how far somebody is, how many answers are missing, what is shown at its close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.facts import ShownLevels, ShownSplit, WaveFacts
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.waves.changes import compare
from bot.coaching.waves.disclosure import count_missing_sheets, find_next_launch
from bot.coaching.waves.peers import PeerFile, Peers, combine
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.sheets import Sheet, count_sheets
from bot.coaching.waves.splits import SplitPublication
from bot.model.teams import Side
from bot.model.waves import REMARK, Asked, RespondentState, Wave, WaveAnswers
from bot.records import commitments, peers, sealed_answers, teams, waves
from bot.records.database import Database

ROOM = 400 + 4 * REMARK  # bytes of one person's answers beside the names in them, at the most

Box = dict[str, WaveAnswers]


def load_box(db: Database, secret: bytes, wave: Wave) -> Box:
    """Return respondent token → answers. Call it in a transaction that has locked the wave, to change it."""
    return {token: WaveAnswers.from_row(given) for token, given in sealed_answers.load(db, secret, wave.id).items()}


def save_box(db: Database, secret: bytes, wave: Wave, box: Box) -> None:
    """Seal everybody's answers anew, always in the same length: it would tell how many there are."""
    room = len(waves.list_respondents(db, wave.id)) * (ROOM + 2 * sum(len(name) + 8 for name in wave.factors))
    given = {token: answers.to_row() for token, answers in box.items() if not answers.is_empty}
    sealed_answers.save(db, secret, wave.id, given, room)


def make_token(secret: bytes, wave: Wave, user: str) -> str:
    """Return the token of somebody in this wave."""
    return sealed_answers.respondent_token(secret, wave.id, user)


def find_answers(db: Database, secret: bytes, wave: Wave, user: str) -> WaveAnswers:
    """Return what somebody has answered so far, for their own eyes."""
    return load_box(db, secret, wave).get(make_token(secret, wave, user), WaveAnswers())


def count_answered(wave: Wave, answers: WaveAnswers) -> int:
    """Return how many of what a wave asks somebody has answered."""
    given = answers.split if wave.asks is Asked.SPLIT else answers.levels
    return sum(name in given for name in wave.factors)


def find_facts(db: Database, library: Mapping[str, Playbook], wave: Wave) -> WaveFacts | None:
    """Return a wave as its messages tell it; None where its playbook has gone since."""
    survey = Survey.of(library.get(wave.playbook))
    return WaveFacts(wave, survey, count_asked(db, wave), teams.list_managers(db, wave.team_id)) if survey else None


def find_levels(db: Database, library: Mapping[str, Playbook], wave: Wave) -> ShownLevels | None:
    """Return a closed wave of factors, with what has moved since the last that showed something; None as above."""
    facts, publication = find_facts(db, library, wave), read_levels(wave)
    if facts is None:
        return None
    taken = commitments.find_from_wave(db, wave.id)
    before = find_before(db, wave)
    shown = ShownLevels(facts, publication, taken=taken, peers=find_peers(db, wave.playbook))
    if before is None:
        return shown
    return replace(shown, changes=compare(publication, read_levels(before)), before=before.closed_on)


def find_peers(db: Database, playbook: str) -> Peers | None:
    """Return what teams of other organisations have come to; None while they are few."""
    return combine([PeerFile.from_json(each.content) for each in peers.list_files(db, playbook)])


def find_before(db: Database, wave: Wave) -> Wave | None:
    """Return the last wave of all factors, or pots, before this one that has shown something; of one factor
    that which it repeats.
    """
    if not wave.asks_all:
        return waves.get(db, wave.repeats) if wave.repeats else None
    return choose_before(wave, waves.list_before(db, wave))


def choose_before(wave: Wave, listed: Iterable[Wave]) -> Wave | None:
    """Return the last wave of all factors, or pots, that had closed before this one began and has shown something, of
    those of its survey, the newest first.
    """
    # A file may have become one of pots since: what cannot be compared is nothing before.
    alike = (each for each in listed if each.asks_all and each.asks is wave.asks and each.id != wave.id)
    before = (each for each in alike if each.closed_on and each.closed_on <= wave.launched_on)
    return next((each for each in before if shows_anything(each)), None)


def find_split(db: Database, library: Mapping[str, Playbook], wave: Wave) -> ShownSplit | None:
    """Return a closed wave of pots, beside the last that showed something; None where its playbook has gone since."""
    facts, before = find_facts(db, library, wave), find_before(db, wave)
    if facts is None:
        return None
    shown = ShownSplit(facts, read_split(wave), commitments.find_from_wave(db, wave.id))
    return replace(shown, earlier=read_split(before), before=before.closed_on) if before else shown


@dataclass(frozen=True)
class Unfinished:
    """An open wave that somebody has not answered to its end: `answered` of `total`."""

    wave: Wave
    survey: Survey
    answered: int
    total: int


def list_unfinished(
    db: Database, library: Mapping[str, Playbook], secret: bytes, workspace: str, user: str
) -> list[Unfinished]:
    """Return the open waves that ask a person who has not answered all of them, for their eyes alone."""
    asked = waves.list_open(db, workspace, user)
    boxes = sealed_answers.load_several(db, secret, [wave.id for wave in asked])
    found = []
    for wave in asked:
        given = boxes[wave.id].get(make_token(secret, wave, user))
        answered = count_answered(wave, WaveAnswers.from_row(given)) if given else 0
        survey = Survey.of(library.get(wave.playbook))
        if survey and answered < len(wave.factors):
            found.append(Unfinished(wave, survey, answered, len(wave.factors)))
    return found


def count_asked(db: Database, wave: Wave) -> dict[Side, int]:
    """Return side → how many are asked and have not left."""
    asked = [each.side for each in waves.list_respondents(db, wave.id) if each.state is RespondentState.ASKED]
    return {side: asked.count(side) for side in wave.sides}


def list_sheets(db: Database, secret: bytes, wave: Wave) -> list[tuple[Sheet, str]]:
    """Return what everybody has handed in, with their words, each on the side that they were on at the launch."""
    sides = {make_token(secret, wave, each.user_id): each.side for each in waves.list_respondents(db, wave.id)}
    return [
        (Sheet(sides[token], given.levels, given.guesses, given.split), given.remark or "")
        for token, given in load_box(db, secret, wave).items()
        if token in sides and count_answered(wave, given)
    ]


def count_missing(db: Database, secret: bytes, wave: Wave) -> Mapping[Side, int]:
    """Return side → how many answers it needs; nothing else may be told before the close."""
    sheets = [sheet for sheet, _ in list_sheets(db, secret, wave)]
    return count_missing_sheets(count_sheets(sheets, wave.sides), wave.threshold)


def shows_anything(wave: Wave) -> bool:
    """Return whether a closed wave shows figures: not where it had too few answers."""
    return is_shown(read_split(wave) if wave.asks is Asked.SPLIT else read_levels(wave))


def find_free_day(db: Database, team_id: str, playbook: str, today: date) -> date:
    """Return the first day from today on, on which all of a survey may be asked of a team."""
    closed = waves.list_closed(db, team_id, playbook, waves.LOOKED_BACK)
    latest = next((each.closed_on for each in closed if each.closed_on and shows_anything(each)), None)
    return max(today, find_next_launch(latest)) if latest else today


def is_shown(shown: Publication | SplitPublication) -> bool:
    """Return whether there are figures in it."""
    return bool(shown.splits if isinstance(shown, SplitPublication) else shown.shown)


def has_pages(wave: Wave) -> bool:
    """Return whether a closed wave is shown in a window, too: all factors or pots, where any is shown."""
    return wave.asks_all and shows_anything(wave)


def find_level(wave: Wave) -> float | None:
    """Return the level of the whole of a closed wave; None where it names none."""
    asked_all = wave.asks_all and wave.asks is Asked.LEVELS
    return read_levels(wave).level if asked_all else None


def read_levels(wave: Wave) -> Publication:
    """Return what a closed wave of factors shows."""
    return Publication.from_json(wave.publication or "")


def read_split(wave: Wave) -> SplitPublication:
    """Return what a closed wave of pots shows."""
    return SplitPublication.from_json(wave.publication or "")
