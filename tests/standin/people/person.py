"""People who talk with the bot: all they do goes through signed requests, all they see is what Slack took."""

from __future__ import annotations

from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.people.forms import ClientRefuses, Values, field_called, filled, held, refusals, state
from tests.standin.people.onlooker import Onlooker
from tests.standin.people.presses import count_presses
from tests.standin.people.reading import beside as words_beside
from tests.standin.people.reading import pressable
from tests.standin.people.surfaces import Channel, Message, Screen
from tests.standin.wire import payloads, typed
from tests.standin.wire.line import Line, take_command, take_nothing, take_submission
from tests.standin.workspace import Modal, Room, User

Found = tuple[Payload, Payload, Payload | None]


class Person(Onlooker):
    """Somebody who acts, and whose client behaves as Slack's does.

    `presses` counts what their hands have done (see `count_presses`; a command, a button or Submit is one, an entry of
    a menu or a shortcut two), `views` the windows that they have sent in.
    """

    def __init__(self, user: User, line: Line) -> None:
        super().__init__(user, line)
        self.presses = self.views = 0
        self._chosen: dict[str, Values] = {}  # in messages, by ts

    def types(self, line: str, where: Channel | None = None, *, expect: int = 200, silent: bool = False) -> str:
        """A slash command; what the person is told at once."""
        room = self._entered((where or self.dm).room)
        self.presses += 1
        before = len(self.sees)
        response_url = self.slack.address(self.id, room.id)
        payload = payloads.slash_command(
            self.user, room, typed.in_command(line, self.workspace), self.workspace.trigger(self.id), response_url
        )
        response = self.line.send(payload, expect)
        if expect == 200:
            take_command(self.slack, self.id, room, response)
        told = "\n".join(self.sees[before:])
        self._then(silent)
        return told

    def fills(self, values: dict[str, Any], *, silent: bool = False) -> None:
        """Put values into fields of the open modal by their labels; None empties one."""
        for label, given in values.items():
            modal = self.modal.modal
            field = field_called(label, modal.view["blocks"])
            before = held(field, modal.typed)
            modal.typed[field.key] = filled(field, given)
            self.presses += count_presses(field, before, modal.typed[field.key])
            if field.dispatches:
                self._act_in_view(modal, field.block, {**field.element, **modal.typed[field.key]}, silent)

    def submits(self, *, expect: int = 200, silent: bool = False) -> None:
        modal = self.modal.modal
        if not modal.view["submit"]:
            raise AssertionError(f"{self.modal.title!r} has nothing to submit")
        faults = refusals(modal.view["blocks"], modal.typed)
        if faults:
            raise ClientRefuses(faults)
        self.presses += 1
        self.views += 1
        modal.errors.clear()
        trigger = self.workspace.trigger(self.id, in_modal=True)
        held = state(modal.view["blocks"], modal.typed)
        response = self.line.send(payloads.view_submission(self.user, modal.view, held, trigger), expect)
        if expect == 200:
            take_submission(self.slack, self.id, modal, response)
        self._then(silent)

    def closes(self, *, everything: bool = False, silent: bool = False) -> None:
        """Close the open modal, or (by its ✕, `everything`) all of the stack; the bot hears where it asked to."""
        self.presses += 1
        top = self.modal.view
        everything = everything or top["clear_on_close"]
        stack = self.workspace.modals[self.id]
        closed = stack[:] if everything else stack[-1:]
        del stack[-len(closed) :]
        for each in reversed(closed):
            if each.view["notify_on_close"]:
                take_nothing(self.line.send(payloads.view_closed(self.user, each.view, everything)))
        self._then(silent)

    def clicks(
        self,
        label: str,
        where: Channel | Screen | None = None,
        *,
        message: Message | None = None,
        beside: str = "",
        silent: bool = False,
    ) -> None:
        """Press a button or menu entry: in the message, else where said, else in the modal, home tab, DM or whispers.

        In a channel it is the newest message with such a button. `beside` picks among equals by the words next to it.
        """
        screen = where if isinstance(where, Screen) else None
        if where is None and message is None and self.modals:
            if label in (self.modal.submit, self.modal.close) and label not in self.modal.buttons:
                return self.submits(silent=silent) if label == self.modal.submit else self.closes(silent=silent)
            screen = self.modal
        elif where is None and message is None and self._at_home(label):
            screen = self.home
        if screen is not None:
            block, element, option = self._pressed(label, screen.view["blocks"], beside)
            self.presses += 2 if option else 1
            return self._act_in_view(screen.modal, block, picked(element, option), silent)
        if message is None:
            message = self._newest(label, where if isinstance(where, Channel) else None)
        block, element, option = self._pressed(label, message.blocks, beside)
        self.presses += 2 if option else 1
        return self._act_in_message(message, block, picked(element, option), silent)

    def chooses(self, values: dict[str, Any], where: Channel | None = None, *, silent: bool = False) -> None:
        """Use selects, pickers, radio buttons or checkboxes in the newest message there that has them."""
        for label, given in values.items():
            for message in reversed(self.messages(where)):
                if label in [each.label for each in Screen(Modal(message.raw), self.workspace).fields]:
                    break
            else:
                raise AssertionError(f"no message has a field {label!r}")
            field = field_called(label, message.blocks)
            before = self._chosen.get(message.ts, {}).get(field.key, field.initial)
            held = self._chosen.setdefault(message.ts, {})[field.key] = filled(field, given)
            self.presses += count_presses(field, before, held)
            self._act_in_message(message, field.block, {**field.element, **held}, silent)

    def uses(self, callback_id: str, message: Message | None = None, *, silent: bool = False) -> None:
        """A shortcut: on a message, or from anywhere."""
        self.presses += 2
        now, trigger = self.workspace.now().timestamp(), self.workspace.trigger(self.id)
        if message is None:
            payload = payloads.global_shortcut(self.user, callback_id, trigger, now)
        else:
            room = self._entered(message.room)
            ids = {"trigger_id": trigger, "response_url": self.slack.address(self.id, room.id)}
            payload = payloads.message_action(self.user, message.room, message.raw, callback_id, now, **ids)
        take_nothing(self.line.send(payload))
        self._then(silent)

    # --- how

    def _then(self, silent: bool) -> None:
        if not silent:
            self.line.speak()

    def _at_home(self, label: str) -> bool:
        return self.id in self.workspace.homes and label in self.home.buttons

    def _newest(self, label: str, where: Channel | None) -> Message:
        readable = self.messages(where)
        for message in reversed(readable):
            if label in message.buttons:
                return message
        raise AssertionError(f"no message has a button {label!r}; there are {[each.buttons for each in readable]}")

    def _pressed(self, label: str, blocks: list[Payload], beside: str) -> Found:
        known = list(pressable(blocks))
        found = [each[1:] for each in known if each[0] == label]
        near = [each for each in found if beside in words_beside(each[0], blocks, self.workspace)]
        if len(near) != 1:
            raise AssertionError(f"{len(near) or 'no'} buttons {label!r}; there are {[each[0] for each in known]}")
        return near[0]

    def _act_in_view(self, modal: Modal, block: Payload, element: Payload, silent: bool) -> None:
        in_modal = modal.view["type"] == "modal"
        action = payloads.acted(element, block["block_id"], self.workspace.now().timestamp())
        held = state(modal.view["blocks"], modal.typed)
        trigger = self.workspace.trigger(self.id, in_modal)
        take_nothing(self.line.send(payloads.view_actions(self.user, modal.view, action, held, trigger)))
        self._then(silent)

    def _entered(self, room: Room) -> Room:
        """The room, for somebody who can be in it: a private one takes its members, and nobody takes the departed."""
        if self.user.deleted:
            raise AssertionError(f"{self.name}'s account is switched off")
        if (room.is_private and self.id not in room.members) or room.person not in ("", self.id):
            raise AssertionError(f"{self.name} cannot see #{room.name}")
        return room

    def _act_in_message(self, message: Message, block: Payload, element: Payload, silent: bool) -> None:
        self._entered(message.room)
        action = payloads.acted(element, block["block_id"], self.workspace.now().timestamp())
        held = state(message.blocks, self._chosen.get(message.ts, {}))
        response_url = self.slack.address(self.id, message.room.id, message.raw)
        ids = {"trigger_id": self.workspace.trigger(self.id), "response_url": response_url}
        payload = payloads.message_actions(self.user, message.room, message.raw, message.whispered, action, held, **ids)
        take_nothing(self.line.send(payload))
        self._then(silent)


def picked(element: Payload, option: Payload | None) -> Payload:
    return {**element, "selected_option": option} if option else element
