"""A page of a playbook as a modal: what is asked, what was answered, Back and Next."""

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category

from bot.coaching.interview import LONGEST, Answers, Step, items, page_of, place_of
from bot.coaching.playbook import Playbook, Question
from bot.coaching.turns import Scoring
from bot.messages import blocks
from bot.messages.blocks import Block, View
from bot.messages.render import compose

KEEP, BACK, AFRESH = "interview:keep", "interview:back", "interview:afresh"
MARKS = (1, 2, 3, 4, 5)
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols of Unicode that show nothing


def page(
    playbook: Playbook,
    run_id: str,
    answers: Answers,
    step: Step,
    *,
    resumed: bool = False,
    promised: Sequence[Mapping[str, Any]] = (),
) -> View:
    """One step of the interview. Its fields are named `question.item` (`question.slot` for a list of items).

    `promised` are the person's own commitments that name this playbook as their cue, quoted back to them.
    """
    place = place_of(playbook, answers, step)
    shown = page_of(playbook, step)
    values = {
        "title": shown.title,
        "intro": shown.intro or "",
        "opening": (playbook.opening or "") if place.number == 1 and not isinstance(playbook, Scoring) else "",
        "scoring": place.number == 1 and isinstance(playbook, Scoring),
        "about": _about(playbook, answers, step),
        "place": place.number,
        "length": 0 if any(question.kind == "items" for question in shown.question) else place.length,
        "resumed": resumed,
        "promised": promised[:3],
    }
    words = compose("page", values, {"afresh": [_turns((AFRESH, "Start over"))] if resumed else []})["blocks"]
    fields = [field for question in place.questions for field in _fields(question, step, answers)]
    back = [_turns((BACK, "Back"))] if place.number > 1 else []
    return {
        **blocks.modal(
            playbook.title,
            [*words, *fields, *back],
            callback="interview:page",
            about=f"{run_id}/{step.page}/{step.item}",
            submit="Finish" if place.number == place.length else "Next",
            close="Save for later",
        ),
        "notify_on_close": True,
    }


def finished(playbook: Playbook, *, shared: str, channel: str) -> View:
    """The last view: where the result is."""
    told = compose("finished", {"shared": shared, "channel": channel})
    return blocks.modal(playbook.title, told["blocks"], callback="interview:finished", about="", close="Close")


def how(playbook: Playbook, weights: Mapping[str, int]) -> View:
    """How this works: the rule, the weights, the sources with their grades."""
    sources = [{"text": source.text, "grade": source.grade} for source in playbook.source]
    told = compose("how", {"how": playbook.how, "weights": weights, "sources": sources})
    return blocks.modal("How this works", told["blocks"], callback="interview:how", about="", close="Close")


def read(question: Question, step: Step, state: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Any:
    """The answer in view.state.values, tidied; None when left empty. KeyError when the view did not ask it."""
    if question.kind == "items":
        names = [name for name in field_names(question, step) if name in state]
        slots = {name.rpartition(".")[2]: tidy(_value(state, name)) for name in names}
        return {key: text for key, text in slots.items() if text}
    value = _value(state, field_name(question, step))
    if question.kind == "scale":
        return int(value) if value and value.isdecimal() else None
    return (tidy(value) or None) if question.kind in LONGEST else value


def field_name(question: Question, step: Step) -> str:
    return f"{question.name}.{step.item}" if step.item else question.name


def field_names(question: Question, step: Step) -> list[str]:
    """Every field that asks this question: one for each slot of a list of items."""
    if question.kind == "items":
        return [f"{question.name}.{slot}" for slot in range(1, question.most + 1)]
    return [field_name(question, step)]


def tidy(text: str | None) -> str:
    """What a person typed, without what no database takes (NUL, broken halves of characters) and outer blanks.

    "" when nothing of it could be seen: blanks, joiners and fillers only.
    """
    clean = (text or "").replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean.strip() if any(category(each)[0] in "LNPS" and each not in FILLERS for each in clean) else ""


def _value(state: Mapping[str, Mapping[str, Mapping[str, Any]]], name: str) -> Any:
    """The one value of an input, whatever its element calls it (docs.slack.dev, view state)."""
    (told,) = state[name].values()
    if told["type"] in ("static_select", "radio_buttons"):
        return (told.get("selected_option") or {}).get("value")
    if told["type"] == "users_select":
        return told.get("selected_user")
    return told.get("selected_date") if told["type"] == "datepicker" else told.get("value")


def _about(playbook: Playbook, answers: Answers, step: Step) -> str:
    each = page_of(playbook, step).each
    return items(answers, each).get(step.item, "") if each else ""


def _turns(*acts: tuple[str, str]) -> Block:
    return blocks.actions(*(blocks.button(label, action, action) for action, label in acts))


def _fields(question: Question, step: Step, answers: Answers) -> list[Block]:
    value = answers.get((question.name, step.item))
    if question.kind == "items":
        return [_slot(question, slot, (value or {}).get(str(slot))) for slot in range(1, question.most + 1)]
    return [
        blocks.field(
            field_name(question, step),
            question.ask,
            _element(question, value),
            hint=question.hint,
            optional=question.optional,
            keep=KEEP,
        )
    ]


def _slot(question: Question, slot: int, value: str | None) -> Block:
    element = blocks.text_input(value, limit=LONGEST["items"])
    optional = slot > question.least
    name = f"{question.name}.{slot}"
    return blocks.field(name, f"{question.item} {slot}", element, optional=optional, keep=KEEP)


def _element(question: Question, value: Any) -> dict[str, Any]:
    if question.kind == "scale":
        options = [(str(mark), _mark(question, mark)) for mark in MARKS]
        return blocks.menu(options, str(value) if value else None, "1 to 5")
    if question.kind == "choice":
        return blocks.choice([(option.value, option.text) for option in question.options], value)
    if question.kind == "person":
        return blocks.person(value)
    if question.kind == "date":
        return blocks.day(value)
    return blocks.text_input(value, limit=LONGEST[question.kind], multiline=question.kind == "long")


def _mark(question: Question, mark: int) -> str:
    meaning = {1: question.low, 5: question.high}.get(mark, "")
    return f"{mark} – {meaning}" if meaning else str(mark)
