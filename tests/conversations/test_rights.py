"""Every role, every act, every door: who may do what, cell by cell, and that whoever may not has changed nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.app import Align
from bot.assistant.answers import Asker
from bot.coaching.library import loader
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.digests import Rhythm
from bot.model.reminders import Delay, ReminderKind
from bot.model.teams import Side
from bot.model.waves import Asked, NewWave
from bot.records import followups, reminders, runs, waves
from bot.records.database import Database
from bot.records.offers import note_willing
from tests.conversations.audit_table import AUDITED, BY_ITSELF, list_unaudited
from tests.conversations.document_talk import seat
from tests.conversations.rights_table import EXCEPT, ROLES, list_acts, list_mcp_cells, list_rights
from tests.conversations.walks import commits, offers, reads_a_pitch
from tests.fixtures_align import alone
from tests.fixtures_databases import NOW, TABLES
from tests.standin import TEAM, Channel, Clock, Colleague, Hire, Payload, Slack, make_channel
from tests.standin.methods import views
from tests.standin.wire import payloads
from tests.standin.wire.line import content
from tests.standin.workspace import Modal

pytestmark = alone

# Beginnings of what is said to whoever may not, and of the offer to join.
TOO_LATE = "This is settled by now"
REFUSALS = (
    "I work for the people of one company",
    "You are a guest here",
    "You only read along",
    "These are somebody else's answers",
    "Only the person who started this",
    TOO_LATE,
    "You are not in the team",
    "Only whoever promised it",
    "Whoever leads this team can",
    "I work in a team's channel",
    "Who is asked was settled",
    "This is for the admins",
)
OFFER = "This is for the team"
OTHER = "T0OTHER"  # another workspace
SECRET = b"a secret of the tests, long enough for a key"
FOREIGN = ("stranger", "forger")
SPOKEN = {"outbox", "posts", "people", "events"}
DOORS = {"press": ("here", "direct", "window"), "submission": ("window",), "closing": ("window",)}
DOORS |= {"shortcut": ("here", "direct"), "word": ("here", "direct"), "global": ("direct",)}
WINDOW = {"interview:keep", "interview:back", "interview:start_over"}  # acts of windows that carry their target
WINDOW |= {"commitment:more", "team_draft:keep", "team_draft:parts", "teams:skip", "teams:people", "teams:rhythm"}
# Acts about a run that is finished: a draft has nothing of that yet.
FINISHED = ("commitment:write", "interview:again", "list:score", "team_draft:begin", "document:approve")
FINISHED += (
    "document:approve_asked",
    "document:confirm",
    "document:everything",
    "document:change",
    "document:changes",
    "document:show",
)
FINISHED += ("document:export", "document:pin", "run:questions", "run:everything", "run:change", "run:export")
FINISHED += ("run:take_down", "run:delete", "seat:take", "seat:leave", "seat:tell", "seat:willing", "seat:let")
FINISHED += ("seat:not_right", "seat:correct")
WINDOW |= {"wave:keep", "workspace:teams", "workspace:team", "workspace:rhythm", "workspace:audit"}
WINDOW |= {"teams:delete", "workspace:delete"}
HOME = ("commitment", "offer", "away", "document", "followup", "align", "home", "lead")


@dataclass
class World:
    """A private channel's team, with somebody of every role, and what each act may be about."""

    align: Align
    slack: Slack
    room: Channel
    people: dict[str, Colleague]
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def target(self, kind: str, role: str) -> str:
        """The thing of this kind that is the role's own; Tom's where they have none."""
        return self.ids.get((kind, role)) or self.ids[kind, "tom"]

    def rows(self) -> dict[str, list[Any]]:
        """Everything recorded, but for events (each counts once) and people (Slack's zones)."""
        kept = [table for table in TABLES if table not in ("events", "people")]
        return {table: self.align.db.query(f"SELECT * FROM {table}") for table in kept}

    def count_noted(self) -> int:
        return int(self.align.db.query("SELECT count(*) AS n FROM audit")[0]["n"])

    def said(self) -> dict[str, int]:
        return {name: len(room.messages) for name, room in self.slack.workspace.rooms.items()}


