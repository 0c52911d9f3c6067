"""Views for people with SQL."""

VIEWS = [
    """
    CREATE VIEW open_commitments AS
        SELECT t.name AS team, c.cue, c.action, c.owner, c.due_on, c.state, c.made_at
        FROM commitments c JOIN teams t ON t.id = c.team_id
        WHERE c.state IN ('open', 'on_track', 'stuck')""",
    """
    CREATE VIEW team_progress AS
        SELECT t.name AS team,
            (SELECT count(*) FROM commitments WHERE team_id = t.id AND state IN ('open', 'on_track')) AS open,
            (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.state = 'stuck') AS stuck,
            (SELECT count(*) FROM commitments c WHERE c.team_id = t.id AND c.state = 'done') AS kept,
            (SELECT max(r.finished_at) FROM runs r WHERE r.team_id = t.id) AS last_playbook_at
        FROM teams t""",
    """
    CREATE VIEW participation AS
        SELECT t.name AS team, k.due_at, count(p.respondent) AS answered,
            (SELECT count(*) FROM members m WHERE m.team_id = t.id) AS members
        FROM checkins k JOIN teams t ON t.id = k.team_id LEFT JOIN pulses p ON p.checkin_id = k.id
        GROUP BY t.id, t.name, k.id, k.due_at""",
]
