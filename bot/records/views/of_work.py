"""The views of what comes of playbooks, and of promises: what the channel of the team reads, in its newest version."""

from bot.model.commitments import CommitmentState
from bot.model.runs import Visibility
from bot.records.views.dialect import Dialect, name_person, show_moment

_DOCUMENT = "EXISTS (SELECT 1 FROM required_approvals q WHERE q.run_id = r.id)"
# Not what somebody keeps to themselves, a draft, one person's scores, or what was changed since or taken down.
_SHARED = f"""r.finished_at IS NOT NULL AND r.visibility = '{Visibility.CHANNEL}' AND NOT EXISTS (
        SELECT 1 FROM runs n
        WHERE n.replaces = r.id AND n.finished_at IS NOT NULL AND n.visibility = '{Visibility.CHANNEL}')"""
_STATES = {
    CommitmentState.OFFERED: "suggested",
    CommitmentState.ON_TRACK: "on track",
    CommitmentState.DONE: "kept",
}
_STATE = " ".join(f"WHEN '{state}' THEN '{words}'" for state, words in _STATES.items())


def select_results(_: Dialect) -> str:
    return f"""
    SELECT t.name AS team,
        {show_moment("r.finished_at")} AS finished,
        r.playbook, r.variant, r.subject, r.headline,
        {name_person("r.started_by")} AS made_by,
        r.id AS result_id, t.id AS team_id
    FROM runs r JOIN teams t ON t.id = r.team_id
    WHERE {_SHARED} AND NOT {_DOCUMENT}"""


def select_documents(sql: Dialect) -> str:
    waits = (
        "(SELECT q.side AS value FROM required_approvals q WHERE q.run_id = r.id AND q.approved_at IS NULL ORDER BY 1)"
    )
    agree = f"(SELECT {name_person('a.user_id')} AS value FROM approvals a WHERE a.run_id = r.id ORDER BY a.at)"
    return f"""
    SELECT t.name AS team,
        r.playbook, r.subject, r.headline AS version,
        CASE WHEN r.agreed_at IS NULL THEN 'waits for an OK' ELSE 'agreed' END AS state,
        {show_moment("r.finished_at")} AS finished,
        {show_moment("r.agreed_at")} AS agreed,
        {name_person("r.started_by")} AS made_by,
        {sql.join("e.value", f"{agree} AS e")} AS agreed_by,
        {sql.join("e.value", f"{waits} AS e")} AS waits_for,
        r.id AS document_id, t.id AS team_id
    FROM runs r JOIN teams t ON t.id = r.team_id
    WHERE {_SHARED} AND {_DOCUMENT}"""


def select_answers(sql: Dialect) -> str:
    """Return it; a value that is a person's id or the key of an item of the same run is said by its name."""
    value = "a.value"
    return f"""
    SELECT t.name AS team,
        r.playbook, r.subject, a.question,
        {_name_item(sql, "a.item")} AS item,
        CASE {sql.kind.format(value)}
            WHEN 'array' THEN {sql.join(_spell(sql, "e.value"), sql.elements.format(value))}
            WHEN 'object' THEN {sql.join("e.value", sql.entries.format(value))}
            ELSE {_spell(sql, sql.scalar.format(value))} END AS answer,
        {name_person("a.answered_by")} AS answered_by,
        {show_moment("a.answered_at")} AS answered,
        r.id AS result_id, t.id AS team_id
    FROM answers a JOIN runs r ON r.id = a.run_id JOIN teams t ON t.id = r.team_id
    WHERE {_SHARED}"""


def _spell(sql: Dialect, value: str) -> str:
    return name_person(value, otherwise=_name_item(sql, value))


def _name_item(sql: Dialect, key: str) -> str:
    # Keys of items have eight letters and digits; to look for a name costs more than anything else here.
    objects = "CASE WHEN l.value LIKE '{%' THEN l.value ELSE '{}' END"
    entries = sql.entries.format(objects).replace(" AS e", " AS i")
    return f"""CASE WHEN length({key}) = 8 THEN coalesce(
                (SELECT max(i.value) FROM answers l CROSS JOIN {entries}
                    WHERE l.run_id = a.run_id AND l.item = '' AND i.key = {key}), {key}) ELSE {key} END"""


def select_commitments(_: Dialect) -> str:
    return f"""
    SELECT t.name AS team,
        {name_person("c.owner")} AS owner,
        c.cue, c.action, c.due_on,
        CASE c.state {_STATE} ELSE c.state END AS state,
        {name_person("c.partner")} AS partner,
        c.obstacle, c.reason,
        {show_moment("c.made_at")} AS made,
        {show_moment("c.state_at")} AS changed,
        r.playbook,
        c.id AS commitment_id, r.id AS result_id, t.id AS team_id
    FROM commitments c JOIN teams t ON t.id = c.team_id
        LEFT JOIN runs r ON r.id = c.run_id AND r.visibility = '{Visibility.CHANNEL}'"""
