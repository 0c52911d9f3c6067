"""What has come of a wave: what was done about it since, and what its first factor says when it is asked again."""

from collections.abc import Mapping
from datetime import datetime

from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.facts import Deed, Done, ShownAgain, choose_pot
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import capitalize_first
from bot.coaching.waves.changes import compare
from bot.coaching.waves.movement import tell_movement
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.ranking import choose_first, list_candidates
from bot.coaching.waves.splits import SplitPublication
from bot.model.commitments import Commitment, CommitmentEvent
from bot.model.waves import Asked, Wave
from bot.records import commitments, teams, waves, waves_again
from bot.records.commitment_log import list_log
from bot.records.database import Database
from bot.reports import team_state
from bot.reports.waves import find_before, find_facts, is_shown, read_levels, read_split

Library = Mapping[str, Playbook]
DEEDS = 2  # told of when the next wave begins
MARKS = {CommitmentEvent.ON_TRACK: True, CommitmentEvent.DONE: True, CommitmentEvent.STUCK: False}


def find_again(db: Database, library: Library, wave: Wave, now: datetime) -> ShownAgain | None:
    """Return a closed wave of one factor asked again, beside the one before; None where its playbook has gone."""
    facts, earlier = find_facts(db, library, wave), waves.get(db, wave.repeats or "")
    if facts is None or earlier.closed_on is None:
        return None
    talk = commitments.find_from_wave(db, earlier.id)
    talk = None if talk is None or talk.offered else talk
    kept, marked = _count_marks(db, talk) if talk else (0, 0)
    factor = facts.survey.items.get(wave.factors[0])
    plays = waves_again.list_taken(db, wave.team_id, factor.leads_to if factor else (), earlier.closed_on)
    state = team_state.of_team(db, teams.get(db, wave.team_id), library, now)
    return ShownAgain(
        facts,
        read_levels(wave),
        read_levels(earlier),
        earlier.closed_on,
        talk,
        kept,
        marked,
        plays,
        choose_next_play(state, library).play,
    )


def tell_headline(db: Database, library: Library, wave: Wave, shown: Publication | SplitPublication) -> str:
    """Return what a wave comes to in a few words, for lists."""
    if not is_shown(shown):
        return "closed without a result"
    survey = Survey.of(library.get(wave.playbook))
    if wave.repeats and isinstance(shown, Publication):
        factor = wave.factors[0]
        changes = compare(shown, read_levels(waves.get(db, wave.repeats))).factors[factor]
        return f"{capitalize_first(survey.find_title(factor) if survey else factor)}: {tell_movement(changes)}"
    first = choose_pot(shown) if isinstance(shown, SplitPublication) else choose_first(shown)
    if first is None:
        return "you see it alike"
    return f"talk first about {survey.find_title(first) if survey else first}"


def find_done(db: Database, survey: Survey, wave: Wave) -> Done | None:
    """Return what was promised and kept since the last wave, in the talk that it called for and in the plays that it
    led to, what was done about its first factor before the rest; None for nothing.
    """
    before = find_before(db, wave)
    if before is None or before.closed_on is None:
        return None
    names = [name for name in _list_raised(before) if name in survey.items]
    plays = {play: name for name in reversed(names) for play in survey.items[name].leads_to}
    named = [
        (names[0] if names and each.wave_id == before.id else plays.get(each.playbook or ""), each.action)
        for each in waves_again.list_done(db, wave.team_id, before.closed_on)
    ]
    deeds = [(name, action) for name, action in named if name]
    first = sorted(deeds, key=lambda deed: names.index(deed[0]))[:DEEDS]
    told = [Deed(survey.find_title(name), action) for name, action in first]
    return Done(before.closed_on, told) if told else None


def _list_raised(wave: Wave) -> list[str]:
    """Return the factors, or the pots, that a wave has shown to be worth a talk, the first first."""
    if wave.asks is Asked.LEVELS:
        return list_candidates(read_levels(wave))
    first = choose_pot(read_split(wave))
    return [first] if first else []


def _count_marks(db: Database, commitment: Commitment) -> tuple[int, int]:
    """Return how often those whose promise it is have said that it moved or was kept, and how often they said how it
    goes.
    """
    theirs = (commitment.owner, commitment.partner)
    marks = [MARKS[each.event] for each in list_log(db, commitment.id) if each.event in MARKS and each.actor in theirs]
    return sum(marks), len(marks)