@pytest.fixture
def world(align: Align, slack: Slack, person: Hire, environ: dict[str, str]) -> Iterator[World]:
    names = {role: person(role.title()) for role in ROLES if role not in ("guest", "admin", *FOREIGN)}
    names["admin"] = person("Admin", is_admin=True)
    names["guest"] = person("Guest", is_restricted=True)
    names |= {role: person(role.title(), team=OTHER) for role in FOREIGN}
    inside = [each for role, each in names.items() if role not in ("owner", "outsider", "elsewhere", "admin")]
    room = make_channel(slack, "plans", inside, is_private=True)
    seat(names["elsewhere"], make_channel(slack, "sales", [names["elsewhere"]]), {"Team name": "sales"})
    for each in names.values():
        assert each.dm  # opened before anything is counted
    made = World(align, slack, room, names)
    fill(made)
    yield made


def fill(world: World) -> None:
    """A team, and of Tom and of whoever leaves a draft, promises and a reminder each."""
    lead, room, people, db = world.people["lead"], world.room, world.people, world.align.db
    members = [people[role] for role in ("tom", "member", "leaver")]
    seat(lead, room, {"Team name": "plans", "Who only reads along?": [people["observer"]]}, marketing=members)

    def talk() -> None:
        for role in ("tom", "leaver"):
            reads_a_pitch(people[role], room, "Acme")
            people[role].types("/align pilot", room)
            people[role].closes(everything=True)
            commits(people[role], room)
        offers(people["tom"], room, people["owner"])
        people["owner"].clicks("I’ll take it", people["owner"].opens_home())
        lead.types("/align checkin", room)

    lead.line.once("drafts, promises and a check-in", list(people.values()), talk)
    (team,) = db.query("SELECT id FROM teams WHERE channel = :channel", {"channel": room.id})
    (checkin,) = db.query("SELECT id FROM checkins")
    for role in ("tom", "leaver", "owner"):
        user = people[role].id
        for row in db.query("SELECT id, finished_at FROM runs WHERE started_by = :user", {"user": user}):
            world.ids["finished" if row["finished_at"] else "run", role] = row["id"]
        for row in db.query("SELECT id FROM commitments WHERE owner = :user", {"user": user}):
            world.ids["commitment", role] = row["id"]
        for row in db.query("SELECT id FROM outbox WHERE notify_on_failure = :user", {"user": user}):
            world.ids["row", role] = row["id"]
        known = {"workspace": "T0ALIGN01", "team_id": team["id"], "ref": world.target("commitment", role), "at": NOW}
        world.ids["reminder", role] = reminders.plan(db, user=user, kind=ReminderKind.DUE, **known)
    del world.ids["reminder", "owner"]
    world.ids |= {("team", "tom"): team["id"], ("checkin", "tom"): checkin["id"]}
    (named,) = db.query("SELECT id FROM invitations WHERE user_id = :user", {"user": people["tom"].id})
    world.ids["invitation", "tom"] = named["id"]
    run = runs.get(db, world.ids["run", "tom"])
    followups.plan(db, run, "kept", 30, NOW + timedelta(days=30))
    (followup,) = db.query("SELECT id FROM followups")
    world.ids["followup", "tom"] = followup["id"]
    world.ids["wave", "tom"] = launch(db, team["id"], people["tom"], people["leaver"])
    offer(world)
    people["leaver"].leaves(room)


def launch(db: Database, team_id: str, *asked: Colleague) -> str:
    """A wave that asks these, and nobody else."""
    ends = {"last_on": date(2026, 12, 8), "closes_at": NOW + timedelta(days=14)}
    new = NewWave("spend", Asked.SPLIT, ("run", "use", "grow", "change"), (Side.MARKETING, Side.IT), 3, **ends)
    made = waves.create(db, team_id, new, by=asked[0].id, on=date(2026, 11, 24), look_at=NOW, press="")
    assert made
    waves.add_respondents(db, made, {each.id: Side.MARKETING for each in asked})
    return made


