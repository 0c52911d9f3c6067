"""Forged and late buttons: every act, about every record that its payload can name in whatever state: told in words."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator

import pytest

from bot.app import Align
from tests.conversations.backlog_talk import lists
from tests.conversations.document_talk import seat
from tests.conversations.rights_table import list_acts
from tests.conversations.walks import ME, SHARE, Idea, commits, offers, picks_a_pilot, reads_a_pitch
from tests.fixtures_align import alone
from tests.standin import Channel, Clock, Colleague, Payload
from tests.standin.methods import views
from tests.standin.wire import payloads
from tests.standin.workspace import Modal

pytestmark = alone

# What follows the id in a payload that carries more, and the act of the window around it.
MORE = {"team_draft:fill_in": "/0", "commitment:update": "/on_track", "offer:let": "/U0TOM", "seat:let": "/owner/U0TOM"}
MORE |= {"seat:tell": "/it_effort/days", "checkin:pulse": "/4", "reminder:snooze": "/tomorrow"}
MORE |= {"checkin:help": "/U0TOM/need", "seat:take": "/it_effort/days"}
AROUND = {"interview": ("interview:page", "/0"), "team_draft": ("team_draft:save", "/0")}
INSIDE = ("interview:keep", "interview:back", "interview:start_over", "team_draft:keep", "team_draft:parts")
TABLE = {"commitment": "commitments", "offer": "commitments", "checkin": "checkins", "followup": "followups"}
TABLE |= {"reminder": "reminders", "invitation": "invitations", "outbox": "outbox", "progress": "checkins"}
NO_RECORD = {"commitment:more", "person:choose", "document:new", "results:more"}
RUNS = ("interview", "run", "seat", "team_draft", "list", "document")


@pytest.fixture
def room(
    align: Align,
    marketing: Channel,
    clock: Clock,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    sam: Colleague,
) -> Iterator[Channel]:
    """A team with something in every state: drafts, results shared, private, changed, taken down, lists, documents."""
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    for share in ("In the channel", ME, "In the channel", "In the channel"):
        picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Win-back", tom, ivan), share=share)
    maya.clicks("See everything", marketing)
    maya.clicks("Take it down")
    maya.closes(everything=True)
    maya.clicks("Change", marketing)
    while SHARE not in maya.modal.labels:
        maya.submits()
    maya.fills({"Today's number": "9 hours"})
    maya.submits()
    maya.closes()
    maya.clicks("Change", marketing)
    maya.closes()
    reads_a_pitch(maya, marketing, "Acme")
    lists(maya, marketing, (), (), ())
    maya.closes()
    for word in ("pilot", "vendor full", "terms MQL", "story", "priorities"):
        maya.types(f"/align {word}", marketing)
        maya.closes(everything=True)
    commits(maya, marketing)
    maya.types("/align progress", marketing)
    maya.clicks("Done")
    maya.closes(everything=True)
    offers(maya, marketing, ivan)
    commits(maya, marketing, **{"I’ll": "do another thing"})
    maya.types("/align checkin", marketing)
    clock.pass_(align, days=8)
    maya.types("/align checkin", marketing)
    yield marketing


def test_every_act_on_every_record(
    align: Align, room: Channel, maya: Colleague, environ: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    path, wrong = environ["DATABASE_URL"].removeprefix("sqlite:///"), []
    with sqlite3.connect(path) as live, sqlite3.connect(":memory:") as kept:
        live.backup(kept)
        for name, record in list_pairs(align):
            caplog.clear()
            presses(maya, room, name, record)
            wrong += [f"{name} {record}: {each.message}" for each in caplog.records if each.levelno >= logging.ERROR]
            maya.workspace.modals.pop(maya.id, None)
            kept.backup(live)
    caplog.clear()
    assert not wrong, "\n".join(wrong)


def list_pairs(align: Align) -> list[tuple[str, str]]:
    """Return every act that is pressed with every id that it may carry."""
    named = []
    for way, name, _ in list_acts():
        story = name.partition(":")[0]
        table = "runs" if story in RUNS else TABLE.get(story)
        table = "runs" if name == "commitment:write" else table
        if way == "press" and table and name not in NO_RECORD:
            named += [(name, row["id"]) for row in align.db.query(f"SELECT id FROM {table} ORDER BY id")]
    return named


def presses(person: Colleague, where: Channel, name: str, record: str) -> None:
    pressed: Payload = {"type": "button", "action_id": name, "value": f"{record}{MORE.get(name, '')}"}
    pressed |= {"block_id": "b", "action_ts": "1"}
    workspace = person.workspace
    if name in INSIDE:
        around, rest = AROUND[name.partition(":")[0]]
        view: Payload = {"type": "modal", "blocks": [], "callback_id": around, "private_metadata": f"{record}{rest}"}
        kept = views.kept(workspace, view)
        workspace.modals[person.id] = [Modal(kept)]
        trigger = workspace.trigger(person.id, in_modal=True)
        person.line.send(payloads.view_actions(person.user, kept, pressed, {}, trigger))
        return
    message: Payload = {"type": "message", "ts": "1.1", "text": "Call Ivan", "user": person.id, "blocks": []}
    url = where.slack.address(person.id, where.room.id)
    ids = {"trigger_id": workspace.trigger(person.id), "response_url": url}
    person.line.send(payloads.message_actions(person.user, where.room, message, False, pressed, {}, **ids))
