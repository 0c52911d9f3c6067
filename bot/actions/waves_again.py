"""One factor asked again, some weeks after a wave in which it came first: whether what was done about it has helped."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.waves import answer_wave, find_close, list_askable, open_wave
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.waves.disclosure import list_too_small
from bot.coaching.waves.ranking import choose_first
from bot.errors import OutdatedError
from bot.model.outbox import Address, Kind
from bot.model.teams import Team
from bot.model.waves import NewWave, Wave, WaveAnswers, WaveMode
from bot.records import blocks, commitments, teams, waves, waves_again
from bot.reports.waves import read_levels

LASTS = timedelta(weeks=1)  # how long it can be answered


def ask_again(context: Context, earlier: Wave) -> bool:
    """Ask the members of today on the same sides about the first factor of a closed wave. Return False when somebody
    was quicker, and where there is no use in it: nothing was done about it, a side has become too small, or the factor
    is being asked otherwise or has been since, with all of the playbook or one a week.
    """
    with context.db.atomic():
        # The team first, as at a launch: of the two the first one counts.
        team = teams.lock_row(context.db, earlier.team_id)
        factor = choose_first(read_levels(earlier))
        if not waves_again.take(context.db, earlier.id) or factor is None:
            return False
        asked = list_askable(context, team.id)
        too_small = list_too_small({side: len(asked[side]) for side in earlier.sides}, earlier.threshold)
        if too_small or _comes_otherwise(context, earlier, factor) or not has_led_on(context, earlier, factor):
            return False
        people_asked = {each: side for side in earlier.sides for each in asked[side]}
        new = _repeat(context, team, earlier, factor)
        return open_wave(context, team, new, people_asked, earlier.launched_by) is not None


def tap(context: Context, wave_id: str, level: int | None, user: str, channel: str, response_url: str) -> None:
    """Keep the level (None: they don't know) that somebody taps in their direct messages, and say so in its place, in
    no table: a row would tell who has answered. UserError when it has closed.
    """
    wave = waves.get(context.db, wave_id)
    if not wave.is_again:
        raise OutdatedError
    answer_wave(context, wave_id, user, WaveAnswers({wave.factors[0]: level}))
    at = Address(wave.workspace, channel)
    context.whisper(Kind.WAVE, wave_id, at, user, response_url=response_url, replaces=True)


def _comes_otherwise(context: Context, earlier: Wave, factor: str) -> bool:
    weekly = blocks.find_weekly(context.db, earlier.team_id)
    comes_by_itself = weekly is not None and weekly.playbook == earlier.playbook
    return comes_by_itself or waves_again.is_superseded(context.db, earlier, factor)


def has_led_on(context: Context, earlier: Wave, factor: str) -> bool:
    """Return whether the talk that a closed wave calls for was taken, or the play that its factor leads to; False where
    its file has gone.
    """
    survey = Survey.of(context.library.get(earlier.playbook))
    if survey is None or factor not in survey.items or earlier.closed_on is None:
        return False
    talk = commitments.find_from_wave(context.db, earlier.id)
    leads_to = survey.items[factor].leads_to
    taken = waves_again.list_taken(context.db, earlier.team_id, leads_to, earlier.closed_on)
    return bool(taken) or (talk is not None and not talk.offered)


def _repeat(context: Context, team: Team, earlier: Wave, factor: str) -> NewWave:
    last_on = today_in(team.zone, context.now) + LASTS
    return NewWave(
        earlier.playbook,
        earlier.asks,
        (factor,),
        earlier.sides,
        earlier.threshold,
        last_on,
        find_close(team, last_on),
        WaveMode.AGAIN,
        earlier.id,
    )
