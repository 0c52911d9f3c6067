"""The views of teams and of who is in them."""

from bot.model.schedule import Cadence
from bot.model.teams import PauseReason, Role
from bot.records.commitment_sql import KEPT, MOVING, STUCK
from bot.records.views.dialect import Dialect, name_person, show_moment

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(_DAYS))
_EVERY = " ".join(
    f"WHEN '{cadence}' THEN '{words}'"
    for cadence, words in zip(Cadence, ("every week", "every two weeks", "every month"), strict=True)
)


def select_teams(sql: Dialect) -> str:
    leads = f"""(SELECT {name_person("m.user_id")} AS value FROM members m
        WHERE m.team_id = t.id AND m.role = '{Role.MANAGER}' ORDER BY 1) AS e"""
    return f"""
    SELECT t.name AS team,
        coalesce((SELECT i.name FROM installations i WHERE i.workspace = t.workspace AND i.name <> ''), t.workspace)
            AS workspace,
        t.channel, t.zone AS time_zone,
        CASE t.checkin_day {_DAY} END AS checkin_day,
        t.checkin_time,
        CASE t.checkin_every {_EVERY} END AS rhythm,
        {show_moment("t.next_checkin_at")} AS next_checkin,
        CASE WHEN t.confirmed_at IS NULL THEN 'not set up'
            WHEN t.pause_reason = '{PauseReason.DELETED}' THEN 'being deleted'
            WHEN t.paused_at IS NOT NULL THEN 'paused' ELSE 'asked' END AS state,
        {sql.join("e.value", leads)} AS led_by,
        (SELECT count(*) FROM members m
            WHERE m.team_id = t.id AND m.guest = 0 AND m.role <> '{Role.OBSERVER}') AS members,
        (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.{MOVING}) AS open,
        (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.{STUCK}) AS stuck,
        (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.{KEPT}) AS kept,
        t.id AS team_id
    FROM teams t"""


def select_members(_: Dialect) -> str:
    return f"""
    SELECT t.name AS team,
        {name_person("m.user_id")} AS person,
        m.side, m.role,
        CASE m.guest WHEN 1 THEN 'yes' ELSE 'no' END AS guest,
        m.joined_on AS in_since,
        m.user_id, t.id AS team_id
    FROM members m JOIN teams t ON t.id = m.team_id"""
