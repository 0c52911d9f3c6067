"""The rules of what comes of playbooks: runs, their answers, documents and what is asked about them later."""

from collections.abc import Mapping

from bot.records.data_rules import OF_FOLLOWUP, OF_RUN, OF_TEAM, Kept, TableRule

_AFTER = "coalesce(n.finished_at, n.started_at) >= :before"
# A result by what was posted first: a document stays in force however old, and so does what was changed since.
_OLD_RESULT = f"""
    coalesce(finished_at, started_at) < :before AND replaces IS NULL AND list_id IS NULL
    AND (finished_at IS NULL OR (
        playbook NOT IN (SELECT column1 FROM ({{documents}}) AS documents)
        AND NOT EXISTS (SELECT 1 FROM required_approvals q WHERE q.run_id = runs.id)))
    AND NOT EXISTS (SELECT 1 FROM answers a WHERE a.run_id = runs.id AND a.answered_at >= :before)
    AND NOT EXISTS (SELECT 1 FROM runs n WHERE (n.replaces = runs.id OR n.list_id = runs.id) AND {_AFTER})"""

WORK_RULES: Mapping[str, TableRule] = {
    "runs": TableRule(
        Kept.YEARS,
        "id",
        OF_TEAM,
        named="started_by",
        words="subject subject_key headline",
        plain="id team_id playbook variant version press started_at finished_at visibility replaces list_id agreed_at "
        "pinned_at",
        old=_OLD_RESULT,
        hangs={"team_id": "teams", "replaces": "runs", "list_id": "runs"},
    ),
    "answers": TableRule(
        Kept.PARENT,
        "run_id question item",
        OF_RUN,
        named="answered_by",
        words="value",
        plain="run_id question item answered_at",
        hangs={"run_id": "runs"},
    ),
    "seats": TableRule(
        Kept.PARENT,
        "run_id name",
        OF_RUN,
        named="user_id",
        plain="run_id name state at drawn_at",
        hangs={"run_id": "runs"},
    ),
    "corrections": TableRule(
        Kept.PARENT,
        "run_id user_id",
        OF_RUN,
        named="user_id",
        words="names words",
        plain="run_id said_of at",
        hangs={"run_id": "runs", "said_of": "runs"},
    ),
    "required_approvals": TableRule(
        Kept.PARENT, "run_id side", OF_RUN, plain="run_id side approved_at", hangs={"run_id": "runs"}
    ),
    "approvals": TableRule(
        Kept.PARENT, "run_id user_id", OF_RUN, named="user_id", plain="run_id side at", hangs={"run_id": "runs"}
    ),
    "confirmations": TableRule(
        Kept.PARENT, "run_id user_id", OF_RUN, named="user_id", plain="run_id at", hangs={"run_id": "runs"}
    ),
    "canvas_refusals": TableRule(Kept.TEAM, "team_id", OF_TEAM, plain="team_id code at", hangs={"team_id": "teams"}),
    "contracts": TableRule(
        Kept.PARENT,
        "id",
        OF_TEAM,
        named="owner",
        words="name cost",
        plain="id team_id document_id run_id ends_on notice_on",
        hangs={"team_id": "teams", "document_id": "runs", "run_id": "runs"},
    ),
    "followups": TableRule(
        Kept.PARENT,
        "id",
        OF_TEAM,
        plain="id run_id team_id name due_at asked_at closed_at closed_why",
        hangs={"run_id": "runs", "team_id": "teams"},
    ),
    "followup_answers": TableRule(
        Kept.PARENT,
        "followup_id question user_id",
        OF_FOLLOWUP,
        named="user_id",
        words="value",
        plain="followup_id question answered_at",
        hangs={"followup_id": "followups"},
    ),
}
