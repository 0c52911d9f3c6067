"""What both sides of a team were asked, a few words each: what the last wave shows, what is open.

No figure of it is new: all follows from what waves have published, and from what the post of an open one says.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.facts import choose_pot
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.summary.surveys import FactorSummary, LevelsSummary, OpenSurvey, SplitSummary, SurveySummary
from bot.coaching.waves.changes import compare
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.ranking import order_factors
from bot.coaching.waves.splits import SplitPublication
from bot.model.teams import Team
from bot.model.waves import Asked, Wave
from bot.records import waves
from bot.records.database import Database
from bot.reports.waves import choose_before, is_shown, read_levels, read_split


def list_surveys(
    db: Database, library: Mapping[str, Playbook], team: Team, until: date | None = None
) -> list[SurveySummary]:
    """Return what a team's waves come to, a survey each, of those that it has ever asked, or by a day."""
    asked: dict[str, list[Wave]] = {}
    for wave in waves.list_of_team(db, team.id):
        if until is None or (wave.closed_on or wave.launched_on) <= until:
            asked.setdefault(wave.playbook, []).append(wave)
    surveys = [Survey.of(library.get(word)) for word in asked]
    return [_summarize(survey, asked[survey.word]) for survey in surveys if survey]


def _summarize(survey: Survey, listed: Sequence[Wave]) -> SurveySummary:
    """Return it from the waves of a survey, the newest first."""
    latest = next((each for each in listed if each.asks_all and not each.is_open), None)
    before = choose_before(latest, listed) if latest else None
    again = _find_again(listed, latest)
    return SurveySummary(
        survey.title,
        latest.closed_on if latest else None,
        _describe(survey, latest, before) if latest else None,
        before.closed_on if before else None,
        again.headline if again else "",
        again.closed_on if again else None,
        next((_describe_open(survey, each) for each in listed if each.is_open), None),
    )


def _find_again(listed: Iterable[Wave], latest: Wave | None) -> Wave | None:
    """Return the last of one factor that closed after the last of all of them."""
    newest = next((each for each in listed if not each.is_open), None)
    return newest if newest and newest is not latest else None


def _describe(survey: Survey, wave: Wave, before: Wave | None) -> LevelsSummary | SplitSummary | None:
    if wave.asks is Asked.SPLIT:
        split = read_split(wave)
        return _describe_split(survey, split, read_split(before) if before else None) if is_shown(split) else None
    levels = read_levels(wave)
    return _describe_levels(survey, levels, read_levels(before) if before else None) if is_shown(levels) else None


def _describe_levels(survey: Survey, now: Publication, before: Publication | None) -> LevelsSummary:
    changes, order = compare(now, before) if before else None, order_factors(now)
    first = order[0]
    has_gap = now.factors[first].is_gap
    return LevelsSummary(
        now.level,
        changes.level_before if changes else None,
        changes.level if changes else None,
        survey.find_title(first) if has_gap else None,
        now.factors[first].gap if has_gap else None,
        [_show_factor(survey, now, name) for name in order if name in now.shown],
    )


def _show_factor(survey: Survey, now: Publication, name: str) -> FactorSummary:
    figures = now.factors[name]
    means = {side: each.mean for side, each in figures.sides.items()}
    return FactorSummary(survey.find_title(name), means, figures.gap if figures.is_gap else None)


def _describe_split(survey: Survey, now: SplitPublication, before: SplitPublication | None) -> SplitSummary:
    pot = choose_pot(now)
    if pot is None:
        return SplitSummary(None, {}, 0, None)
    points = {side: split[pot] for side, split in now.splits.items()}
    earlier = before.find_difference(pot, now.splits) if before else None
    return SplitSummary(survey.find_title(pot), points, now.compute_difference(pot), earlier)


def _describe_open(survey: Survey, wave: Wave) -> OpenSurvey:
    one = wave.factors[0] if not wave.asks_all else ""
    return OpenSurvey(wave.last_on, wave.missing, survey.find_title(one) if one else "")
