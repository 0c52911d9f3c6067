"""A playbook in full, which belongs to the whole team: the list of its parts, one part, and the card in the channel."""

from collections.abc import Mapping

from bot.coaching.interview import variants
from bot.coaching.interview.route import Answers, Step
from bot.coaching.interview.variants import Stage
from bot.coaching.shapes.checklist.model import Checklist
from bot.messages import blocks, controls, pages
from bot.messages.blocks import Block, View
from bot.messages.payloads import Act, Nothing
from bot.messages.render import Message, compose, mention
from bot.messages.targets import ToPage, ToRun
from bot.model.runs import Run

Authors = Mapping[tuple[str, str], str]

BEGIN = Act("team_draft:begin", ToRun)
JOIN = Act("team_draft:join", ToRun)
FILL_IN = Act("team_draft:fill_in", ToPage)
KEEP = Act("team_draft:keep", Nothing)
SHOW_PARTS = Act("team_draft:parts", Nothing)
SAVE = Act("team_draft:save", ToPage)
FINISH = Act("team_draft:finish", ToRun)
DELETE = Act("team_draft:delete", ToRun)


def overview(playbook: Checklist, run_id: str, answers: Answers, by: Authors) -> View:
    """Every part with what is done and by whom; Finish once it is enough. `playbook` is the form in full."""
    found = variants.stages(playbook, answers)
    answered, asked = variants.counted(found)
    enough = variants.enough(playbook, answers)
    values = {"subject": _subject(playbook, answers), "answered": answered, "asked": asked, "enough": enough}
    rows = [block for stage in found for block in _row(run_id, stage, by)]
    away = controls.button("Throw it away", DELETE, ToRun(run_id), "danger")
    parts = {"stages": rows, "away": [blocks.actions({**away, "confirm": _SURE})]}
    words = compose("whole", values, parts)["blocks"]
    return controls.modal(playbook.title, words, FINISH, ToRun(run_id), submit="Finish" if enough else None)


def part(playbook: Checklist, run_id: str, answers: Answers, step: Step, hints: Mapping[str, str]) -> View:
    """One part to fill in; what is left open can be filled in by somebody else."""
    shown = pages.part(playbook, answers, step, KEEP, hints)
    back = blocks.actions(controls.button("All parts", SHOW_PARTS, Nothing()))
    about = ToPage(run_id, step.page, step.item)
    return controls.modal(playbook.title, [*shown, back], SAVE, about, submit="Save", closing=True)


def card(playbook: Checklist, run: Run, answers: Answers, by: Authors) -> Message:
    """What the channel sees while the team is at it, drawn anew with every part."""
    found = variants.stages(playbook, answers)
    answered, asked = variants.counted(found)
    values = {
        "title": playbook.title,
        "subject": _subject(playbook, answers),
        "starter": run.started_by,
        "answered": answered,
        "asked": asked,
        "finished": bool(run.finished_at),
        "headline": run.headline or "",
        "open": [stage for stage in found if not stage.done and stage.call],
        "people": _people(found, by),
    }
    join = blocks.actions(controls.button("Fill in what I know", JOIN, ToRun(run.id), "primary"))
    return compose("whole_card", values, {"join": [] if run.finished_at else [join]})


_SURE = {
    "title": blocks.plain("Throw it away?"),
    "text": blocks.plain("Everybody's answers in this draft are gone then.", 300),
    "confirm": blocks.plain("Throw it away", 30),
    "deny": blocks.plain("Keep it", 30),
}


def _row(run_id: str, stage: Stage, by: Authors) -> list[Block]:
    told = compose("whole_part", {"stage": stage, "asked": len(stage.asks), "people": _people([stage], by)})["blocks"]
    label = "Look at it" if stage.done and stage.asks else "Fill in"
    step = stage.step
    go = controls.button(label, FILL_IN, ToPage(run_id, step.page, step.item), place=step.page)
    return [{**told[0], "accessory": go}, *told[1:]]


def _people(found: list[Stage], by: Authors) -> list[str]:
    """Who has answered, each once."""
    return list(
        dict.fromkeys(
            mention(by[question.name, stage.step.item])
            for stage in found
            for question in stage.asks
            if (question.name, stage.step.item) in by
        )
    )


def _subject(playbook: Checklist, answers: Answers) -> str:
    return answers.get((playbook.subject, "")) or ""
