"""The result of a run, whatever the shape of its playbook: a short post, and everything behind it in a window."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.coaching import advice
from bot.coaching.interview.changes import Changed
from bot.coaching.interview.variants import Ending
from bot.coaching.pilots import PilotFigures
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.base import ListWords
from bot.coaching.shapes.finished import FinishedRun
from bot.coaching.shapes.result import Button, Presentation
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import VIEW_BLOCKS, Block, View
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.payloads import Act, Carrier, Nothing
from bot.messages.block_kit.render import Message, compose_message, format_text, join_parts, names_somebody_first
from bot.messages.block_kit.short_posts import compose_short, quote
from bot.messages.block_kit.targets import ToFinished, ToPlaybook, ToRun
from bot.messages.playbooks import advice_blocks, answers
from bot.messages.playbooks.pages import AGAIN, HOW
from bot.messages.playbooks.questions import ASK
from bot.messages.playbooks.team_drafts import BEGIN
from bot.messages.playbooks.two_sided import SCORE
from bot.messages.results import corrections, seats
from bot.model.seats import SeatState

NAME = 30  # characters of what somebody typed, in the first line of a post
EVERYTHING = Act("run:everything", ToFinished)
CHANGE = Act("run:change", ToFinished)
EXPORT = Act("run:export", ToFinished)
TAKE_DOWN = Act("run:take_down", ToFinished)
DELETE = Act("run:delete", ToRun)
SHOWN = Carrier("run:shown", Nothing)
MOST = 5  # changes told in one reply
STEPS = 5  # of a bar
# Characters of a typed answer that a post repeats, and whether its lists have one line only: the first that fits.
SIZES = ((300, False), (120, False), (60, False), (0, False), (0, True))


def compose_post(finished: FinishedRun, *, pressable: bool = True) -> Message | None:
    """Return the short post of a result with its buttons, or its words alone; None for a document."""
    presentation = finished.result.presentation
    if presentation is None:
        return None
    buttons = _post_buttons(finished, presentation) if pressable else []
    parts = {"buttons": [blocks.actions(*buttons)] if buttons else []}
    values = _values(finished, presentation)
    return compose_short(lambda size: compose_message(presentation.post, _cut(values, *size), parts), SIZES)


def _cut(values: Mapping[str, Any], limit: int, brief: bool) -> dict[str, Any]:
    """Return the values with the answers that somebody typed cut to so many characters; at 0 they are left out."""
    typed = [(each, type(each["answer"]) is str) for each in values["shown"]]
    shown = [
        {**each, "answer": quote(each["answer"], limit)} if cut else each for each, cut in typed if limit or not cut
    ]
    return {**values, "shown": shown, "brief": brief}


def compose_everything(finished: FinishedRun) -> Message | None:
    """Return everything that stands behind the post, with a button for each promise that advice carries."""
    presentation = finished.result.presentation
    if presentation is None:
        return None
    pieces = advice_blocks.compose_pieces(finished.result.recommendations, finished.ref, finished.taken)
    values = {**_values(finished, presentation), "to_do": bool(pieces)}
    parts = {"advice": pieces, "buttons": [blocks.actions(*_everything_buttons(finished, presentation))]}
    return compose_message(presentation.everything, values, parts, limit=VIEW_BLOCKS)


def show_everything(finished: FinishedRun, message: Message) -> View:
    """Return the window with everything behind a post."""
    title = finished.result.headline.subject or finished.playbook.title
    return controls.modal(f"{blocks.shorten(title, 15)}, in full", message["blocks"], SHOWN, Nothing(), close="Done")


def compose_changed(finished: FinishedRun, by: str, changes: Sequence[Changed]) -> Message:
    """Return the reply in a result's thread that says what somebody has changed."""
    values = {
        "by": mention_user(by),
        "headline": finished.result.headline,
        "is_list": finished.playbook.ending is Ending.LIST,
        "watched": finished.playbook.list_words is ListWords.WATCHED,
        "fresh": any(_adds(each) for each in changes),
        "changes": [
            (each.item, each.question.label, _tell(each, each.before), _tell(each, each.after))
            for each in changes[:MOST]
        ],
        "more": max(len(changes) - MOST, 0),
    }
    return compose_message("result_changed", values)


def compose_corrected(finished: FinishedRun, by: str, words: str | None, *, is_current: bool) -> Message:
    """Return what the author is told that somebody says is not so; `words` None: they have taken it back. Not
    `is_current`: the result was changed since, or taken down.
    """
    said = finished.list_corrected(by) if is_current and words is not None else []
    values = {
        "by": mention_user(by),
        "subject": finished.result.headline.subject,
        "said": [each.ask for each in said],
        "words": words,
        "gone": finished.is_taken_down,
        "is_current": is_current,
    }
    change = controls.button("Change", CHANGE, ToFinished(finished.ref), "primary")
    return compose_message("result_corrected", values, {"buttons": [blocks.actions(change)] if said else []})


def _adds(change: Changed) -> bool:
    """Return whether something is on a list that was not there, or not by this name."""
    return change.question.kind == "items" and bool({*(change.after or {}).items()} - {*(change.before or {}).items()})


def compose_taken_down() -> Message:
    """Return what stands in place of a result where Slack deletes nothing."""
    return compose_message("result_taken_down", {})


def show_taken_down(ref: str) -> View:
    """Return the window after a result was taken down."""
    words = compose_message("result_gone", {})["blocks"]
    return controls.modal("Taken down", [*words, blocks.actions(delete_button(ref))], SHOWN, Nothing(), close="Done")


