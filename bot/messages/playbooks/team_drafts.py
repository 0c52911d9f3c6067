"""A draft in full, which belongs to all of the team: the list of its parts, one part, and the card in the channel."""

from collections.abc import Mapping

from bot.coaching.interview.route import Answers, Step
from bot.coaching.shapes.checklist.full import Stage, count_answers, is_enough, list_stages
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished, ToPage, ToRun
from bot.messages.playbooks import pages
from bot.model.runs import Run, VariantName

MOST = 5  # parts and people that the card names
Authors = Mapping[tuple[str, str], str]

BEGIN = Act("team_draft:begin", ToFinished)
JOIN = Act("team_draft:join", ToRun)
FILL_IN = Act("team_draft:fill_in", ToPage)
KEEP = Act("team_draft:keep", Nothing)
SHOW_PARTS = Act("team_draft:parts", Nothing)
SAVE = Act("team_draft:save", ToPage)
FINISH = Act("team_draft:finish", ToRun)
DELETE = Act("team_draft:delete", ToRun)


def show_parts(playbook: Checklist, run_id: str, answers: Answers, by: Authors) -> View:
    """Return every part with what is done and by whom; Finish once it is enough."""
    full = playbook.variant(VariantName.FULL)
    stages = list_stages(playbook, full, answers)
    answered, asked = count_answers(stages)
    enough = is_enough(playbook, full, answers)
    values = {"subject": _subject(playbook, answers), "answered": answered, "asked": asked, "enough": enough}
    rows = [block for stage in stages for block in _row(run_id, stage, by)]
    away = controls.button("Throw it away", DELETE, ToRun(run_id), "danger")
    parts = {"stages": rows, "away": [blocks.actions({**away, "confirm": _SURE})]}
    words = compose_message("team_draft", values, parts)["blocks"]
    return controls.modal(playbook.title, words, FINISH, ToRun(run_id), submit="Finish" if enough else None)


def show_part(playbook: Checklist, run_id: str, answers: Answers, step: Step, hints: Mapping[str, str]) -> View:
    """Return one part to fill in; what is left open can be filled in by somebody else."""
    variant = playbook.variant(VariantName.FULL)
    shown = pages.compose_part(playbook, variant, answers, step, KEEP, hints)
    back = blocks.actions(controls.button("All parts", SHOW_PARTS, Nothing()))
    return controls.modal(playbook.title, [*shown, back], SAVE, ToPage.of(run_id, step), submit="Save", closing=True)


def compose_card(playbook: Checklist, run: Run, answers: Answers, by: Authors) -> Message:
    """Return what the channel sees while the team is at it, drawn anew with every part."""
    stages = list_stages(playbook, playbook.variant(VariantName.FULL), answers)
    answered, asked = count_answers(stages)
    values = {
        "title": playbook.title,
        "subject": _subject(playbook, answers),
        "starter": run.started_by,
        "answered": answered,
        "asked": asked,
        "finished": bool(run.finished_at),
        "headline": run.headline or "",
        "open": _list_open(stages),
        "most": MOST,
        "people": _people(stages, by),
    }
    join = blocks.actions(controls.button("Fill in what I know", JOIN, ToRun(run.id), "primary"))
    return compose_message("team_draft_card", values, {"join": [] if run.finished_at else [join]})


_SURE = {
    "title": blocks.plain("Throw it away?"),
    "text": blocks.plain("Everybody's answers in this draft are gone then.", 300),
    "confirm": blocks.plain("Throw it away", 30),
    "deny": blocks.plain("Keep it", 30),
}


def _row(run_id: str, stage: Stage, by: Authors) -> list[Block]:
    values = {"stage": stage, "asked": len(stage.asks), "people": _people([stage], by)}
    words = compose_message("team_draft_part", values)["blocks"]
    label = "Look at it" if stage.done and stage.asks else "Fill in"
    step = stage.step
    go = controls.button(label, FILL_IN, ToPage.of(run_id, step), place=step.page)
    return blocks.attach_beside(words, go)


def _list_open(stages: list[Stage]) -> list[Stage]:
    """Return the parts about which somebody in particular may know, with the most to fill in first."""
    open_ = [stage for stage in stages if not stage.done and stage.call]
    return sorted(open_, key=lambda stage: stage.answered - len(stage.asks))


def _people(stages: list[Stage], by: Authors) -> list[str]:
    """Return everybody who has answered, each once."""
    return list(
        dict.fromkeys(
            mention_user(by[question.name, stage.step.item])
            for stage in stages
            for question in stage.asks
            if (question.name, stage.step.item) in by
        )
    )


def _subject(playbook: Checklist, answers: Answers) -> str:
    return answers.get((playbook.subject, "")) or ""