def offer(world: World) -> None:
    """Tom's promise is offered to another member."""
    world.people["tom"].types("/align progress", world.room)
    world.align.db.execute(
        "UPDATE commitments SET offered_to = :to WHERE id = :id",
        {"to": world.people["member"].id, "id": world.ids["commitment", "tom"]},
    )
    note_willing(world.align.db, world.ids["commitment", "tom"], world.people["lead"].id, NOW)
    world.people["tom"].closes(everything=True)


def carried(world: World, name: str, role: str) -> str:
    """What a button or window of this act carries, about a thing of that role where it has one."""
    run, commitment = world.target("run", role), world.target("commitment", role)
    if name.startswith("offer:") and name != "offer:withdraw":
        commitment = world.ids["commitment", "tom"]
    team, checkin = world.target("team", role), world.target("checkin", role)
    story, finished = name.partition(":")[0], world.target("finished", role)
    compared = f"{finished}/{finished}"
    special = {
        "interview:page": f"{run}/0",
        "interview:how": "pilot",
        "team_draft:fill_in": f"{run}/0",
        "team_draft:save": f"{run}/0",
        "document:new": f"terms/{team}",
        "document:choose": f"{run}/{run}",
        "commitment:update": f"{commitment}/on_track",
        **dict.fromkeys(FINISHED, world.target("finished", role)),
        "commitment:create": f"new//{team}",
        "offer:let": f"{commitment}/{world.people['lead'].id}",
        "checkin:pulse": f"{checkin}/4",
        "checkin:help": f"{checkin}/{world.people['member'].id}/need",
        "progress:mine": checkin,
        "progress:mark": checkin,
        "reminder:snooze": f"{world.target('reminder', role)}/{Delay.TOMORROW}",
        "pitch:go_on": f"vendor/{team}",
        "pitch:read": "vendor",
        "document:look_up": "terms",
        "wave:launch": f"{team}/spend",
        "weekly:answer": f"{checkin}/4",
        **dict.fromkeys(("weekly:choose", "weekly:begin"), f"{team}/benchmark"),
        **dict.fromkeys(("weekly:how", "weekly:picture", "weekly:ask_end", "weekly:end"), f"{team}/none"),
        "wave:tap": f"{world.target('wave', role)}/3",
        **dict.fromkeys(("comparison:post", "comparison:send", "comparison:commit"), compared),
        "comparison:choose": f"{team}/vendor",
        **dict.fromkeys(("summary:show", "summary:explain", "summary:trend"), team),
        **dict.fromkeys(("summary:page", "summary:explain_all", "digest:decline", "digest:end"), ""),
        **dict.fromkeys(("digest:offer", "digest:ask"), Rhythm.MONTHLY),
        "sheet:read": f"{team}/F0SHEET",
        "outbox:again": world.target("row", role),
        "align:run": "source",
        **dict.fromkeys(("teams:save", "teams:save_people", "teams:save_rhythm"), world.room.id),
        **dict.fromkeys(("member:confirm", "member:change", "member:move", "member:lead"), team),
        **dict.fromkeys(("invitation:accept", "invitation:decline"), world.target("invitation", role)),
        **dict.fromkeys(("workspace:team", "workspace:save_team"), team),
        "workspace:save_rhythm": world.room.id,
        **dict.fromkeys(("teams:delete_sure", "workspace:delete_sure"), f"{world.room.id}/{team}"),
        "workspace:teams": "0",
        "looks:page": f"{team}/0",
        "home:teams": "0",
        **dict.fromkeys(("home:team", "lead:hand_over", "lead:save"), team),
        **dict.fromkeys(("workspace:rhythm", "workspace:save", "workspace:audit"), ""),
        **dict.fromkeys(("workspace:delete", "person:forget"), ""),
        "member:remove": f"{team}/U0NOBODY",
        "member:join": f"{team}/marketing/{int(world.slack.workspace.now().timestamp())}",
    }
    by_story = {"commitment": commitment, "offer": commitment, "checkin": checkin, "away": "", "teams": ""}
    by_story |= {"followup": world.target("followup", role), "wave": world.target("wave", role), "next": team}
    return special.get(name, by_story.get(story, run))


