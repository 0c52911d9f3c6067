"""What a closed wave shows: every factor, how to read it, and the talk that somebody sets up."""

from bot.actions.commitments import taken_text
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.blocks import View
from bot.messages.waves import wave_windows
from bot.messages.waves.waves import EVERYTHING, METHOD, SET_UP, ToWave, ToWavePage
from bot.model.rights import Right
from bot.model.waves import Asked, Wave
from bot.records import waves
from bot.reports import waves as reports
from bot.slack.commitments import drafts
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.waves.launching import find_facts

OPEN = "It is still open: nothing is worked out, and nothing shown, before it closes."


def show_everything(request: Request, to: ToWavePage) -> Shown:
    """Show a page of all factors, in one window, or all pots."""
    wave = _get_closed(request, to.wave)
    if not reports.shows_anything(wave):
        raise UserError("This one shows nothing: too few had answered.")
    view = _compose_everything(request, wave, to.page)
    if view is None:
        raise OutdatedError
    return Replace(view) if request.around(EVERYTHING) else Open(view)


def explain_method(request: Request, to: ToWave) -> Shown:
    """Say how to read what it shows, and where its figures come from."""
    return Open(wave_windows.explain_method(find_facts(request, waves.get(request.context.db, to.wave))))


def set_up_talk(request: Request, to: ToWave) -> Shown:
    """Open the window for a promise to set up the talk about what lies furthest apart. UserError where somebody has."""
    context, wave = request.context, _get_closed(request, to.wave)
    find = reports.find_split if wave.asks is Asked.SPLIT else reports.find_levels
    shown = find(context.db, context.library, wave)
    if shown is None or shown.first is None or shown.talk is None:
        raise UserError("There is nothing to set up: all sides see it alike, or too few have answered.")
    if shown.taken:
        raise UserError(taken_text(shown.taken))
    return Open(drafts.window_for_talk(request, wave, shown.facts.survey.find_title(shown.first), shown.talk))


STORY = Story(
    presses=(
        on(EVERYTHING, show_everything, Right.SEE),
        on(METHOD, explain_method, Right.SEE),
        on(SET_UP, set_up_talk, Right.TAKE_PART),
    )
)


def _compose_everything(request: Request, wave: Wave, page: int) -> View | None:
    """Return the window; None where the playbook has gone."""
    db, library = request.context.db, request.context.library
    if wave.asks is Asked.SPLIT:
        split = reports.find_split(db, library, wave)
        return wave_windows.show_pots(split) if split else None
    levels = reports.find_levels(db, library, wave)
    return wave_windows.show_everything(levels, page) if levels else None


def _get_closed(request: Request, wave_id: str) -> Wave:
    wave = waves.get(request.context.db, wave_id)
    if wave.is_open:
        raise UserError(OPEN)
    return wave
