"""A page of a playbook as a modal: what is asked, what was answered, Back and Next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.coaching.interview.resolving import list_left_out
from bot.coaching.interview.route import Answers, Place, Step, find_pick, is_closing, list_items, page_of, place_of
from bot.coaching.interview.statements import level_of
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.playbook.questions import Page, Question
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.base import ListWords, Playbook
from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.inputs import Asking, compose_fields
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.block_kit.people_fields import NO_ROSTER, Roster
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished, ToPage, ToPlaybook, ToRun
from bot.messages.playbooks import pitches
from bot.messages.playbooks.previews import quote_post
from bot.model.commitments import Commitment
from bot.model.teams import Side

PAGE = Act("interview:page", ToPage)
KEEP = Act("interview:keep", Nothing)
BACK = Act("interview:back", Nothing)
START_OVER = Act("interview:start_over", Nothing)
RESUME = Act("interview:resume", ToRun)
AGAIN = Act("interview:again", ToFinished)
HOW = Act("interview:how", ToPlaybook)
SOURCES = Act("interview:sources", Nothing)


@dataclass(frozen=True)
class Frame:
    """What a view shows around its questions.

    `defaults` stand in fields without an answer; `roster` has the people to choose from; `cued` are the person's own
    commitments that name this playbook as their cue, quoted back to them; `hints` say more about a question, by its
    name; `prefilled`: it begins with answers to other playbooks; `submit` is what the button says of a part that is
    changed by itself; `post` and `notes` are what the last view shows of the result; `redrawn`: the window is open
    already; `missing` are sides that have to agree in the end, and have nobody in the team.
    """

    defaults: Answers = field(default_factory=dict)
    roster: Roster = NO_ROSTER
    resumed: bool = False
    prefilled: bool = False
    cued: Sequence[Commitment] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    submit: str = ""
    post: Message | None = None
    notes: Sequence[str | FilledText] = ()
    redrawn: bool = False
    missing: Sequence[Side] = ()


BARE = Frame()


def compose_page(
    playbook: Playbook, variant: Variant, run_id: str, answers: Answers, step: Step, frame: Frame = BARE
) -> View:
    """Return one view of the interview."""
    place = place_of(variant, answers, step)
    head = _head(playbook, variant, answers, step, place, in_turn=not frame.submit)
    words = (
        _compose_preview(variant, answers, head, frame)
        if is_closing(variant, step)
        else _compose_words({**head, **_tell_beginning(frame, first=place.number == 1)})
    )
    inputs = _inputs(playbook, variant, answers, step, place, frame, KEEP)
    shown = [*words, *inputs, *([_button("Back", BACK)] if place.number > 1 else [])]
    # "Save for later" only closes the window: what stands in it comes with Slack's notice of that.
    return controls.modal(
        playbook.title,
        shown if frame.redrawn else blocks.focus_first(shown),
        PAGE,
        ToPage.of(run_id, step),
        submit=frame.submit or _name_submit(variant, step, place),
        close="Save for later",
        closing=True,
    )


def compose_part(
    playbook: Playbook, variant: Variant, answers: Answers, step: Step, keep: Act[Nothing], hints: Mapping[str, str]
) -> list[Block]:
    """Return a page as a part of a list that all fill in; `keep` hears of every change in a field."""
    place = place_of(variant, answers, step)
    head = _head(playbook, variant, answers, step, place, in_turn=False)
    return [*_compose_words(head), *_inputs(playbook, variant, answers, step, place, Frame(hints=hints), keep)]


def _tell_beginning(frame: Frame, *, first: bool) -> dict[str, Any]:
    missing = [(SIDE_NAMES[side], side.value) for side in frame.missing] if first else []
    return {"resumed": frame.resumed, "cued": frame.cued[:3], "prefilled": frame.prefilled, "missing": missing}


def _compose_words(values: Mapping[str, Any]) -> list[Block]:
    afresh = [_button("Start over", START_OVER)] if values.get("resumed") else []
    told = {"resumed": False, "cued": (), "prefilled": False, "missing": (), **values}
    return compose_message("page", told, {"afresh": afresh})["blocks"]


def _compose_preview(variant: Variant, answers: Answers, head: Mapping[str, Any], frame: Frame) -> list[Block]:
    pick = find_pick(variant, answers)
    values = {
        "place": head["place"],
        "length": head["length"],
        "rivals": list(pick.rivals.values()) if pick else [],
        "posted": frame.post is not None,
        "resumed": frame.resumed,
        "notes": frame.notes,
    }
    parts = {
        "post": quote_post(frame.post) if frame.post else [],
        "afresh": [_button("Start over", START_OVER)] if frame.resumed else [],
    }
    return compose_message("preview", values, parts, limit=blocks.VIEW_BLOCKS)["blocks"]


def _name_submit(variant: Variant, step: Step, place: Place) -> str:
    """Return what the button of a view does."""
    if is_closing(variant, step):
        return "Show result" if variant.private else "Post it"
    last = place.length - 1 if variant.previewed else place.length
    if place.number < last or _leads_on(variant, place):
        return "Next"
    return "Preview" if variant.previewed else "Finish"


def _inputs(
    playbook: Playbook,
    variant: Variant,
    answers: Answers,
    step: Step,
    place: Place,
    frame: Frame,
    keep: Act[Nothing],
) -> list[Block]:
    presumed = playbook.presume(variant, answers)
    notes = {**{name: pitches.note(each.quote) for name, each in presumed.items()}, **frame.hints}
    filled_in = {**frame.defaults, **answers, **{(name, ""): each.value for name, each in presumed.items()}}
    asking = Asking(keep, frame.roster)
    return [
        block
        for question in place.questions
        for block in compose_fields(_add_note(question, notes), step, filled_in, asking)
    ]


def _head(
    playbook: Playbook, variant: Variant, answers: Answers, step: Step, place: Place, *, in_turn: bool
) -> dict[str, Any]:
    """Return the values above the questions; `in_turn` for one of the pages that are gone through in their order."""
    page, first, scoring = page_of(variant, step), place.number == 1, variant.ending is Ending.SCORES
    shown = level_of(page, step.part) or page
    return {
        "title": shown.title,
        "intro": shown.intro or "",
        "opening": (playbook.opening or "") if first and in_turn and not scoring else "",
        "scoring": first and scoring,
        "watched": playbook.list_words is ListWords.WATCHED,
        "about": list_items(answers, page.each).get(step.item, "") if page.each else "",
        "claims": playbook.count_claims(answers) if page.level and step.part == 0 else 0,
        "unread": bool(page.level) and step.part == 0 and not playbook.understands(answers),
        "left_out": list_left_out(variant, page, answers) if page.left_out else [],
        "why_left_out": page.left_out,
        "place": place.number if in_turn else 0,
        "length": place.length if _is_foreseen(variant, answers, page) else 0,
    }


def show_finished(playbook: Playbook, *, shared: str, channel: str) -> View:
    """Return the window when it is done: where the result is."""
    words = compose_message("finished", {"shared": shared, "channel": channel})
    return blocks.modal(playbook.title, words["blocks"], callback="interview:finished", metadata="")


def explain(playbook: Playbook) -> View:
    """Return how this works: the rule, the weights, the sources with their grades, and the way to all other sources."""
    sources = playbook.source
    every = blocks.actions(controls.button("All sources", SOURCES, Nothing()))
    values = {"how": playbook.method, "weights": playbook.weights, "sources": sources}
    words = compose_message("how", values, {"every": [every]})
    return blocks.modal("How this works", words["blocks"], callback="interview:how", metadata="")


def _add_note(question: Question, notes: Mapping[str, str]) -> Question:
    note = notes.get(question.name)
    return question.model_copy(update={"hint": " ".join(filter(None, (question.hint, note)))}) if note else question


def _leads_on(variant: Variant, place: Place) -> bool:
    """Return True when each entry of a list on this page will have a page of its own, so that it is not the last."""
    listed = {question.name for question in place.questions if question.kind == "items"}
    return any(page.each in listed for page in variant.pages)


def _is_foreseen(variant: Variant, answers: Answers, shown: Page) -> bool:
    """Return True when the number of pages is known: every list has been written that pages or rows are repeated for.

    Groups of ticks over a list are not: however long it is, they take one input.
    """
    rows = {question.over for page in variant.pages for question in page.question if question.kind == "people"}
    repeated = {each for each in {*rows, *(page.each for page in variant.pages)} if each}
    asked = {question.name for question in shown.question if question.kind == "items"}
    return not asked & repeated and all((each, "") in answers for each in repeated)


def _button(label: str, act: Act[Nothing]) -> Block:
    return blocks.actions(controls.button(label, act, Nothing()))