AROUND = {
    "commitment:more": "commitment:create",
    "interview": "interview:page",
    "team_draft": "team_draft:save",
    "wave:keep": "wave:page",
    "teams": "teams:save",
    "workspace": "workspace:save_team",
}


def window(world: World, name: str, role: str, kind: str = "modal") -> Payload:
    """The window in which an act is done, or which is sent in, as Slack keeps it."""
    around = (AROUND.get(name) or AROUND.get(name.partition(":")[0], name)) if kind == "modal" else ""
    block = {"type": "section", "text": {"type": "plain_text", "text": "Go on"}}
    view = {"type": kind, "blocks": [block], "callback_id": around}
    return views.kept(world.slack.workspace, {**view, "private_metadata": carried(world, around, role)})


def acts(world: World, way: str, name: str, role: str, door: str) -> list[str]:
    """Do it, and return what this person is told."""
    who = world.people[role]
    if way == "word" and door != "home":
        answer = who.types(f"/align {name}", world.room if door == "here" else None)
        return [answer, *(each.words for each in who.modals)]
    if way in ("submission", "closing"):
        return sends(world, way, name, role)
    seen = len(who.sees)
    if way == "word":
        presses_inside(world, "align:run", role, door, f"{name}//{world.target('team', role)}")
    elif door in ("window", "home"):
        presses_inside(world, name, role, door, carried(world, name, role))
    else:
        presses_message(world, way, name, role, world.room if door == "here" else who.dm)
    return [*who.sees[seen:], *(each.words for each in who.modals[int(door == "window") :])]


def send(world: World, role: str, payload: Payload) -> BoltResponse:
    """Send it; of a forger as if it came from the other workspace."""
    forged = {"team": {"id": OTHER, "domain": "other"}} if role == "forger" else {}
    return world.people[role].line.send({**payload, **forged})


def sends(world: World, way: str, name: str, role: str) -> list[str]:
    who, trigger = world.people[role], world.slack.workspace.trigger(world.people[role].id, in_modal=True)
    view = {**window(world, name, role), "callback_id": name, "private_metadata": carried(world, name, role)}
    if way == "closing":
        send(world, role, payloads.view_closed(who.user, view, False))
        return []
    response = send(world, role, payloads.view_submission(who.user, view, {}, trigger))
    shown = content(response).get("view", {"blocks": []})
    return ["\n".join(block.get("text", {}).get("text", "") for block in shown["blocks"])]


def presses_inside(world: World, name: str, role: str, door: str, value: str) -> None:
    who, view = world.people[role], window(world, name, role, "modal" if door == "window" else "home")
    if door == "window":
        world.slack.workspace.modals[who.id] = [Modal(view)]
    trigger = world.slack.workspace.trigger(who.id, in_modal=door == "window")
    send(world, role, payloads.view_actions(who.user, view, button(name, value), {}, trigger))


def presses_message(world: World, way: str, name: str, role: str, where: Channel) -> None:
    who, now, room = world.people[role], world.slack.workspace.now().timestamp(), where.room
    message: Payload = {"type": "message", "ts": "1.1", "text": "Call Ivan", "user": who.id, "blocks": []}
    trigger, url = world.slack.workspace.trigger(who.id), world.slack.address(who.id, room.id)
    if way == "global":
        callback = f"{name}-{carried(world, name, role)}"
        send(world, role, payloads.global_shortcut(who.user, callback, trigger, now))
        return
    if way == "shortcut":
        value = "" if name == "commitment:from_message" else f"-{carried(world, name, role)}"
        ids = {"trigger_id": trigger, "response_url": url}
        send(world, role, payloads.message_action(who.user, room, message, f"{name}{value}", now, **ids))
        return
    pressed, ids = button(name, carried(world, name, role)), {"trigger_id": trigger, "response_url": url}
    send(world, role, payloads.message_actions(who.user, room, message, False, pressed, {}, **ids))


