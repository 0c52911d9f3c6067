"""A page of a playbook as a modal: what is asked, what was answered, Back and Next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import category

from bot.coaching.interview.route import LONGEST, Answers, Place, Step, items, page_of, place_of
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.shapes.base import Playbook, Presumption
from bot.messages import blocks, pitches
from bot.messages.blocks import Block, View
from bot.messages.render import compose
from bot.model.commitments import Commitment

BACK, AFRESH = "interview:back", "interview:afresh"
DIGITS = 6
MARKS = (1, 2, 3, 4, 5)
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols of Unicode that show nothing


def page(
    playbook: Playbook,
    variant: Variant,
    run_id: str,
    answers: Answers,
    step: Step,
    *,
    resumed: bool = False,
    submit: str = "",
    promised: Sequence[Commitment] = (),
    story: str = "interview",
    hints: Mapping[str, str] | None = None,
    prefilled: bool = False,
) -> View:
    """Return one step of the interview. Its fields are named `question.item` (`question.slot` for a list of items).

    `submit` is what the button says where it is not Next, or Finish on the last page. `promised` are the person's own
    commitments that name this playbook as their cue, quoted back to them. `story` hears of every change in a field.
    `hints` say more about a question, by its name. `prefilled`: it begins with answers to other playbooks.
    """
    place = place_of(variant, answers, step)
    values = {
        **_head(playbook, variant, answers, step, place, alone=story == "interview"),
        "resumed": resumed,
        "promised": promised[:3],
        "prefilled": prefilled,
    }
    words = compose("page", values, {"afresh": [_button(AFRESH, "Start over")] if resumed else []})["blocks"]
    presumed = playbook.presume(variant, answers)
    inputs = _inputs(place.questions, step, answers, presumed, hints or {}, f"{story}:keep")
    last = place.number == place.length and not _leads_on(variant, place)
    return _window(
        playbook.title,
        [*words, *inputs, *([_button(BACK, "Back")] if place.number > 1 else [])],
        f"{run_id}/{step.page}/{step.item}",
        submit or ("Finish" if last else "Next"),
    )


def _inputs(
    questions: Iterable[Question],
    step: Step,
    answers: Answers,
    presumed: Mapping[str, Presumption],
    hints: Mapping[str, str],
    keep: str,
) -> list[Block]:
    """The fields of a page. What is presumed stands there, with a note that says why, until somebody answers it."""
    notes = {**{name: pitches.note(each.quote) for name, each in presumed.items()}, **hints}
    known = {**answers, **{(name, ""): each.value for name, each in presumed.items()}}
    return [field for question in questions for field in fields(_noted(question, notes), step, known, keep)]


def _window(title: str, shown: list[Block], about: str, submit: str) -> View:
    """A window whose answers are kept when it is closed."""
    view = blocks.modal(title, shown, callback="interview:page", about=about, submit=submit, close="Save for later")
    return {**view, "notify_on_close": True}


def _head(
    playbook: Playbook, variant: Variant, answers: Answers, step: Step, place: Place, *, alone: bool
) -> dict[str, Any]:
    """The values above the questions. `alone`: one page after the other, not a part of a list that all fill in."""
    shown = page_of(variant, step)
    first, scoring = place.number == 1, variant.ending is Ending.SCORES
    return {
        "title": shown.title,
        "intro": shown.intro or "",
        "opening": (playbook.opening or "") if first and alone and not scoring else "",
        "scoring": first and scoring,
        "about": items(answers, shown.each).get(step.item, "") if shown.each else "",
        "place": place.number if alone else 0,
        "length": place.length if _is_foreseen(variant, answers, shown) else 0,
    }


def finished(playbook: Playbook, *, shared: str, channel: str) -> View:
    """Return the last view: where the result is."""
    words = compose("finished", {"shared": shared, "channel": channel})
    return blocks.modal(playbook.title, words["blocks"], callback="interview:finished", about="", close="Close")


def how(playbook: Playbook) -> View:
    """Return how this works: the rule, the weights, the sources with their grades, and the way to all other sources."""
    sources = [{"text": source.text, "grade": source.grade} for source in playbook.source]
    every = blocks.actions(blocks.button("All sources", "interview:sources", playbook.word))
    values = {"how": playbook.method, "weights": playbook.weights, "sources": sources}
    words = compose("how", values, {"every": [every]})
    return blocks.modal("How this works", words["blocks"], callback="interview:how", about="", close="Close")


def read(question: Question, step: Step, state: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Any:
    """Return the answer in view.state.values, tidied; None when left empty. KeyError when the view did not ask it."""
    if question.kind == "items":
        names = [name for name in field_names(question, step) if name in state]
        slots = {name.rpartition(".")[2]: tidy(_value(state, name)) for name in names}
        return {key: text for key, text in slots.items() if text}
    value = _value(state, field_name(question, step))
    if question.kind == "scale":
        return int(value) if value and value.isdecimal() else None
    if question.kind == "number":
        return _number(tidy(value))
    return (tidy(value) or None) if question.kind in LONGEST else value


def shown(view_blocks: Iterable[Block]) -> dict[str, Any]:
    """Return question → the answer that stood in its field when the view was drawn."""
    inputs = [block for block in view_blocks if block["type"] == "input"]
    return {block["block_id"].partition(".")[0]: _stood(block["element"]) for block in inputs}


def _stood(element: Mapping[str, Any]) -> Any:
    if "initial_option" in element:
        return element["initial_option"]["value"]
    return next((element[key] for key in ("initial_value", "initial_user", "initial_date") if key in element), None)


def _number(text: str) -> int | str | None:
    """A whole number where it is one; otherwise what was typed, to be mended."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else text or None


