"""Waves: launched for a team, answered in confidence, closed once and for good; only then is anything worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from secrets import SystemRandom

from bot.actions import redraw
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.coaching.schedule.cadence import find_workday
from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.dates import today_in
from bot.coaching.schedule.day_printing import format_day
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.disclosure import can_show_texts
from bot.coaching.waves.publication import Publication, publish
from bot.coaching.waves.ranking import choose_first
from bot.coaching.waves.splits import SplitPublication, publish_splits
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.teams import Side, Team
from bot.model.waves import Asked, NewWave, RespondentState, Wave, WaveAnswers
from bot.records import blocks, people, sealed_answers, teams
from bot.records import waves as records
from bot.reports import wave_changes
from bot.reports import waves as reports

LONGEST = timedelta(days=60)  # for which a wave may be open
AGAIN = timedelta(weeks=6)  # from the close until its first factor is asked again
CLOSED = "This has closed meanwhile, and nothing can be added: the result stands in the channel."
GUEST = "You are a guest here, and this asks the people who work here, so I keep no answers of yours. Thank you."
CLOCK = "clock"  # the actor, in the audit, of what happens by itself


@dataclass(frozen=True)
class Launch:
    """What somebody chooses at a launch; `last_on` is the last day for answers."""

    sides: Sequence[Side]
    threshold: int
    last_on: date


def list_askable(context: Context, team_id: str) -> dict[Side, list[str]]:
    """Return side → the people whom a wave would ask: observers, guests, and those on no side, are asked nothing."""
    members = teams.list_counted(context.db, team_id)
    sides = [side for side in Side if side is not Side.OTHER]
    return {side: [each.user_id for each in members if each.side is side] for side in sides}


def launch_wave(context: Context, team: Team, survey: Survey, chosen: Launch, user: str) -> Wave:
    """Ask these sides of a team from now on, and settle whom, until when and how; the one that is open, if there is.

    UserError, at the field, for what cannot work.
    """
    with context.db.atomic():
        # Before anything is read: of several launches at once the first one counts, and the others find it.
        team = teams.lock_row(context.db, team.id)
        open_now = records.find_by_press(context.db, team.id, context.press) or records.find_open(
            context.db, team.id, survey.word
        )
        if open_now:
            return open_now
        _check_weekly(context, team, survey)
        asked = list_askable(context, team.id)
        _check_launch(context, team, survey, chosen, asked)
        return _open(context, team, survey, chosen, {each: side for side in chosen.sides for each in asked[side]}, user)


def answer_wave(context: Context, wave_id: str, user: str, given: WaveAnswers) -> tuple[Wave, WaveAnswers]:
    """Keep what somebody answers beside what they have answered before; who has left the wave is back in it.

    Return all that they have answered. UserError when it has closed, and for a guest.
    """
    with context.db.atomic():
        wave = _lock_open(context, wave_id)
        # Asked at the launch, they may have become one meanwhile.
        if teams.is_guest(context.db, wave.team_id, user):
            raise UserError(GUEST)
        records.set_state(context.db, wave_id, user, RespondentState.ASKED)
        box, token = reports.load_box(context.db, context.secret, wave), reports.make_token(context.secret, wave, user)
        box[token] = _join(box.get(token, WaveAnswers()), given)
        reports.save_box(context.db, context.secret, wave, box)
    return wave, box[token]


def leave_wave(context: Context, wave_id: str, user: str) -> None:
    """Forget what somebody has answered, and ask them nothing more; they are not counted as silent."""
    with context.db.atomic():
        wave = _lock_open(context, wave_id)
        box = reports.load_box(context.db, context.secret, wave)
        box.pop(reports.make_token(context.secret, wave, user), None)
        # Sealed anew in any case: else the row would tell that they had not answered.
        reports.save_box(context.db, context.secret, wave, box)
        if records.set_state(context.db, wave_id, user, RespondentState.LEFT):
            redraw.wave_invitations(context, wave, user)


def close_wave(context: Context, wave_id: str, user: str = CLOCK) -> bool:
    """Work out what a wave shows, keep that alone, and say it. Return False when it was closed."""
    with context.db.atomic():
        wave = records.lock_row(context.db, wave_id)
        if not wave.is_open:
            return False
        sheets = reports.list_sheets(context.db, context.secret, wave)
        ask = publish_splits if wave.asks is Asked.SPLIT else publish
        shown = ask(wave.factors, [sheet for sheet, _ in sheets], wave.sides, wave.threshold)
        texts = _choose_texts([text for _, text in sheets if text], is_shown=reports.is_shown(shown))
        headline = wave_changes.tell_headline(context.db, context.library, wave, shown)
        today, again_at = today_in(wave.zone, context.now), _find_again(context, wave, shown)
        records.close(context.db, wave_id, today, shown.to_json(), headline, texts, again_at)
        sealed_answers.delete(context.db, wave_id)
        note_act(context, AuditEvent.WAVE_CLOSED, actor=user, team_id=wave.team_id, detail={"wave": wave.id})
        _say_closed(context, wave)
    return True


def look_at_wave(context: Context, wave: Wave) -> bool:
    """Say in a wave's post how many answers each side needs by now: once a day, whether somebody has answered or not,
    so that no change of it tells who has just answered. Return False when somebody was quicker.
    """
    with context.db.atomic():
        locked = records.lock_row(context.db, wave.id)
        if not locked.is_open:
            return False
        missing = reports.count_missing(context.db, context.secret, locked)
        if not records.show_missing(context.db, wave, missing, context.now + ONE_DAY):
            return False
        if missing != locked.missing and not locked.is_again:
            context.say(Kind.WAVE, wave.id, _address(wave), op=Operation.UPDATE)
    return True


def _check_launch(
    context: Context, team: Team, survey: Survey, chosen: Launch, asked: Mapping[Side, Sequence[str]]
) -> None:
    too_small = [side for side in chosen.sides if len(asked[side]) < chosen.threshold]
    if too_small:
        raise UserError(_tell_too_small(too_small[0], len(asked[too_small[0]]), chosen.threshold), "sides")
    if len(chosen.sides) < 2:
        raise UserError("Choose two sides at least: one alone has nobody to differ from.", "sides")
    today = today_in(team.zone, context.now)
    if not today < chosen.last_on <= today + LONGEST:
        raise UserError(f"Choose a day from tomorrow on, within {LONGEST.days} days.", "until")
    _check_rest(context, team, survey, today)


def _check_weekly(context: Context, team: Team, survey: Survey) -> None:
    weekly = blocks.find_weekly(context.db, team.id)
    if weekly and weekly.playbook == survey.word:
        raise UserError(
            "Check-ins ask this one factor a week. To ask all at once, whoever leads ends that first: "
            f"/align {survey.word} weekly off."
        )


def _check_rest(context: Context, team: Team, survey: Survey, today: date) -> None:
    if today < (free := reports.find_free_day(context.db, team.id, survey.word, today)):
        raise UserError(
            "The last one has only just closed. Asked again so soon, people answer the same, and a newcomer’s answers "
            f"would show. Ask again from {format_day(free, today)} on.",
            "until",
        )


def _tell_too_small(side: Side, number: int, threshold: int) -> str:
    name = capitalize_first(SIDE_NAMES[side])
    people = "nobody" if not number else "one person" if number == 1 else f"{number} people"
    return (
        f"{name}: {people} in this team, and a side is shown from {threshold} answers on. It would stay locked, and "
        "all with it. Leave it out, add people with /align team, or choose a lower number."
    )


def _open(
    context: Context, team: Team, survey: Survey, chosen: Launch, people_asked: Mapping[str, Side], user: str
) -> Wave:
    new = NewWave(
        survey.word,
        Asked.SPLIT if survey.is_split else Asked.LEVELS,
        tuple(survey.items),
        tuple(chosen.sides),
        chosen.threshold,
        chosen.last_on,
        find_close(team, chosen.last_on),
    )
    wave = open_wave(context, team, new, people_asked, user)
    assert wave is not None  # the team is locked, and has none of it open
    context.say(Kind.WAVE, wave.id, _address(wave), notify_on_failure=user)
    return wave


def open_wave(context: Context, team: Team, new: NewWave, people_asked: Mapping[str, Side], user: str) -> Wave | None:
    """Ask these people from now on, and return the wave; None where the team has one of its playbook open. Call it in a
    transaction that has locked the team.
    """
    today, look_at = today_in(team.zone, context.now), context.now + ONE_DAY
    made = records.create(context.db, team.id, new, by=user, on=today, look_at=look_at, press=context.press)
    if made is None:
        return None
    note_act(context, AuditEvent.WAVE_LAUNCHED, actor=user, team_id=team.id, detail={"wave": made})
    records.add_respondents(context.db, made, people_asked)
    wave = records.get(context.db, made)
    reports.save_box(context.db, context.secret, wave, {})
    records.show_missing(context.db, wave, reports.count_missing(context.db, context.secret, wave), look_at)
    for each in sorted(people_asked):
        people.consider(context.db, team.workspace, each, context.now)
        redraw.homes(context, team.workspace, each)
    return wave


def _find_again(context: Context, wave: Wave, shown: Publication | SplitPublication) -> datetime | None:
    """Return when the factor to talk about first may be asked again; None where there is none."""
    if wave.is_again or isinstance(shown, SplitPublication) or choose_first(shown) is None:
        return None
    team = teams.get(context.db, wave.team_id)
    return find_workday(team.rule, today_in(team.zone, context.now) + AGAIN)


def find_close(team: Team, last_on: date) -> datetime:
    """Return the team's hour on the first working day after the last one for answers: then people read the result."""
    return find_workday(team.rule, last_on + ONE_DAY)


