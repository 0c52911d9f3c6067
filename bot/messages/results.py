"""The result of a run as a message, whatever the shape of its playbook."""

from collections.abc import Sequence

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Button, Presentation, Result
from bot.coaching.statistics import Measure
from bot.messages import advice_blocks, answers, blocks, controls
from bot.messages.answers import Factors
from bot.messages.blocks import Block
from bot.messages.commitments import WRITE, FromRun
from bot.messages.markup import mention_user
from bot.messages.pages import AGAIN, HOW
from bot.messages.render import Message, compose_message
from bot.messages.targets import ToPlaybook, ToRun
from bot.messages.team_drafts import BEGIN
from bot.messages.two_sided import SCORE

NONE: Factors = {}


def compose_result(
    playbook: Playbook,
    run_id: str,
    result: Result,
    *by: str,
    factors: Factors = NONE,
    measures: Sequence[Measure] = (),
) -> Message | None:
    """Return the result with its buttons, and one for each promise that advice carries; None for a document.

    `by` are those who went through it; `factors` how far off the team's earlier estimates were, by question; `measures`
    are the team's own, over time.
    """
    presentation = result.presentation
    if presentation is None:
        return None
    pieces = advice_blocks.compose_pieces(result.recommendations, run_id)
    values = {
        **presentation.values,
        "shown": answers.list_shown(playbook, result.answers, factors),
        "title": playbook.title,
        "by": [mention_user(user) for user in by],
        "measures": measures,
        "advised": bool(pieces),
    }
    buttons = [blocks.actions(*_buttons(presentation, playbook, run_id))]
    return compose_message(presentation.template, values, {"advice": pieces, "buttons": buttons})


def _buttons(presentation: Presentation, playbook: Playbook, run_id: str) -> list[Block]:
    first, *others = presentation.buttons
    return [_button(first, playbook, run_id, "primary"), *(_button(each, playbook, run_id) for each in others)]


def _button(button: Button, playbook: Playbook, run_id: str, style: str | None = None) -> Block:
    match button:
        case Button.COMMIT:
            return controls.button("Commit", WRITE, FromRun(run_id), style)
        case Button.SCORE:
            return controls.button("Score them too", SCORE, ToRun(run_id), style)
        case Button.AGAIN:
            return controls.button("Run again", AGAIN, ToRun(run_id), style)
        case Button.FULL:
            return controls.button("Look at it in full", BEGIN, ToRun(run_id), style)
        case Button.HOW:
            return controls.button("How this works", HOW, ToPlaybook(playbook.word), style)
