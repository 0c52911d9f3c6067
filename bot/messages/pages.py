"""A page of a playbook as a modal: what is asked, what was answered, Back and Next."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.coaching.interview.route import LONGEST, Answers, Place, Step, list_items, page_of, place_of
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.shapes.base import Playbook
from bot.messages import blocks, controls, pitches
from bot.messages.blocks import Block, View
from bot.messages.payloads import Act, Nothing
from bot.messages.render import compose_message
from bot.messages.targets import ToPage, ToPlaybook, ToRun
from bot.model.commitments import Commitment

DIGITS = 6  # the longest number that can be typed
MARKS = (1, 2, 3, 4, 5)
PAGE = Act("interview:page", ToPage)
KEEP = Act("interview:keep", Nothing)
BACK = Act("interview:back", Nothing)
START_OVER = Act("interview:start_over", Nothing)
RESUME = Act("interview:resume", ToRun)
AGAIN = Act("interview:again", ToRun)
HOW = Act("interview:how", ToPlaybook)
SOURCES = Act("interview:sources", Nothing)


def compose_page(
    playbook: Playbook,
    variant: Variant,
    run_id: str,
    answers: Answers,
    step: Step,
    *,
    resumed: bool = False,
    submit: str = "",
    cued: Sequence[Commitment] = (),
    hints: Mapping[str, str] | None = None,
    prefilled: bool = False,
) -> View:
    """Return one step of the interview.

    `submit` is what the button says where it is not Next, or Finish on the last page. `cued` are the person's own
    commitments that name this playbook as their cue, quoted back to them. `hints` say more about a question, by its
    name. `prefilled`: it begins with answers to other playbooks.
    """
    place = place_of(variant, answers, step)
    head = _head(playbook, variant, answers, step, place, alone=True)
    values = {**head, "resumed": resumed, "cued": cued[:3], "prefilled": prefilled}
    words = compose_message("page", values, {"afresh": [_button("Start over", START_OVER)] if resumed else []})[
        "blocks"
    ]
    inputs = _inputs(playbook, variant, answers, step, place, KEEP, hints or {})
    back = [_button("Back", BACK)] if place.number > 1 else []
    last = place.number == place.length and not _leads_on(variant, place)
    # "Save for later" only closes the window: what stands in it comes with Slack's notice of that.
    return controls.modal(
        playbook.title,
        [*words, *inputs, *back],
        PAGE,
        ToPage(run_id, step.page, step.item),
        submit=submit or ("Finish" if last else "Next"),
        close="Save for later",
        closing=True,
    )


def compose_part(
    playbook: Playbook, variant: Variant, answers: Answers, step: Step, keep: Act[Nothing], hints: Mapping[str, str]
) -> list[Block]:
    """Return a page as a part of a list that all fill in; `keep` hears of every change in a field."""
    place = place_of(variant, answers, step)
    head = _head(playbook, variant, answers, step, place, alone=False)
    words = compose_message("page", {**head, "resumed": False, "cued": (), "prefilled": False}, {"afresh": []})[
        "blocks"
    ]
    return [*words, *_inputs(playbook, variant, answers, step, place, keep, hints)]


def _inputs(
    playbook: Playbook,
    variant: Variant,
    answers: Answers,
    step: Step,
    place: Place,
    keep: Act[Nothing],
    hints: Mapping[str, str],
) -> list[Block]:
    presumed = playbook.presume(variant, answers)
    notes = {**{name: pitches.note(each.quote) for name, each in presumed.items()}, **hints}
    filled_in = {**answers, **{(name, ""): each.value for name, each in presumed.items()}}
    return [
        field
        for question in place.questions
        for field in compose_fields(_add_note(question, notes), step, filled_in, keep)
    ]


def _head(
    playbook: Playbook, variant: Variant, answers: Answers, step: Step, place: Place, *, alone: bool
) -> dict[str, Any]:
    """Return the values above the questions; `alone` for a page by itself, not in a list that all fill in."""
    shown = page_of(variant, step)
    first, scoring = place.number == 1, variant.ending is Ending.SCORES
    return {
        "title": shown.title,
        "intro": shown.intro or "",
        "opening": (playbook.opening or "") if first and alone and not scoring else "",
        "scoring": first and scoring,
        "about": list_items(answers, shown.each).get(step.item, "") if shown.each else "",
        "place": place.number if alone else 0,
        "length": place.length if _is_foreseen(variant, answers, shown) else 0,
    }


def show_finished(playbook: Playbook, *, shared: str, channel: str) -> View:
    """Return the last view: where the result is."""
    words = compose_message("finished", {"shared": shared, "channel": channel})
    return blocks.modal(playbook.title, words["blocks"], callback="interview:finished", metadata="")


def explain(playbook: Playbook) -> View:
    """Return how this works: the rule, the weights, the sources with their grades, and the way to all other sources."""
    sources = [{"text": source.text, "grade": source.grade} for source in playbook.source]
    every = blocks.actions(controls.button("All sources", SOURCES, Nothing()))
    values = {"how": playbook.method, "weights": playbook.weights, "sources": sources}
    words = compose_message("how", values, {"every": [every]})
    return blocks.modal("How this works", words["blocks"], callback="interview:how", metadata="")


def name_field(question: Question, step: Step) -> str:
    """Return the field that asks this question on this page."""
    return f"{question.name}.{step.item}" if step.item else question.name


def list_fields(question: Question, step: Step) -> list[str]:
    """Return every field that asks this question: one for each slot of a list of items."""
    if question.kind == "items":
        return [f"{question.name}.{slot}" for slot in range(1, question.most + 1)]
    return [name_field(question, step)]


def _add_note(question: Question, notes: Mapping[str, str]) -> Question:
    note = notes.get(question.name)
    return question.model_copy(update={"hint": " ".join(filter(None, (question.hint, note)))}) if note else question


def _leads_on(variant: Variant, place: Place) -> bool:
    """Return True when each entry of a list on this page will have a page of its own, so that it is not the last."""
    listed = {question.name for question in place.questions if question.kind == "items"}
    return any(page.each in listed for page in variant.pages)


def _is_foreseen(variant: Variant, answers: Answers, shown: Page) -> bool:
    """Return True when the number of pages is known: every list that pages are repeated for has been written."""
    asked = {question.name for question in shown.question if question.kind == "items"}
    return not asked and all((page.each, "") in answers for page in variant.pages if page.each)


def _button(label: str, act: Act[Nothing]) -> Block:
    return blocks.actions(controls.button(label, act, Nothing()))


def compose_fields(question: Question, step: Step, answers: Answers, keep: Act[Nothing] | None = None) -> list[Block]:
    """Return the inputs of one question, filled in as answered, named by `list_fields`; `keep` hears of changes."""
    value = answers.get((question.name, step.item))
    if question.kind == "items":
        suggested = {str(slot): text for slot, text in enumerate(question.suggest, 1)}
        return _slots(question, suggested if value is None else value, keep)
    return [
        blocks.field(
            name_field(question, step),
            f"{question.ask} ({question.unit})" if question.unit else question.ask,
            _element(question, value),
            hint=question.hint,
            optional=question.optional,
            keep=keep.name if keep else "",
        )
    ]


def _slots(question: Question, value: Mapping[str, str], keep: Act[Nothing] | None) -> list[Block]:
    return [_slot(question, slot, value.get(str(slot)), keep) for slot in range(1, question.most + 1)]


def _slot(question: Question, slot: int, value: str | None, keep: Act[Nothing] | None) -> Block:
    element = blocks.text_input(value, limit=LONGEST["items"])
    # Any of what is suggested may go; whether enough is left is said when the page is sent.
    optional = slot > question.least or question.optional or bool(question.suggest)
    name = f"{question.name}.{slot}"
    return blocks.field(name, f"{question.item} {slot}", element, optional=optional, keep=keep.name if keep else "")


def _element(question: Question, value: Any) -> dict[str, Any]:
    if question.kind == "scale":
        options = [(str(mark), _describe_mark(question, mark)) for mark in MARKS]
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


def _describe_mark(question: Question, mark: int) -> str:
    meaning = {1: question.low, 5: question.high}.get(mark, "")
    return f"{mark} – {meaning}" if meaning else str(mark)
