"""A page of a playbook as a modal: what is asked, what was answered, Back and Next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import category

from bot.coaching import pitch
from bot.coaching.interview.route import LONGEST, Answers, Place, Step, items, page_of, place_of
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.shapes.picker.parts import Scoring
from bot.coaching.shapes.table import Playbook
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
    run_id: str,
    answers: Answers,
    step: Step,
    *,
    resumed: bool = False,
    submit: str = "",
    promised: Sequence[Commitment] = (),
    story: str = "interview",
    hints: Mapping[str, str] | None = None,
    handed: bool = False,
) -> View:
    """One step of the interview. Its fields are named `question.item` (`question.slot` for a list of items).

    `submit` is what the button says where it is not Next, or Finish on the last page. `promised` are the person's own
    commitments that name this playbook as their cue, quoted back to them. `story` hears of every change in a field.
    `hints` say more about a question, by its name. `handed`: it begins with what other playbooks were told.
    """
    place = place_of(playbook, answers, step)
    presumed = pitch.presumed(playbook, answers)
    notes = {**_presumed_notes(playbook, answers, presumed), **(hints or {})}
    values = {"resumed": resumed, "promised": promised[:3], "handed": handed}
    told = {**values, **_head(playbook, answers, step, place, alone=story == "interview")}
    words = compose("page", told, {"afresh": [_turns((AFRESH, "Start over"))] if resumed else []})["blocks"]
    asked = [
        field
        for question in place.questions
        for field in fields(_noted(question, notes), step, {**answers, **presumed}, f"{story}:keep")
    ]
    back = [_turns((BACK, "Back"))] if place.number > 1 else []
    return {
        **blocks.modal(
            playbook.title,
            [*words, *asked, *back],
            callback="interview:page",
            about=f"{run_id}/{step.page}/{step.item}",
            submit=submit or ("Finish" if place.number == place.length and not _leads_on(playbook, place) else "Next"),
            close="Save for later",
        ),
        "notify_on_close": True,
    }


def _head(playbook: Playbook, answers: Answers, step: Step, place: Place, *, alone: bool) -> dict[str, Any]:
    """What stands above the questions. `alone`: one page after the other, not a part of a list that all fill in."""
    shown = page_of(playbook, step)
    return {
        "title": shown.title,
        "intro": shown.intro or "",
        "opening": _opening(playbook) if place.number == 1 and alone else "",
        "scoring": place.number == 1 and isinstance(playbook, Scoring),
        "about": _about(playbook, answers, step),
        "place": place.number if alone else 0,
        "length": place.length if _foreseen(playbook, answers, shown) else 0,
    }


def finished(playbook: Playbook, *, shared: str, channel: str) -> View:
    """The last view: where the result is."""
    told = compose("finished", {"shared": shared, "channel": channel})
    return blocks.modal(playbook.title, told["blocks"], callback="interview:finished", about="", close="Close")


def how(playbook: Playbook, weights: Mapping[str, int]) -> View:
    """How this works: the rule, the weights, the sources with their grades, and the way to all other sources."""
    sources = [{"text": source.text, "grade": source.grade} for source in playbook.source]
    every = blocks.actions(blocks.button("All sources", "interview:sources", playbook.word))
    told = compose("how", {"how": playbook.how, "weights": weights, "sources": sources}, {"every": [every]})
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
    if question.kind == "number":
        return _number(tidy(value))
    return (tidy(value) or None) if question.kind in LONGEST else value


def shown(view_blocks: Iterable[Block]) -> dict[str, Any]:
    """Question → the answer that stood in its field when the view was drawn."""
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
    if told["type"] in ("users_select", "multi_users_select"):
        return told.get("selected_user") or told.get("selected_users")
    return told.get("selected_date") if told["type"] == "datepicker" else told.get("value")


def _presumed_notes(playbook: Playbook, answers: Answers, presumed: Answers) -> dict[str, str]:
    """Question → where its answer comes from, while nobody has answered it."""
    notes = pitches.notes(playbook, answers) if presumed else {}
    return {name: notes[playbook.questions[name].dimension or ""] for name, _ in presumed}


def _noted(question: Question, notes: Mapping[str, str]) -> Question:
    note = notes.get(question.name)
    return question.model_copy(update={"hint": " ".join(filter(None, (question.hint, note)))}) if note else question


def _leads_on(playbook: Playbook, place: Place) -> bool:
    """Whether what is listed here is asked about on pages of its own: how many, nobody knows before."""
    listed = {question.name for question in place.questions if question.kind == "items"}
    return any(page.each in listed for page in playbook.page)


def _opening(playbook: Playbook) -> str:
    return "" if isinstance(playbook, Scoring) else playbook.opening or ""


def _foreseen(playbook: Playbook, answers: Answers, shown: Page) -> bool:
    """Whether it is known how many pages there will be: every list that pages are repeated for is written."""
    asked = {question.name for question in shown.question if question.kind == "items"}
    return not asked and all((page.each, "") in answers for page in playbook.page if page.each)


def _about(playbook: Playbook, answers: Answers, step: Step) -> str:
    each = page_of(playbook, step).each
    return items(answers, each).get(step.item, "") if each else ""


def _turns(*acts: tuple[str, str]) -> Block:
    return blocks.actions(*(blocks.button(label, action, action) for action, label in acts))


def fields(question: Question, step: Step, answers: Answers, keep: str = "") -> list[Block]:
    """The inputs of one question, filled in as answered; `keep` is the action that hears of every change."""
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
