"""Answering a wave: view by view, kept with every press, changed until it closes; or left."""

from collections.abc import Mapping

from bot.actions import waves as actions
from bot.coaching.shapes.survey.facts import WaveFacts
from bot.coaching.waves.guesses import find_other_side
from bot.coaching.waves.splits import HUNDRED
from bot.errors import UserError
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Nothing
from bot.messages.waves import wave_pages, wave_posts
from bot.messages.waves.wave_pages import REMARK_FIELD, UNKNOWN, name_guess, name_level, name_pot
from bot.messages.waves.waves import HOW, KEEP, LEAVE, PAGE, START, ToWave, ToWavePage
from bot.model.rights import Right
from bot.model.waves import REMARK, Wave, WaveAnswers
from bot.records import waves
from bot.reports import waves as reports
from bot.slack.request import Invalid, Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.waves.launching import find_facts


def start(request: Request, to: ToWave) -> Shown:
    """Open the first page that is not answered, or the first of all."""
    wave = _get_open(request, to.wave)
    answers = reports.find_answers(request.context.db, request.context.secret, wave, request.actor.user)
    return Replace(_show_page(request, wave, _find_page(find_facts(request, wave), answers) or 0, answers))


def submit(request: Request, to: ToWavePage) -> Shown:
    """Keep a page and go to the next one; after the last say that all is in."""
    wave = _get_open(request, to.wave)
    facts = find_facts(request, wave)
    given = _read_split(request, facts) if facts.survey.is_split else _read_page(request, facts, to.page)
    if isinstance(given, Invalid):
        return given
    wave, answers = actions.answer_wave(request.context, to.wave, request.actor.user, given)
    pages = facts.survey.list_pages(wave.factors)
    following = to.page + 1 if to.page + 1 < len(pages) else _find_page(facts, answers)
    if following is not None and not facts.survey.is_split:
        return Replace(_show_page(request, wave, following, answers))
    return Replace(wave_pages.show_saved(facts, reports.count_answered(wave, answers)))


def keep_field(request: Request, _: Nothing) -> Shown:
    """Keep what is on the page at every change; of a split, which only counts as a whole, say what is left."""
    to = request.inside(PAGE)
    wave = _get_open(request, to.wave)
    facts = find_facts(request, wave)
    if not facts.survey.is_split:
        actions.answer_wave(request.context, to.wave, request.actor.user, _read_page(request, facts, to.page))
        return None
    typed = _list_typed(request, facts)
    points = [int(each) for each in typed.values() if each.isdecimal()]
    complete = all(each.isdecimal() for each in typed.values())
    return Replace(wave_pages.show_rest(request.view, sum(points), complete))


def keep_page(request: Request, to: ToWavePage) -> Shown:
    """Keep what is on a page that is closed unsent."""
    wave = waves.get(request.context.db, to.wave)
    facts = find_facts(request, wave)
    if wave.is_open and not facts.survey.is_split:
        actions.answer_wave(request.context, to.wave, request.actor.user, _read_page(request, facts, to.page))
    return None


def leave(request: Request, to: ToWave) -> Shown:
    """Leave the wave: what was answered is forgotten."""
    actions.leave_wave(request.context, to.wave, request.actor.user)
    return None


def explain(request: Request, to: ToWave) -> Shown:
    """Say what is kept, who sees what, and when."""
    return Open(wave_posts.explain_confidence(find_facts(request, waves.get(request.context.db, to.wave))))


STORY = Story(
    presses=(
        on(START, start, Right.ANSWER),
        on(KEEP, keep_field, Right.ANSWER, PAGE),
        on(LEAVE, leave, Right.ANSWER),
        on(HOW, explain, Right.SEE),
    ),
    submissions=(on(PAGE, submit, Right.ANSWER),),
    closings=(on(PAGE, keep_page, Right.ANSWER),),
)


def _get_open(request: Request, wave_id: str) -> Wave:
    wave = waves.get(request.context.db, wave_id)
    if not wave.is_open or wave.closes_at <= request.context.now:
        raise UserError(actions.CLOSED)
    return wave


def _show_page(request: Request, wave: Wave, number: int, answers: WaveAnswers) -> View:
    asked = waves.find_respondent(request.context.db, wave.id, request.actor.user)
    other = find_other_side(asked.side, wave.sides) if asked and not wave.is_again else None
    return wave_pages.compose_page(find_facts(request, wave), number, answers, other)


def _find_page(facts: WaveFacts, answers: WaveAnswers) -> int | None:
    """Return the first page on which a factor is not answered; None where there is none."""
    pages = facts.survey.list_pages(facts.wave.factors)
    open_pages = (n for n, page in enumerate(pages) if any(each.name not in answers.levels for each in page))
    return next(open_pages, None)


def _read_page(request: Request, facts: WaveFacts, number: int) -> WaveAnswers:
    """Return what is chosen on a page; what nobody chose is not in it."""
    fields, pages = request.fields, facts.survey.list_pages(facts.wave.factors)
    names = [each.name for each in pages[number]] if number < len(pages) else []
    levels = {name: fields.option(name_level(name)) for name in names}
    guesses = {name: fields.option(name_guess(name)) for name in names}
    return WaveAnswers(
        {name: None if level == UNKNOWN else int(level) for name, level in levels.items() if level},
        {name: int(guess) for name, guess in guesses.items() if guess},
        remark=fields.text(REMARK_FIELD)[:REMARK] if REMARK_FIELD in fields else None,
    )


def _list_typed(request: Request, facts: WaveFacts) -> dict[str, str]:
    return {pot.name: request.fields.text(name_pot(pot.name)) for pot in facts.survey.pot}


def _read_split(request: Request, facts: WaveFacts) -> WaveAnswers | Invalid:
    """Return the points of every pot, or what to mend: what is no number, or else the largest of too many or few."""
    typed = _list_typed(request, facts)
    wrong = {name_pot(pot): "A whole number, 0 to 100." for pot, each in typed.items() if not _is_points(each)}
    if wrong:
        return Invalid(wrong)
    split = {pot: int(each) for pot, each in typed.items()}
    rest = HUNDRED - sum(split.values())
    if rest:
        return Invalid({name_pot(max(split, key=split.__getitem__)): _tell_rest(split, rest)})
    return WaveAnswers(split=split)


def _is_points(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and int(typed) <= HUNDRED


def _tell_rest(split: Mapping[str, int], rest: int) -> str:
    total = sum(split.values())
    return (
        f"Together that is {total}: {rest} points are left to give."
        if rest > 0
        else f"Together that is {total}: {-rest} too many."
    )
