"""Things that people do in a workspace, of which the bot hears as events."""

from __future__ import annotations

import mimetypes
from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.people.person import Person
from tests.standin.people.surfaces import Channel, Message, Screen
from tests.standin.wire import payloads, typed
from tests.standin.workspace import BOT_USER, Room


class Colleague(Person):
    """A person who also does what has nothing to do with the bot, and what it may hear of."""

    def causes(self, event: Payload, *, silent: bool = False) -> None:
        """Any event, sent as Slack sends it."""
        now = self.workspace.now().timestamp()
        named = payloads.event(event, f"Ev{self.workspace.number():08d}", now)
        self.line.send(named)
        self._then(silent)

    def says(self, text: str, where: Channel | None = None, *, thread: Message | None = None) -> Message:
        """A message. The bot hears it in the DM, or where `@align` is in it; it cannot read channels."""
        room = self._entered((where or self.dm).room)
        text = typed.in_message(text, self.workspace)
        ts = self.workspace.ts()
        said: Payload = {"type": "message", "user": self.id, "text": text, "ts": ts, "team": self.user.team}
        said |= {"thread_ts": thread.ts} if thread else {}
        room.messages.append(said)
        heard = {**said, "channel": room.id, "event_ts": ts}
        if room.person:
            self.causes({**heard, "channel_type": "im"})
        elif f"<@{BOT_USER}>" in text and BOT_USER in room.members:
            self.causes({**heard, "type": "app_mention"})
        return Message(said, room, self.workspace)

    def sends(self, name: str, content: bytes, text: str = "", **told: Any) -> Message:
        """A file, to the bot alone, with a word or two; `told` is what Slack says of it instead."""
        return self.sends_several([self.uploads(name, content, **told)], text)

    def sends_several(self, files: list[Payload], text: str = "") -> Message:
        room, ts = self.dm.room, self.workspace.ts()
        said: Payload = {"type": "message", "subtype": "file_share", "user": self.id, "text": text, "ts": ts}
        # Of a file that it may not read an app hears hardly more than that there is one.
        hidden = "files:read" not in self.workspace.scopes
        shown = [{"id": each["id"], "mode": "file_access"} if hidden else each for each in files]
        said |= {"files": shown, "team": self.user.team}
        room.messages.append(said)
        self.causes({**said, "channel": room.id, "channel_type": "im", "event_ts": ts})
        return Message(said, room, self.workspace)

    def uploads(self, name: str, content: bytes, **told: Any) -> Payload:
        """Return a file as Slack describes it."""
        id_, filetype = f"F{self.workspace.number():08d}", name.rpartition(".")[2]
        mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        url = f"{self.workspace.downloads}{id_}"
        known = {
            "id": id_,
            "name": name,
            "title": name,
            "filetype": filetype,
            "mimetype": mimetype,
            "size": len(content),
        }
        shown: Payload = {**known, "mode": "hosted", "user": self.id, "url_private_download": url, **told}
        self.workspace.files[id_] = {**shown, "content": content}
        return shown

    def opens_home(self) -> Screen:
        """Look at the bot's home tab; what stands there once the bot has heard."""
        view = self.workspace.homes.get(self.id)
        self._opens("home", **({"view": view} if view else {}))
        return self.home

    def opens_messages(self) -> None:
        """Look at the bot's messages tab: the same event, for another tab."""
        self._opens("messages")

    def joins(self, channel: Channel) -> None:
        self._comes(self.id, channel.room, self.id)

    def leaves(self, channel: Channel) -> None:
        self._goes(self.id, channel.room)

    def invites_bot(self, channel: Channel) -> None:
        self._comes(BOT_USER, channel.room, self.id)

    def removes_bot(self, channel: Channel) -> None:
        self._goes(BOT_USER, channel.room)

    def archives(self, channel: Channel) -> None:
        channel.room.archived = True
        self._told(channel.room, "archive", channel=channel.id, user=self.id)

    def unarchives(self, channel: Channel) -> None:
        channel.room.archived = False
        self._told(channel.room, "unarchive", channel=channel.id, user=self.id)

    def renames(self, channel: Channel, name: str) -> None:
        channel.room.name = name
        self._told(channel.room, "rename", channel={"id": channel.id, "name": name, "name_normalized": name})

    def becomes(self, **changes: Any) -> None:
        """Another `tz`, `real_name`, `status_text`, `status_emoji`, or `deleted`."""
        for name, value in changes.items():
            if not hasattr(self.user, name):
                raise AssertionError(f"a user has no {name!r}")
            setattr(self.user, name, value)
        shown = self.user.shown(self.workspace.now())
        self.causes({"type": "user_change", "user": shown, "event_ts": self.workspace.ts()})

    def uninstalls(self) -> None:
        """The app goes: its token is dead before it hears of it."""
        self.slack.token = "revoked"
        self.causes({"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}})
        self.causes({"type": "app_uninstalled"})

    def _opens(self, tab: str, **known: Any) -> None:
        event = {"type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": tab}
        self.causes({**event, "event_ts": self.workspace.ts(), **known})

    def _comes(self, user: str, room: Room, inviter: str) -> None:
        room.members.add(user)
        inviter_told = {} if inviter == user else {"inviter": inviter}
        if BOT_USER in room.members:
            self.causes({"type": "member_joined_channel", **self._where(user, room), **inviter_told})

    def _goes(self, user: str, room: Room) -> None:
        heard = BOT_USER in room.members
        room.members.discard(user)
        if heard:
            self.causes({"type": "member_left_channel", **self._where(user, room)})

    def _where(self, user: str, room: Room) -> Payload:
        kind = "G" if room.is_private else "C"
        return {
            "user": user,
            "channel": room.id,
            "channel_type": kind,
            "team": self.user.team,
            "event_ts": self.workspace.ts(),
        }

    def _told(self, room: Room, what: str, **known: Any) -> None:
        """Private channels have events of their own; the bot hears of those it is in."""
        kind = "group" if room.is_private else "channel"
        if BOT_USER in room.members or not room.is_private:
            self.causes({"type": f"{kind}_{what}", "event_ts": self.workspace.ts(), **known})
