"""What to do next: what comes before any play, the play, the runner-up, and three questions where little is known."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.next_play.choice import NextPlay
from bot.coaching.next_play.matters import Matter
from bot.coaching.next_play.questions import Buying
from bot.coaching.shapes.base import Playbook
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.front import Line, start_button
from bot.messages.front.matters import matter_values
from bot.messages.teams.introductions import ToTeam

ASK = Act("next:ask", ToTeam)
ANSWER = Act("next:answer", ToTeam)
BUYING: Mapping[Buying, str] = {
    Buying.NOTHING: "No",
    Buying.DEMO: "A demo or a talk with a vendor is coming",
    Buying.SIGNATURE: "An offer or a contract is on the table",
}
IT_KNOWN: Mapping[str, str] = {"yes": "Yes, we know whom to ask", "no": "Not yet"}


def list_lines(library: Mapping[str, Playbook]) -> dict[str, Line]:
    """Return each playbook's line, as help has it."""
    return {
        word: Line(each.summary, window=True, group=each.group, button=each.button) for word, each in library.items()
    }


def describe_next(chosen: NextPlay) -> dict[str, Any]:
    """Return what to do next as plain values: first, play, why, argument, runner_up, its why, and why not that one."""
    play, second = chosen.play, chosen.runner_up
    return {
        "first": _describe_matter(chosen.first),
        "play": play.word if play else None,
        "why": play.why if play else "",
        "argument": play.argument if play else None,
        "runner_up": second.word if second else None,
        "runner_up_why": second.why if second else "",
        "why_not": chosen.why_not,
    }


def _describe_matter(matter: Matter | None) -> dict[str, Any] | None:
    if matter is None:
        return None
    return {**matter._asdict(), "say": compose_message("next_matter", matter_values(matter))["text"]}


def compose_next(chosen: NextPlay, lines: Mapping[str, Line], team: str | None) -> Message:
    """Return what to do next, with a button for the play; `team`: the one that may be asked for more, None for none."""
    play, second = chosen.play, chosen.runner_up
    start = [start_button(play.word, lines[play.word].label(play.word), True)] if play else []
    start += [start_button(second.word, lines[second.word].label(second.word))] if second else []
    start += [controls.button("Answer three questions", ASK, ToTeam(team))] if team else []
    values = {
        **matter_values(chosen.first),
        "play": play,
        "summary": lines[play.word].text if play else "",
        "runner_up": second,
        "why_not": chosen.why_not,
        "unknown": team is not None,
    }
    return compose_message("next", values, {"start": [blocks.actions(*start)] if start else []})


def ask_state(team: str, hurts: Mapping[str, str]) -> blocks.View:
    """Return the three questions. `hurts`: word of a playbook → the sentence of a team that needs it."""
    buying = blocks.choice([(each, text) for each, text in BUYING.items()], Buying.NOTHING)
    fields = [
        blocks.field("hurts", "What hurts most?", blocks.choice(list(hurts.items())), optional=True),
        blocks.field("buying", "Is something about to be bought?", buying, optional=True),
        blocks.field("it", "Do you know somebody in IT by name?", blocks.choice(list(IT_KNOWN.items())), optional=True),
    ]
    shown = blocks.focus_first(fields)
    return controls.modal("Where you stand", shown, ANSWER, ToTeam(team), submit="Show what is next")
