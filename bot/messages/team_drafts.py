"""A draft in full, which belongs to the whole team: the list of its parts, one part, and the card in the channel."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.interview.route import Answers, Step
from bot.coaching.interview.variants import VariantName
from bot.coaching.shapes.checklist.full import Stage, count_answers, is_enough, list_stages
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages import blocks, pages
from bot.messages.blocks import Block, View
from bot.messages.render import Message, compose, mention

Authors = Mapping[tuple[str, str], str]


def overview(playbook: Checklist, run_id: str, answers: Answers, by: Authors) -> View:
    """Return every part with what is done and by whom; Finish once it is enough."""
    full = playbook.variant(VariantName.FULL)
    stages = list_stages(playbook, full, answers)
    answered, asked = count_answers(stages)
    enough = is_enough(playbook, full, answers)
    values = {"subject": _subject(playbook, answers), "answered": answered, "asked": asked, "enough": enough}
    rows = [block for stage in stages for block in _row(run_id, stage, by)]
    away = blocks.button("Throw it away", "whole:drop", run_id, "danger")
    parts = {"stages": rows, "away": [blocks.actions({**away, "confirm": _SURE})]}
    return blocks.modal(
        playbook.title,
        compose("whole", values, parts)["blocks"],
        callback="whole:list",
        about=run_id,
        submit="Finish" if enough else None,
    )


def part(playbook: Checklist, run_id: str, answers: Answers, step: Step, hints: Mapping[str, str]) -> View:
    """Return one part to fill in; what is left open can be filled in by somebody else."""
    variant = playbook.variant(VariantName.FULL)
    view = pages.page(playbook, variant, run_id, answers, step, story="whole", hints=hints)
    shown = [block for block in view["blocks"] if block["type"] != "actions"]
    back = blocks.actions(blocks.button("All parts", "whole:list", run_id))
    return {
        **view,
        "callback_id": "whole:part",
        "submit": blocks.plain("Save"),
        "close": blocks.plain("Close"),
        "blocks": [*shown, back],
    }


def card(playbook: Checklist, run: Mapping[str, Any], answers: Answers, by: Authors) -> Message:
    """Return what the channel sees while the team is at it, drawn anew with every part."""
    stages = list_stages(playbook, playbook.variant(VariantName.FULL), answers)
    answered, asked = count_answers(stages)
    values = {
        "title": playbook.title,
        "subject": _subject(playbook, answers),
        "starter": run["started_by"],
        "answered": answered,
        "asked": asked,
        "finished": bool(run["finished_at"]),
        "headline": run["headline"] or "",
        "open": [stage for stage in stages if not stage.done and stage.call],
        "people": _people(stages, by),
    }
    join = blocks.actions(blocks.button("Fill in what I know", "whole:join", run["id"], "primary"))
    return compose("whole_card", values, {"join": [] if run["finished_at"] else [join]})


_SURE = {
    "title": blocks.plain("Throw it away?"),
    "text": blocks.plain("Everybody's answers in this draft are gone then.", 300),
    "confirm": blocks.plain("Throw it away", 30),
    "deny": blocks.plain("Keep it", 30),
}


def _row(run_id: str, stage: Stage, by: Authors) -> list[Block]:
    values = {"stage": stage, "asked": len(stage.asks), "people": _people([stage], by)}
    words = compose("whole_part", values)["blocks"]
    label = "Look at it" if stage.done and stage.asks else "Fill in"
    go = blocks.button(label, f"whole:part-{stage.step.page}", f"{run_id}/{stage.step.page}/{stage.step.item}")
    return blocks.beside(words, go)


def _people(stages: list[Stage], by: Authors) -> list[str]:
    """Everybody who has answered, each once."""
    return list(
        dict.fromkeys(
            mention(by[question.name, stage.step.item])
            for stage in stages
            for question in stage.asks
            if (question.name, stage.step.item) in by
        )
    )


def _subject(playbook: Checklist, answers: Answers) -> str:
    return answers.get((playbook.subject, "")) or ""
