"""A wave in the channel while it is open: who is asked, until when, what is promised, how many answers are missing."""

from bot.coaching.shapes.survey.facts import Done, WaveFacts
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import quote
from bot.messages.waves.waves import CLOSE, END, HOW, START, ToWave, count_sides, join_words, tell_missing
from bot.model.waves import Wave

DEED = 80  # characters of a promise that was kept


def tell_wave(facts: WaveFacts) -> dict[str, object]:
    """Return what every template says of a wave."""
    wave = facts.wave
    return {
        "wave": wave,
        "survey": facts.survey,
        "asked": count_sides(facts.asked),
        "number": sum(facts.asked.values()),
        "sides": join_words(SIDE_NAMES[side] for side in wave.sides),
        "open": wave.is_open,
        "again": facts.survey.find_title(wave.factors[0]) if wave.is_again else "",
    }


def tell_done(done: Done | None) -> dict[str, object]:
    """Return what templates say of what was done since the last wave."""
    deeds = [(each.factor, quote(each.action, DEED)) for each in done.deeds] if done else []
    return {"deeds": deeds, "since": done.since.strftime("%B") if done else ""}


def compose_post(facts: WaveFacts, done: Done | None = None) -> Message:
    """Return the post; without buttons once it has closed. `done`: what was done about what the last one showed."""
    wave = facts.wave
    enough = [side for side in wave.sides if side not in wave.missing]
    values = {
        **tell_wave(facts),
        **tell_done(done),
        "missing": tell_missing(wave.missing),
        "silent": all(wave.missing.get(side) == wave.threshold for side in wave.sides),
        "lacking": join_words((SIDE_NAMES[side] for side in wave.missing), "or"),
        "enough": capitalize_first(join_words(SIDE_NAMES[side] for side in enough)),
        "several": len(enough) > 1,
        "leads": [user for user in facts.leads if user != wave.launched_by],
    }
    return compose_message("wave_open", values, {"buttons": [_buttons(wave)] if wave.is_open else []})


def show_open(facts: WaveFacts, asked: bool) -> View:
    """Return the window for whoever would launch one where one is open; `asked`: it asks them, too."""
    to = ToWave(facts.wave.id)
    start = [controls.button("Answer it", START, to, "primary")] if asked else []
    row = blocks.actions(
        *start, controls.button("How it stays confidential", HOW, to), controls.button("Close it now", CLOSE, to)
    )
    values = {**tell_wave(facts), "missing": tell_missing(facts.wave.missing)}
    words = compose_message("wave_running", values, {"buttons": [row]})["blocks"]
    return blocks.modal(facts.survey.title, words, callback="wave:running", metadata="")


def explain_confidence(facts: WaveFacts) -> View:
    """Return the window that says what is kept, who sees what, and when."""
    words = compose_message("wave_confidential", tell_wave(facts))["blocks"]
    return blocks.modal("Confidential", words, callback="wave:confidential", metadata="")


def confirm_close(facts: WaveFacts) -> View:
    """Return the window that asks whoever leads whether it is to be closed now."""
    words = compose_message("wave_close", {**tell_wave(facts), "missing": tell_missing(facts.wave.missing)})["blocks"]
    return controls.modal("Close it now?", words, END, ToWave(facts.wave.id), submit="Close it", close="Leave it open")


def explain_closed(channel: str) -> View:
    """Return the window for whoever has closed it."""
    words = compose_message("wave_ended", {"channel": channel})["blocks"]
    return blocks.modal("Closed", words, callback="wave:ended", metadata="")


def _buttons(wave: Wave) -> Block:
    to = ToWave(wave.id)
    return blocks.actions(
        controls.button("Start", START, to, "primary", of="answer in confidence"),
        controls.button("How it stays confidential", HOW, to),
        controls.menu(controls.entry("Close it now", CLOSE, to)),
    )
