"""Random histories of teams, written row by row as the product would have left them."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.records.database import Database, stamp

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WEEKS = 30
ZONES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland")
STAGES = ("early", "selection", "contract", "signed", "never")
STATES = ("open", "on_track", "stuck", "done", "done", "dropped", "offered")


def insert(db: Database, table: str, row: Mapping[str, object]) -> None:
    columns = ", ".join(row)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join(f':{name}' for name in row)})", row)


def write_history(db: Database, seed: int) -> list[str]:
    """Fill three teams in three zones with what may have happened; return their ids."""
    chance = random.Random(seed)
    with db.atomic():
        for number, zone in enumerate(ZONES):
            _write_team(db, chance, f"team{number}", zone)
    return [f"team{number}" for number in range(len(ZONES))]


def _write_team(db: Database, chance: random.Random, team: str, zone: str) -> None:
    at = stamp(NOW - timedelta(weeks=WEEKS))
    rule = {"checkin_day": 0, "checkin_time": "09:00", "checkin_every": "1w", "country": "", "days_off": "[]"}
    upcoming = {"next_checkin_on": "2026-11-30", "next_checkin_at": stamp(NOW + timedelta(weeks=1))}
    who = {"created_by": "U1", "created_at": at, "confirmed_at": at, "next_checkin_why": ""}
    place = {"id": team, "workspace": "T1", "channel": f"C{team}", "name": team, "zone": zone}
    insert(db, "teams", {**place, **rule, **upcoming, **who})
    for week in range(WEEKS):
        _write_checkin(db, chance, team, f"{team}k{week}", _moment(chance, week))
    for number in range(chance.randrange(40)):
        _write_commitment(db, chance, team, f"{team}c{number}")
    for number in range(chance.randrange(14)):
        _write_project(db, chance, team, f"{team}r{number}")
    for number in range(chance.randrange(4)):
        _write_pilot(db, chance, team, f"{team}p{number}")


def _moment(chance: random.Random, week: int) -> datetime:
    return NOW - timedelta(weeks=week, hours=chance.randrange(120), minutes=chance.randrange(60))


def _write_checkin(db: Database, chance: random.Random, team: str, name: str, opened: datetime) -> None:
    taps, closed = chance.randrange(8), None if name.endswith("k0") else stamp(opened + timedelta(hours=30))
    answered, moment = taps + chance.randrange(3), stamp(opened)
    counted = {"answered": answered, "expected": chance.choice([None, answered + chance.randrange(4)])}
    moments = {"due_at": moment, "opened_at": moment, "closes_at": moment, "closed_at": closed}
    insert(db, "checkins", {"id": name, "team_id": team, **moments, **counted})
    if closed and chance.random() < 0.8:
        mean = sum(chance.randint(1, 5) for _ in range(taps)) / taps if taps >= 3 else None
        insert(db, "pulse_tallies", {"checkin_id": name, "answered": taps, "mean": mean})


def _write_commitment(db: Database, chance: random.Random, team: str, name: str) -> None:
    state, at = chance.choice(STATES), stamp(_moment(chance, chance.randrange(WEEKS)))
    nobody = state == "offered" or (state == "dropped" and chance.random() < 0.3)
    due = (NOW.date() + timedelta(days=chance.randrange(-60, 30))).isoformat()
    words = {"cue": "it starts", "action": f"do {name}", "obstacle": "", "reason": "", "due_on": due, "made_by": "U1"}
    when = {"made_at": at, "state_at": at, "stuck_at": at if state == "stuck" else None}
    insert(
        db,
        "commitments",
        {"id": name, "team_id": team, "owner": "" if nobody else "U1", "state": state, **words, **when},
    )


def _write_run(db: Database, chance: random.Random, team: str, name: str, playbook: str, subject: str) -> datetime:
    at = _moment(chance, chance.randrange(WEEKS))
    shown = chance.choice(["channel", "channel", "channel", "me", "replaced"])
    about = {"playbook": playbook, "version": "1", "subject": subject, "subject_key": subject.casefold()}
    begun = {"started_by": "U1", "started_at": stamp(at), "finished_at": stamp(at), "visibility": shown}
    insert(db, "runs", {"id": name, "team_id": team, "headline": "so it is", **about, **begun})
    return at


def _answer(db: Database, run: str, question: str, value: object) -> None:
    given = {"value": json.dumps(value), "answered_by": "U1", "answered_at": stamp(NOW)}
    insert(db, "answers", {"run_id": run, "question": question, **given})


def _write_project(db: Database, chance: random.Random, team: str, name: str) -> None:
    playbook = chance.choice(["roles", "touchpoints"])
    _write_run(db, chance, team, name, playbook, chance.choice(["CRM", "crm", "Shop", "Mail", "", ""]))
    if playbook == "roles":
        _answer(db, name, "asked", chance.choice(STAGES))
    else:
        _answer(db, name, "need", chance.choice(["none", "data", "integration"]))
        _answer(db, name, "first_asked", chance.choice(STAGES[:4]))
    for side in ("marketing", "it"):
        approved = stamp(NOW) if chance.random() < 0.5 else None
        insert(db, "required_approvals", {"run_id": name, "side": side, "approved_at": approved})


def _write_pilot(db: Database, chance: random.Random, team: str, name: str) -> None:
    at = _write_run(db, chance, team, name, "pilot", f"Idea {name}")
    _answer(db, name, "baseline", "14 hours")
    _answer(db, name, "owner", "U1")
    answered = chance.choice([(), (30,), (30, 60), (30, 60, 90)])
    for day in (30, 60, 90):
        due = at + timedelta(days=day)
        asked = stamp(due) if due < NOW else None
        followup = {"id": f"{name}d{day}", "run_id": name, "team_id": team, "name": "decision", "day": day}
        insert(db, "followups", {**followup, "due_at": stamp(due), "asked_at": asked})
        if asked and day in answered:
            said = {"decision": chance.choice(["go", "change", "stop"]), "number_now": f"{day} minutes"}
            for question, value in said.items():
                given = {"user_id": "U1", "value": json.dumps(value), "answered_at": asked}
                insert(db, "followup_answers", {"followup_id": f"{name}d{day}", "question": question, **given})


def write_dues(db: Database, seed: int, ids: Iterable[str]) -> None:
    """Give these teams contracts with days to give notice, and work with its estimate and what it took."""
    chance = random.Random(f"dues {seed}")
    with db.atomic():
        for team in ids:
            for number in range(chance.randrange(5)):
                _write_plan(db, chance, team, f"{team}d{number}")
            for number in range(chance.randrange(6)):
                estimate, took = chance.choice([None, 0, 5, 10]), [chance.randrange(3, 20) for _ in range(2)]
                write_work(db, team, f"{team}w{number}", estimate, took, live=chance.choice((30, 90, 180, 999)))


def _write_plan(db: Database, chance: random.Random, team: str, name: str) -> None:
    """A document with two contracts; of some there is a newer version, which names them no more."""
    _write_run(db, chance, team, name, "plan", "2027")
    if chance.random() < 0.3:
        _write_run(db, chance, team, f"{name}n", "plan", "2027")
        db.execute("UPDATE runs SET replaces = :old WHERE id = :new", {"old": name, "new": f"{name}n"})
    for place in range(2):
        write_contract(db, team, name, f"{name}t{place}", NOW.date() + timedelta(days=chance.randrange(-20, 120)))


def write_contract(db: Database, team: str, run: str, name: str, notice: date) -> None:
    """A contract that a document's version names."""
    ends = (notice + timedelta(days=30)).isoformat()
    days = {"notice_on": notice.isoformat(), "ends_on": ends}
    of = {"team_id": team, "document_id": run, "run_id": run}
    insert(db, "contracts", {"id": name, **of, "name": name, "owner": "U1", "cost": "", **days})


