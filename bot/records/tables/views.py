"""Views for people with SQL."""

from bot.records.commitment_sql import KEPT, LIVE, MOVING, STUCK
from bot.records.member_sql import COUNTED

VIEWS = [
    f"""
    CREATE VIEW open_commitments AS
        SELECT t.name AS team, c.cue, c.action, c.owner, c.due_on, c.state, c.made_at
        FROM commitments c JOIN teams t ON t.id = c.team_id
        WHERE c.{LIVE}""",
    f"""
    CREATE VIEW team_progress AS
        SELECT t.name AS team,
            (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.{MOVING}) AS open,
            (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.{STUCK}) AS stuck,
            (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.{KEPT}) AS kept,
            (SELECT max(r.finished_at) FROM runs r WHERE r.team_id = t.id) AS last_playbook_at
        FROM teams t""",
    f"""
    CREATE VIEW participation AS
        SELECT t.name AS team, k.due_at, k.answered,
            (SELECT count(*) FROM members m WHERE m.team_id = t.id AND {COUNTED}) AS members
        FROM checkins k JOIN teams t ON t.id = k.team_id""",
]