def field_name(question: Question, step: Step) -> str:
    return f"{question.name}.{step.item}" if step.item else question.name


def field_names(question: Question, step: Step) -> list[str]:
    """Return every field that asks this question: one for each slot of a list of items."""
    if question.kind == "items":
        return [f"{question.name}.{slot}" for slot in range(1, question.most + 1)]
    return [field_name(question, step)]


def tidy(text: str | None) -> str:
    """Return what a person typed, without what no database takes (NUL, broken halves of characters) and outer blanks.

    "" when nothing of it could be seen: blanks, joiners and fillers only.
    """
    clean = (text or "").replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean.strip() if any(category(each)[0] in "LNPS" and each not in FILLERS for each in clean) else ""


def _value(state: Mapping[str, Mapping[str, Mapping[str, Any]]], name: str) -> Any:
    """The one value of an input, whatever its element calls it (docs.slack.dev, view state)."""
    (given,) = state[name].values()
    if given["type"] in ("static_select", "radio_buttons"):
        return (given.get("selected_option") or {}).get("value")
    if given["type"] in ("users_select", "multi_users_select"):
        return given.get("selected_user") or given.get("selected_users")
    return given.get("selected_date") if given["type"] == "datepicker" else given.get("value")


def _noted(question: Question, notes: Mapping[str, str]) -> Question:
    note = notes.get(question.name)
    return question.model_copy(update={"hint": " ".join(filter(None, (question.hint, note)))}) if note else question


def _leads_on(variant: Variant, place: Place) -> bool:
    """True when what is listed here is asked about on pages of its own: how many, nobody knows before."""
    listed = {question.name for question in place.questions if question.kind == "items"}
    return any(page.each in listed for page in variant.pages)


def _is_foreseen(variant: Variant, answers: Answers, shown: Page) -> bool:
    """True when it is known how many pages there will be: every list that pages are repeated for is written."""
    asked = {question.name for question in shown.question if question.kind == "items"}
    return not asked and all((page.each, "") in answers for page in variant.pages if page.each)


def _button(action: str, label: str) -> Block:
    return blocks.actions(blocks.button(label, action, action))


def fields(question: Question, step: Step, answers: Answers, keep: str = "") -> list[Block]:
    """Return the inputs of one question, filled in as answered; `keep` is the action that hears of every change."""
    value = answers.get((question.name, step.item))
    if question.kind == "items":
        suggested = {str(slot): text for slot, text in enumerate(question.suggest, 1)}
        return _slots(question, suggested if value is None else value, keep)
    return [
        blocks.field(
            field_name(question, step),
            f"{question.ask} ({question.unit})" if question.unit else question.ask,
            _element(question, value),
            hint=question.hint,
            optional=question.optional,
            keep=keep,
        )
    ]


def _slots(question: Question, value: Mapping[str, str], keep: str) -> list[Block]:
    return [_slot(question, slot, value.get(str(slot)), keep) for slot in range(1, question.most + 1)]


def _slot(question: Question, slot: int, value: str | None, keep: str) -> Block:
    element = blocks.text_input(value, limit=LONGEST["items"])
    # Any of what is suggested may go; whether enough is left is said when the page is sent.
    optional = slot > question.least or question.optional or bool(question.suggest)
    name = f"{question.name}.{slot}"
    return blocks.field(name, f"{question.item} {slot}", element, optional=optional, keep=keep)


def _element(question: Question, value: Any) -> dict[str, Any]:
    if question.kind == "scale":
        options = [(str(mark), _mark(question, mark)) for mark in MARKS]
        return blocks.menu(options, str(value) if value else None, "1 to 5")
    if question.kind == "choice":
        return blocks.choice([(option.value, option.text) for option in question.options], value)
    if question.kind == "person":
        return blocks.person(value)
    if question.kind == "people":
        return blocks.people(value or ())
    if question.kind == "date":
        return blocks.day(value)
    if question.kind == "number":
        return blocks.text_input(None if value is None else str(value), limit=DIGITS)
    return blocks.text_input(value, limit=LONGEST[question.kind], multiline=question.kind == "long")


def _mark(question: Question, mark: int) -> str:
    meaning = {1: question.low, 5: question.high}.get(mark, "")
    return f"{mark} – {meaning}" if meaning else str(mark)
