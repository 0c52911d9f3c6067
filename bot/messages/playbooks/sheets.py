"""What a filled-in questionnaire answers, said to whoever has sent it; and for which of their teams it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.coaching.questionnaires.given import Says
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToRun
from bot.messages.playbooks.pages import RESUME
from bot.model.rights import TargetKind
from bot.model.runs import VariantName
from bot.model.teams import Team


@dataclass(frozen=True)
class ToSheet(Payload, target_kind=TargetKind.TEAM):
    """A file, by Slack's id, for a team."""

    team: str
    file: str


class ToRead(Message):
    """What a file is read for; it says nothing."""

    checklist: Checklist


READ = Act("sheet:read", ToSheet)
_SAYS: Mapping[str, str] = {
    "partly": "partly left blank",
    Says.YES: "a yes",
    Says.NO: "a no",
    Says.NOT_APPLICABLE: "does not apply",
    Says.WORDS: "in words",
    Says.DIFFERS: "a yes here, a no there",
}


def make_reading(checklist: Checklist) -> ToRead:
    """Return what a file is read for."""
    return {"text": "", "blocks": [], "checklist": checklist}


def ask_team(teams: Sequence[Team], file: str) -> Message:
    """Ask somebody in several teams for which one a sheet is."""
    buttons = [controls.button(each.name, READ, ToSheet(each.id, file), place=n) for n, each in enumerate(teams)]
    return compose_message("choose_team", {}, {"teams": [blocks.actions(*buttons)]})


def compose_reading() -> Message:
    """Return what whoever has chosen a team is told at once."""
    return compose_message("sheet_reading", {})


def compose_sheet(checklist: Checklist, run_id: str, subject: str, team: str, answers: Mapping[str, Any]) -> Message:
    """Return what a sheet answers, what is left to judge and what is open, with the way into the draft."""
    names = {name: each.label for name, each in checklist.variant(VariantName.FULL).questions.items()}
    judge = [(names[name], _SAYS[says]) for name, says in answers["judge"] if name in names and says in _SAYS]
    short = checklist.variant(VariantName.USUAL).questions
    values = {
        "subject": subject,
        "team": team,
        "good": _name_all(names, answers["good"]),
        "deeper": sum(name not in short for name in answers["good"]),
        "judge": judge,
        "open": len(answers["open"]),
        "first": _name_all(names, (name for name in answers["open"] if name in short)),
        "others": answers["others"],
        "cut": answers["cut"],
        "word": checklist.word,
    }
    go_on = blocks.actions(controls.button("Go through it", RESUME, ToRun(run_id), "primary"))
    return compose_message("sheet", values, {"go_on": [go_on] if answers["draft"] else []})


def _name_all(names: Mapping[str, str], wanted: Iterable[str]) -> list[str]:
    return [names[each] for each in wanted if each in names]