def show_deleted() -> View:
    """Return the window after a result was deleted, the same however often that was pressed."""
    words = compose_message("result_deleted", {})["blocks"]
    return controls.modal("Deleted", words, SHOWN, Nothing(), close="Done")


def _tell(change: Changed, value: Any) -> Any:
    """Return an answer as it stands in a line of changes."""
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    if value is None:
        return "nothing"
    if isinstance(value, Mapping | list):
        return join_parts(value.values() if isinstance(value, Mapping) else value)
    return answers.format_answer(change.question, value)


def _values(finished: FinishedRun, presentation: Presentation) -> dict[str, Any]:
    result = finished.result
    return {
        **presentation.values,
        "shown": answers.list_shown(finished.playbook, result.answers, finished.factors),
        "title": finished.playbook.title,
        "by": [mention_user(user) for user in finished.by],
        "measures": finished.measures,
        **_first_step(finished),
        **_parts(finished),
    }


def _parts(finished: FinishedRun) -> dict[str, Any]:
    """Return who takes part, how far it is once everybody has said yes, and what was decided in the end."""
    pilot, started, ended = finished.pilot, finished.has_started, finished.is_decided
    return {
        **{state: seats.describe_seats(finished, state) for state in SeatState},
        "ended": ended,
        "named": seats.describe_named(finished) if not finished.seats else [],
        "not_so": corrections.describe_corrections(finished),
        "started": started,
        "pilot": pilot,
        "dated": [finished.playbook.questions[each.on].label for each in finished.playbook.followup if each.on],
        "far": _tell_days(pilot) if pilot and started and not ended else "",
    }


def _tell_days(pilot: PilotFigures) -> str:
    """Return `Day 2 of 88 ▱▱▱▱▱`."""
    full = STEPS * pilot.day // pilot.days
    return f"Day {pilot.day} of {pilot.days} {'▰' * full}{'▱' * (STEPS - full)}"


def _first_step(finished: FinishedRun) -> dict[str, Any]:
    """Return the first thing to do, by whom and until when, and the promise of it; nobody where there is nothing, or
    where it begins with their names itself.
    """
    first = next(iter(finished.result.recommendations), None)
    if first is None:
        return {"step": "", "who": "", "due": "", "promised": None}
    owner = advice.make_offer(first, {}).owner if first.key else None
    step = FilledText(first.filled.text, _shorten(first.values))
    names_them = names_somebody_first(format_text(step.text, step.values))
    return {
        "step": step,
        "who": "" if names_them else mention_user(owner or finished.by[0]),
        "due": finished.due or "",
        "promised": finished.taken.get(first.key),
    }


def _shorten(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with what people typed cut to a name's length: a post has room for no more."""
    return {name: blocks.shorten(value, NAME) if type(value) is str else value for name, value in values.items()}


def _post_buttons(finished: FinishedRun, presentation: Presentation) -> list[Block]:
    """Return the buttons in their order, the first one primary where it is something to take or to score."""
    change = AGAIN if finished.playbook.ending is Ending.LIST else CHANGE
    first = [*_take(finished), *(_own(each, finished) for each in presentation.own)]
    always = [
        controls.button("See everything", EVERYTHING, ToFinished(finished.ref)),
        controls.button("Change", change, ToFinished(finished.ref)),
    ]
    return [*([{**first[0], "style": "primary"}, *first[1:]] if first else []), *always]


def _take(finished: FinishedRun) -> list[Block]:
    """Return the buttons of whoever is asked: to take it, and to pass. None once there is nothing left to take."""
    if finished.is_decided:
        return []
    states = {seat.state for seat in finished.seats}
    if states - {SeatState.TAKEN}:
        leave = [seats.leave_button(finished.ref)] if SeatState.ASKED in states else []
        return [seats.take_button(finished.ref), *leave]
    first = next(iter(finished.result.recommendations), None)
    is_left = first is not None and first.key and first.key not in finished.taken
    return [seats.take_button(finished.ref)] if is_left else []


def _everything_buttons(finished: FinishedRun, presentation: Presentation) -> list[Block]:
    away = controls.button("Take it down", TAKE_DOWN, ToFinished(finished.ref))
    return [
        *(_own(each, finished) for each in presentation.more),
        controls.button("How this works", HOW, ToPlaybook(finished.playbook.word)),
        controls.button("Export", EXPORT, ToFinished(finished.ref)),
        {**away, "confirm": _SURE},
        delete_button(finished.ref),
    ]


def delete_button(ref: str) -> Block:
    """Return the button that deletes a result, which asks back."""
    return {**controls.button("Delete it", DELETE, ToRun(ref), "danger"), "confirm": _FOR_GOOD}


_FOR_GOOD = {
    "title": blocks.plain("Delete it for good?"),
    "text": blocks.plain(
        "The answers, the result and its post are deleted for everybody. What was promised because of it stays.", 300
    ),
    "confirm": blocks.plain("Delete it", 30),
    "deny": blocks.plain("Keep it", 30),
    "style": "danger",
}
_SURE = {
    "title": blocks.plain("Take it down?"),
    "text": blocks.plain("The post is deleted for everybody. What was promised because of it stays.", 300),
    "confirm": blocks.plain("Take it down", 30),
    "deny": blocks.plain("Keep it", 30),
}


def _own(button: Button, finished: FinishedRun) -> Block:
    match button:
        case Button.SCORE:
            return controls.button("Score them too", SCORE, ToFinished(finished.ref))
        case Button.MARK:
            return controls.button("Mark what I saw", SCORE, ToFinished(finished.ref))
        case Button.QUESTIONS:
            return controls.button("Questions to send", ASK, ToFinished(finished.ref))
        case Button.FULL:
            return controls.button("Look at it in full", BEGIN, ToFinished(finished.ref))