def _lock_open(context: Context, wave_id: str) -> Wave:
    wave = records.lock_row(context.db, wave_id)
    # Between its moment and the round of the clock that closes it, it takes no answers any more either.
    if not wave.is_open or wave.closes_at <= context.now:
        raise UserError(CLOSED)
    return wave


def _join(before: WaveAnswers, given: WaveAnswers) -> WaveAnswers:
    """Return what was answered before with what is given now; an empty remark takes back the one before."""
    return replace(
        before,
        levels={**before.levels, **given.levels},
        guesses={**before.guesses, **given.guesses},
        split=given.split or before.split,
        remark=before.remark if given.remark is None else given.remark,
    )


def _choose_texts(texts: list[str], *, is_shown: bool) -> list[str]:
    """Return what is shown word for word beside the figures, in an order drawn by lot; nothing of too few."""
    SystemRandom().shuffle(texts)
    return texts if can_show_texts(len(texts), is_shown=is_shown) else []


def _say_closed(context: Context, wave: Wave) -> None:
    """Say what came of it in a message of its own, and take the buttons off all that asked."""
    if not wave.is_again:
        context.say(Kind.WAVE, wave.id, _address(wave), op=Operation.UPDATE)
    context.say(Kind.WAVE_RESULT, wave.id, _address(wave), notify_on_failure=wave.launched_by)
    redraw.reminders(context, wave.id)
    redraw.homes(context, wave.workspace, *(each.user_id for each in records.list_respondents(context.db, wave.id)))


def _address(wave: Wave) -> Address:
    return Address(wave.workspace, wave.channel, wave.team_id)