def write_work(
    db: Database, team: str, name: str, estimate: int | None, took: Sequence[int], live: int, playbook: str = "vendor"
) -> None:
    """A result with IT's estimate in days, and what each of two people said after 30, 90 and 180 days that it took:
    one day more at each time, and live from the day `live` on.
    """
    at = NOW - timedelta(days=200)
    about = {"playbook": playbook, "version": "1", "subject": name, "subject_key": name, "headline": "so it is"}
    moments = {"started_by": "U1", "started_at": stamp(at), "finished_at": stamp(at), "visibility": "channel"}
    insert(db, "runs", {"id": name, "team_id": team, **about, **moments})
    _answer(db, name, "effort", estimate)
    for number, day in enumerate((30, 90, 180)):
        due, key = stamp(at + timedelta(days=day)), f"{name}f{day}"
        of = {"id": key, "run_id": name, "team_id": team, "name": "ledger", "day": day}
        insert(db, "followups", {**of, "due_at": due, "asked_at": due})
        for user, days in zip(("U1", "U2"), took, strict=True):
            said = {"standing": "live" if day >= live else "building", "took": days + number}
            for question, value in said.items():
                given = {"user_id": user, "value": json.dumps(value), "answered_at": due}
                insert(db, "followup_answers", {"followup_id": key, "question": question, **given})


def days_before(number: int) -> date:
    return NOW.date() - timedelta(days=number)