def button(name: str, value: str) -> Payload:
    return {"type": "button", "action_id": name, "value": value, "block_id": "b", "action_ts": "1"}


def outcome(told: list[str], right: str) -> str:
    said = "\n".join(told)
    if OFFER in said:
        return "ask"
    # Of an offer that is answered already whoever may change it hears the same.
    refusals = [refusal for refusal in REFUSALS if right != "change" or refusal != TOO_LATE]
    return "no" if any(refusal in said for refusal in refusals) else "yes"


ACTS = list_acts()


def list_doors(way: str, name: str, role: str) -> tuple[str, ...]:
    """Return the doors at which there is such a button or word; a word stands on a Home tab with the team it is for."""
    if way == "word":
        # Typed by whoever leads elsewhere it is for their own team; by another workspace it names that workspace.
        return ("home",) if role in ("elsewhere", "forger") else (*DOORS[way], "home")
    if name in WINDOW:
        return ("window",)
    home = ("home",) if way == "press" and (name.partition(":")[0] in HOME or name == "interview:resume") else ()
    return (*DOORS[way], *home)


def test_every_act_and_word_has_its_row(align: Align) -> None:
    from bot.slack.front.vocabulary import list_words
    from tests.test_guards import router

    library = read_playbooks()
    listed = {(way, name, right) for way, name, right in ACTS if way != "word"}
    assert {(way, name, str(right)) for way, name, right in router(align).rights} == listed
    known = {name: str(word.right) for name, word in list_words(library).items()}
    by_name = {name: right for way, name, right in ACTS if way == "word"}
    # Playbooks need what the one of their kind in the table needs.
    assert {name: right for name, right in known.items() if name not in library} == {
        name: right for name, right in by_name.items() if name not in library
    }
    assert {known[name] for name in library} == {by_name["pilot"], by_name["terms"]}


