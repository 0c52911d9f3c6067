"""Documents by name and state, the list of them, and the acts that their buttons mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.result import Document, Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message, join_parts
from bot.messages.block_kit.targets import ToFinished
from bot.model.rights import Target, TargetKind
from bot.model.teams import Side


@dataclass(frozen=True)
class ToKind(Payload):
    """The documents that a team has of one playbook."""

    word: str
    team: str

    @property
    def target(self) -> Target:
        """Their team."""
        return Target(TargetKind.TEAM, self.team)


APPROVE = Act("document:approve", ToFinished)
CONFIRM = Act("document:confirm", ToFinished)
APPROVE_ASKED = Act("document:approve_asked", ToFinished)  # in the private message that asks for it
EVERYTHING = Act("document:everything", ToFinished)
CHANGE = Act("document:change", ToFinished)
SHOW_CHANGES = Act("document:changes", ToFinished)
SHOW = Act("document:show", ToFinished)
NEW = Act("document:new", ToKind)
EXPORT = Act("document:export", ToFinished)
PIN = Act("document:pin", ToFinished)


def name_document(playbook: Charter, subject: str) -> str:
    """Return `Shared terms: live`."""
    return f"{playbook.title}: {subject}" if subject else playbook.title


def read_version(playbook: Charter, version: Version) -> Document:
    """Return the document as this version says it."""
    return playbook.evaluate(version.answers, voices=version.voices)


def describe_status(playbook: Charter, version: Version, document: Document) -> Markup:
    """Return `Version 3, by @Maya. Agreed by marketing (@Maya); IT not yet.`"""
    opening = Markup("Version {}, by {}").format(version.number, join_parts([Person(version.by)]))
    if version.replaced:
        return opening + Markup(", replaced by version {}.").format(version.replaced)
    if document.state:
        opening = Markup("*{}*. ").format(capitalize_first(document.state)) + opening
    approved = {side: [Person(user) for at, user in version.approvals if at == side] for side in document.sides}
    others = [Person(user) for side, user in version.approvals if side not in document.sides]
    also = Markup(" Also agreed: {}.").format(join_parts(others)) if others else ""
    return opening + ". " + _approvals(approved) + also


def compose_list(playbook: Charter, team_id: str, versions: Sequence[Version]) -> Message:
    """Return the documents that a team has, for a charter with one for each subject."""
    existing = [
        controls.button(blocks.shorten(each.subject, 60), SHOW, ToFinished(each.run_id), place=n)
        for n, each in enumerate(versions)
    ]
    new = controls.button("A new one", NEW, ToKind(playbook.word, team_id), "primary")
    documents = [
        {"subject": each.subject, "status": describe_status(playbook, each, read_version(playbook, each))}
        for each in versions
    ]
    buttons = blocks.actions(new, *existing[: blocks.BUTTONS - 1])
    return compose_message("document_list", {"title": playbook.title, "documents": documents}, {"open": [buttons]})


def _approvals(approved: Mapping[Side, list[Person]]) -> Markup:
    agreed = [
        Markup("{} ({})").format(SIDE_NAMES[side], join_parts(users)) for side, users in approved.items() if users
    ]
    missing = [SIDE_NAMES[side] for side, users in approved.items() if not users]
    if not missing:
        return Markup("*Agreed* by ") + Markup(" and ").join(agreed) + "."
    if not agreed:
        return Markup(f"Needs one OK from {' and one from '.join(missing)}.")
    return Markup("Agreed by {}; {} not yet.").format(agreed[0], missing[0])
