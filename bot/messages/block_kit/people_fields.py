"""A field that asks for somebody: the people of the side that is asked for first, by name, and somebody else last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.open_views import redraw_view
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.block_kit.render import compose_message
from bot.model.teams import Colleague, Side

SOMEBODY_ELSE = "somebody_else"  # no id of Slack's
MOST = 95  # people in a menu, which takes a hundred entries; a larger team chooses among everybody
CHOOSE = Act("person:choose", Nothing)


@dataclass(frozen=True)
class Roster:
    """The people whom a menu can offer by name, and the one who looks at it.

    Without anybody it is chosen among everybody in Slack.
    """

    actor: str = ""
    colleagues: Sequence[Colleague] = ()

    def find(self, user: str) -> Colleague | None:
        """Return somebody in the team, None for anybody else."""
        return next((each for each in self.colleagues if each.user_id == user), None)


NO_ROSTER = Roster()


def compose_person_field(
    name: str,
    label: str,
    roster: Roster,
    side: Side | None,
    value: str | None,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """Return the field for a window that does not hear of every change by an act of its own."""
    element = choose_person(roster, side, value)
    return blocks.field(name, label, element, hint=hint, optional=optional, keep=CHOOSE.name)


def choose_person(roster: Roster, side: Side | None, value: str | None) -> dict[str, Any]:
    """Return the menu, read by `Fields.person`. Without a value it begins with who it most likely is.

    All of Slack's people instead, where the team has nobody to offer, and where `value` is none of the team's.
    """
    offered = [each for each in roster.colleagues if each.name]
    if not offered or len(offered) > MOST or (value and value not in {each.user_id for each in offered}):
        return blocks.person(value)
    groups = [*_group_people(offered, roster.actor, side), ("None of these", [(SOMEBODY_ELSE, "Somebody else …")])]
    return blocks.grouped_menu(groups, value or _guess(offered, roster.actor, side), "Choose a person")


def show_everybody(view: View, name: str) -> View:
    """Return the window with everybody in Slack to choose from in that field, for whom it was somebody else."""
    return redraw_view(view, [_open_field(block) if block["block_id"] == name else block for block in view["blocks"]])


def find_misplaced(roster: Roster, side: Side, user: str | None) -> Colleague | None:
    """Return whom the team has down for another side than the one asked for; None for anybody else."""
    known = roster.find(user) if user else None
    return known if known and known.side != side else None


def ask_back(view: View, doubts: Sequence[tuple[str, Side, Colleague]]) -> View | None:
    """Return the window with a question at each field (name, side that it asks for, who was chosen).

    None where all of it was asked before: then the answer is to send it again.
    """
    here = {block["block_id"] for block in view["blocks"]}
    fresh = {name: (side, who) for name, side, who in doubts if _name_question(name, who) not in here}
    if not fresh:
        return None
    submit = str((view.get("submit") or {}).get("text", ""))
    shown = [part for block in view["blocks"] for part in [block, *_ask(block["block_id"], fresh, submit)]]
    return redraw_view(view, shown)


def keep_questions(asked: View, view: View, find_chosen: Callable[[str], str | None]) -> View:
    """Return a window that is drawn anew with the questions that stood in it, where the same person is still chosen."""
    kept: dict[str, list[Block]] = {}
    for block in asked["blocks"]:
        name, mark, user = block["block_id"].partition("?")
        if mark and find_chosen(name) == user:
            kept[name] = [block]
    shown = [part for block in view["blocks"] for part in [block, *kept.get(block.get("block_id", ""), [])]]
    return {**view, "blocks": shown}


def _group_people(
    offered: Sequence[Colleague], actor: str, side: Side | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return those of the side and the others, whoever looks at it first."""
    ordered = sorted(offered, key=lambda each: each.user_id != actor)
    first = [each for each in ordered if each.side == side]
    parts = [(f"In {SIDE_NAMES[side]}", first)] if side and first else []
    rest = [each for each in ordered if each not in first]
    if rest:
        parts.append(("Others in the team" if parts else "In the team", rest))
    return [(label, [(each.user_id, _name(each, actor)) for each in people]) for label, people in parts]


def _name(colleague: Colleague, actor: str) -> str:
    return "Me" if colleague.user_id == actor else colleague.name


def _guess(offered: Sequence[Colleague], actor: str, side: Side | None) -> str | None:
    """Return whoever asks, where they are of the side, or the only one who is."""
    there = [each.user_id for each in offered if side and each.side == side]
    return actor if actor in there else there[0] if len(there) == 1 else None


def _open_field(block: Block) -> Block:
    # Another action_id, or Slack would keep what was chosen; the router drops what follows the hyphen.
    return {**block, "element": {**blocks.person(), "action_id": f"{block['element']['action_id']}-everybody"}}


def _name_question(name: str, colleague: Colleague) -> str:
    return f"{name}?{colleague.user_id}"


def _ask(name: str, fresh: dict[str, tuple[Side, Colleague]], submit: str) -> list[Block]:
    if name not in fresh:
        return []
    side, who = fresh[name]
    values = {"name": who.name, "is_on": SIDE_NAMES[who.side], "side": SIDE_NAMES[side], "submit": submit}
    (block,) = compose_message("ask_back", values)["blocks"]
    return [{**block, "block_id": _name_question(name, who)}]
