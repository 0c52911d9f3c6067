"""A day that can be two: which one do you mean?"""

from datetime import date

from bot.coaching.schedule.day_printing import format_span, write_span
from bot.coaching.schedule.readings import Ambiguous
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.front import RUN, Run


def compose_day_choice(word: str, unclear: Ambiguous, today: date, team_id: str) -> Message:
    """Return a button for each reading, which runs the word for the days that it says."""
    buttons = [
        controls.button(format_span(each, today), RUN, Run(word, write_span(each, today), team_id), place=place)
        for place, each in enumerate(unclear.options)
    ]
    return compose_message("which_day", {"why": unclear.why}, {"days": [blocks.actions(*buttons)]})