def test_every_act_says_whether_it_is_audited() -> None:
    """A new act decides: it is noted, as which event, or it is not."""
    names = {f"word {name}" if way == "word" else name for way, name, _ in ACTS}
    assert set(AUDITED) | list_unaudited() == names
    assert not set(AUDITED) & list_unaudited()
    noted = {event for events in AUDITED.values() for event in ((events,) if isinstance(events, str) else events)}
    assert noted | BY_ITSELF == set(AuditEvent)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what(world: World, role: str, environ: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    """Each act of a role at each door, every one in the same world."""
    cells, unaudited, wrong = list_rights(), list_unaudited(), []
    path = environ["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as live, sqlite3.connect(":memory:") as kept:
        live.backup(kept)
        for way, name, right in ACTS:
            for door in list_doors(way, name, role):
                wanted = EXCEPT.get((way, name, door, role)) or _wanted(cells, way, name, right, door, role)
                if wanted == "-":
                    continue
                before, said = (world.rows(), world.said()) if wanted != "yes" else ({}, {})
                noted = world.count_noted()
                told = acts(world, way, name, role, door)
                got = outcome(told, right) if way != "closing" else wanted
                if got != wanted or (wanted != "yes" and (world.rows() != before or world.said() != said)):
                    wrong.append(f"{role} {way} {name} {door}: {got}, not {wanted}: {told[:1]}")
                if f"{'word ' if way == 'word' else ''}{name}" in unaudited and world.count_noted() != noted:
                    wrong.append(f"{role} {way} {name} {door} is noted in the audit")
                world.slack.workspace.modals.pop(world.people[role].id, None)
                if wanted == "yes":
                    kept.backup(live)
    caplog.clear()
    assert not wrong, "\n".join(wrong)


def test_what_is_said_to_it_is_no_way_around(world: World) -> None:
    """By a mention or a direct message everybody hears of a word, and a team's results only who may read them."""
    for role, who in world.people.items():
        before = {name: rows for name, rows in world.rows().items() if name not in SPOKEN}
        shown = []
        for words in ("summary", "results Acme", "commit"):
            if who.id in world.room.room.members:
                who.says(f"@align {words}", world.room)
                shown.append(who.sees[-1] if who.sees else "")
            who.says(words)
            shown.append(who.dm.last.words)
        reads = role in ("lead", "tom", "member", "observer")
        assert any("Acme: " in each for each in shown) == reads, (role, shown)
        assert {name: rows for name, rows in world.rows().items() if name not in SPOKEN} == before, role


FORGOTTEN = "forgotten"
TOOLS: dict[str, Callable[[Asker, str], object]] = {
    "teams": lambda asker, team: asker.name_teams(),
    "summary": lambda asker, team: asker.summarize(team, "", 0),
    "all": lambda asker, team: asker.summarize("", "", 0),
    "results": lambda asker, team: asker.find_results("", 0),
    "commitments": lambda asker, team: asker.list_commitments(team, "", own=False),
    "next_play": lambda asker, team: asker.choose_next(team),
}


def test_what_an_assistant_is_told(world: World, clock: Clock, person: Hire) -> None:
    """The door of `align mcp`: each tool for each role, and for somebody who was forgotten while it was running."""
    gone = world.people[FORGOTTEN] = person("Forgotten")
    gone.joins(world.room)
    gone.types("/align join marketing", world.room)
    assert told_by(world, clock, FORGOTTEN, "teams") == "yes"
    gone.types("/align forget me")
    gone.clicks("Forget me")
    gone.closes(everything=True)
    clock.pass_(world.align, minutes=1)
    cells = list_mcp_cells()
    assert {role for _, role in cells} == {*ROLES, FORGOTTEN} and {tool for tool, _ in cells} == set(TOOLS)
    wrong = []
    for (tool, role), wanted in cells.items():
        before, noted = world.rows(), world.count_noted()
        got = told_by(world, clock, role, tool)
        after = world.rows()
        # Of what is read of a team its members see who looked; nothing else is ever written.
        looked = wanted != "no" and tool != "teams"
        changed = {name for name in after if after[name] != before[name]}
        if got != wanted or changed - ({"audit"} if looked else set()) or world.count_noted() < noted:
            wrong.append(f"{tool} {role}: {got}, not {wanted}; {sorted(changed)}")
    assert not wrong, "\n".join(wrong)


@cache
def read_playbooks() -> dict[str, Playbook]:
    return loader.load_library(loader.OURS)


def told_by(world: World, clock: Clock, role: str, tool: str) -> str:
    """What the assistant of such a person hears: of this team, of one of their own, or that they are in none."""
    known = {"workspace": OTHER if role in FOREIGN else TEAM, "user": world.people[role].id}
    asker = Asker(world.align.db, read_playbooks(), SECRET, now=clock, **known)
    own = "sales" if role == "elsewhere" else "plans"
    try:
        told = repr(TOOLS[tool](asker, own))
    except UserError as refused:
        assert "Nobody by this id is in a team" in refused.text
        return "no"
    if role != "elsewhere":
        return "yes" if "plans" in told else told
    with pytest.raises(UserError, match="Say which team, by its name: sales"):
        asker.summarize("plans", "", 0)
    return "own" if "plans" not in told and "Acme" not in told else told


def _wanted(cells: dict[tuple[str, str, str], str], way: str, name: str, right: str, door: str, role: str) -> str:
    where = "here" if door == "here" else "away"
    return EXCEPT.get((way, name, where, role)) or cells[right, where, role]
