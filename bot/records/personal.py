"""What is kept of one person, for themselves: their rows of every table, and nobody else in them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.records.bulk_values import list_values
from bot.records.data_map import RULES
from bot.records.database import Database, Row

SOMEBODY = "somebody else"
_ID = re.compile(r"(?<![A-Za-z0-9])[UW][A-Z0-9]{3,}(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Section:
    """The rows of a table in which a person stands in the column `own`, as far as the `shown` columns tell of them."""

    table: str
    own: str
    shown: str


SECTIONS: Mapping[str, Section] = {
    "profile": Section("people", "user_id", "name zone country muted_at muted_until"),
    "admin": Section("admins", "user_id", "named_at"),
    "memberships": Section("members", "user_id", "team_id side role joined_on"),
    "invitations": Section("invitations", "user_id", "team_id side role named_at state answered_at"),
    "teams_left": Section("leavers", "user_id", "team_id left_at"),
    "teams_set_up": Section("teams", "created_by", "name channel created_at"),
    "absences": Section("away", "user_id", "first_day last_day"),
    "slack_status": Section("statuses", "user_id", "status last_day answered_at"),
    "promises": Section(
        "commitments", "owner", "team_id cue action obstacle due_on state reason made_at state_at stuck_at"
    ),
    "promises_as_partner": Section("commitments", "partner", "team_id due_on state made_at"),
    "said_of_promises": Section("commitment_log", "actor", "commitment_id event at"),
    "playbooks": Section(
        "runs", "started_by", "id team_id playbook variant subject headline started_at finished_at visibility"
    ),
    "answers": Section("answers", "answered_by", "run_id question item value answered_at"),
    "answers_later": Section("followup_answers", "user_id", "question value answered_at"),
    "parts_in_results": Section("seats", "user_id", "run_id name state at"),
    "corrections": Section("corrections", "user_id", "run_id names words at"),
    "approvals": Section("approvals", "user_id", "run_id side at"),
    "confirmations": Section("confirmations", "user_id", "run_id at"),
    "contracts": Section("contracts", "owner", "team_id name ends_on notice_on cost"),
    "notes": Section("notes", "user_id", "checkin_id moved stuck need"),
    "surveys_asked": Section("respondents", "user_id", "wave_id side state"),
    "surveys_launched": Section("waves", "launched_by", "team_id playbook launched_on"),
    "weekly_surveys_begun": Section("weekly_surveys", "begun_by", "team_id playbook begun_on"),
    "digest": Section("digests", "user_id", "rhythm asked_at sent_at"),
    "reminders": Section("reminders", "user_id", "team_id kind state reason at acted_at"),
    "put_off": Section("snoozes", "user_id", "ref until"),
    "audit": Section("audit", "actor", "team_id event at"),
    "forgetting_asked": Section("forget_requests", "user_id", "asked_at done_at"),
}
LEFT_OUT = {
    "outbox": "messages to them, which stand in their conversation with Align",
    "posts": "where these stand",
}


def list_personal(db: Database, workspace: str, user: str) -> dict[str, Sequence[Row]]:
    """Return section → its rows, those that have none left out. Whoever else stands in one is `somebody else`."""
    found = {name: _read(db, section, workspace, user) for name, section in SECTIONS.items()}
    others = _list_others(db, workspace, user, (row for rows in found.values() for row in rows))
    return {name: [_mask(row, others) for row in rows] for name, rows in found.items() if rows}


def _read(db: Database, section: Section, workspace: str, user: str) -> list[Row]:
    rule = RULES[section.table]
    shown = section.shown.split()
    return db.query(
        f"""SELECT {", ".join(shown)} FROM {section.table} WHERE {rule.within} AND {section.own} = :user
        ORDER BY {", ".join(rule.key.split())}""",
        {"workspace": workspace, "user": user},
    )


def _list_others(db: Database, workspace: str, user: str, rows: Iterable[Row]) -> set[str]:
    """Return the people who are named in the rows, among all that looks like an id."""
    texts = (value for row in rows for value in row.values() if isinstance(value, str))
    looking = {each for text in texts for each in _ID.findall(text)} - {user}
    if not looking:
        return set()
    values, params = list_values(db, ((each,) for each in sorted(looking)))
    known = db.query(
        f"""
        SELECT column1 AS id FROM ({values}) AS wanted
        WHERE column1 IN (SELECT user_id FROM people WHERE workspace = :workspace)
            OR column1 IN (SELECT user_id FROM members)""",
        {**params, "workspace": workspace},
    )
    # Whoever has never been seen in a team is known by the digits that ids of Slack's have, and words have not.
    return {row["id"] for row in known} | {each for each in looking if re.search(r"\d", each) and len(each) > 8}


def _mask(row: Row, others: set[str]) -> Row:
    def spell(text: str) -> str:
        plain = re.sub(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>", lambda match: f"@{match[1]}", text)
        return _ID.sub(lambda match: SOMEBODY if match[0] in others else match[0], plain)

    return {name: spell(value) if isinstance(value, str) else value for name, value in row.items()}
