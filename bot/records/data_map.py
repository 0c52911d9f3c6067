"""Every table with its rule, in one place: what is kept how long, and where people stand. A test compares this with the
schema, so that a new table or column has to decide.
"""

from collections.abc import Mapping

from bot.records.data_of_work import WORK_RULES
from bot.records.data_rules import (
    OF_CHECKIN,
    OF_COMMITMENT,
    OF_TEAM,
    OF_WAVE,
    OF_WEEKLY,
    OF_WORKSPACE,
    Kept,
    TableRule,
)

_LATEST_CHECKIN = "SELECT max(k.opened_at) FROM checkins k WHERE k.team_id = checkins.team_id"

RULES: Mapping[str, TableRule] = {
    "installations": TableRule(
        Kept.UNINSTALLED,
        "workspace",
        OF_WORKSPACE,
        plain="workspace bot_user name url installed_at removed_at uninstalled_at shut_since shut_why "
        "charts_refused_at",
    ),
    "admins": TableRule(
        Kept.PERSON,
        "workspace user_id",
        OF_WORKSPACE,
        theirs="user_id",
        named="named_by",
        plain="workspace named_at",
    ),
    "teams": TableRule(
        Kept.TEAM,
        "id",
        OF_WORKSPACE,
        named="created_by",
        words="name",
        plain="id workspace channel zone checkin_time checkin_every country days_off next_checkin_on next_checkin_at "
        "next_checkin_why created_at confirmed_at saved_press paused_at pause_reason paused_until",
    ),
    "members": TableRule(
        Kept.TEAM,
        "team_id user_id",
        OF_TEAM,
        theirs="user_id",
        plain="team_id side role joined_on",
        hangs={"team_id": "teams"},
    ),
    "invitations": TableRule(
        Kept.YEARS,
        "id",
        OF_TEAM,
        theirs="user_id",
        named="named_by",
        plain="id team_id side role named_at state answered_at asked_at",
        old="state IN ('declined', 'withdrawn') AND coalesce(answered_at, named_at) < :before",
        hangs={"team_id": "teams"},
    ),
    # Whoever has left must not come in by an old button, as long as there is something to come into.
    "leavers": TableRule(
        Kept.TEAM, "team_id user_id", OF_TEAM, theirs="user_id", plain="team_id left_at", hangs={"team_id": "teams"}
    ),
    **WORK_RULES,
    # What a later wave is shown beside stays as long as that one.
    "waves": TableRule(
        Kept.YEARS,
        "id",
        OF_TEAM,
        named="launched_by",
        words="headline texts",
        plain="id team_id playbook mode repeats asks factors sides launched_on launch_press last_on closes_at state "
        "closed_on publication missing look_at again_at",
        old="closed_on < substr(:before, 1, 10) AND NOT EXISTS (SELECT 1 FROM waves n WHERE n.repeats = waves.id)",
        hangs={"team_id": "teams", "repeats": "waves"},
    ),
    "respondents": TableRule(
        Kept.PARENT,
        "wave_id user_id",
        OF_WAVE,
        theirs="user_id",
        plain="wave_id side state",
        hangs={"wave_id": "waves"},
    ),
    "commitments": TableRule(
        Kept.YEARS,
        "id",
        OF_TEAM,
        named="owner made_by state_by",
        blank="partner invited offered_to",
        words="voice cue action obstacle trigger_word reason",
        plain="id team_id run_id advice helps wave_id due_on state made_at state_at stuck_at cued_at",
        old="state IN ('done', 'dropped') AND state_at < :before",
        hangs={"team_id": "teams"},
        loose={"run_id": "runs", "helps": "commitments", "wave_id": "waves"},
    ),
    "commitment_log": TableRule(
        Kept.PARENT,
        "id",
        OF_COMMITMENT,
        named="actor",
        words="detail",
        plain="id commitment_id event at noticed_at",
        hangs={"commitment_id": "commitments"},
    ),
    # The newest one is what the next one is counted from.
    "checkins": TableRule(
        Kept.YEARS,
        "id",
        OF_TEAM,
        plain="id team_id due_at opened_at closes_at closed_at question note_kind redraw_at block_id",
        old=f"closed_at < :before AND opened_at < ({_LATEST_CHECKIN})",
        hangs={"team_id": "teams"},
        loose={"block_id": "blocks"},
    ),
    "notes": TableRule(
        Kept.PARENT,
        "checkin_id place",
        OF_CHECKIN,
        theirs="user_id",
        words="moved stuck need",
        plain="checkin_id",
        hangs={"checkin_id": "checkins"},
    ),
    # By the id of a check-in, a wave or a block; the key alone opens them, and their tap is taken out before.
    "sealed_answers": TableRule(Kept.ANSWERED, "ref", plain="ref sealed"),
    "pulse_tallies": TableRule(
        Kept.PARENT, "checkin_id", OF_CHECKIN, plain="checkin_id sides", hangs={"checkin_id": "checkins"}
    ),
    "weekly_surveys": TableRule(
        Kept.YEARS,
        "id",
        OF_TEAM,
        named="begun_by",
        plain="id team_id playbook sides begun_on begin_press ended_on",
        old="ended_on < substr(:before, 1, 10)",
        hangs={"team_id": "teams"},
    ),
    "blocks": TableRule(
        Kept.PARENT,
        "id",
        OF_WEEKLY,
        plain="id weekly_id factor missing opened_on",
        hangs={"weekly_id": "weekly_surveys"},
    ),
    # Of organisations, by whoever runs the bot, for all workspaces: `align peers` takes them out.
    "peer_files": TableRule(Kept.FOREVER, "playbook folded", plain="playbook folded organisation made_on content"),
    "outbox": TableRule(
        Kept.QUARTER,
        "id",
        OF_WORKSPACE,
        theirs="channel",
        blank="notify_on_failure",
        words="ref detail error",
        plain="id workspace team_id op kind state due_at put_at leased_until tried_at created_at sent_at sent_channel "
        "sent_ts",
        spared="state = 'sending'",
        hangs={"team_id": "teams"},
    ),
    "posts": TableRule(
        Kept.PARENT,
        "kind ref workspace channel",
        OF_WORKSPACE,
        theirs="channel",
        words="ref",
        plain="kind workspace sent_channel sent_ts",
    ),
    "people": TableRule(
        Kept.PERSON,
        "workspace user_id",
        OF_WORKSPACE,
        theirs="user_id",
        plain="workspace name zone country muted_at muted_until slowdown_announced_at consider_at back_press back_at "
        "back_first back_last home_opened_at",
    ),
    "away": TableRule(
        Kept.YEARS,
        "id",
        OF_WORKSPACE,
        theirs="user_id",
        plain="id workspace first_day last_day welcomed_at noticed_at",
        old="last_day < substr(:before, 1, 10)",
    ),
    "statuses": TableRule(
        Kept.PERSON,
        "workspace user_id",
        OF_WORKSPACE,
        theirs="user_id",
        plain="workspace status last_day answered_at",
    ),
    "reminders": TableRule(
        Kept.YEAR,
        "id",
        OF_WORKSPACE,
        theirs="user_id",
        plain="id workspace team_id kind ref state reason at until acted_at",
        hangs={"team_id": "teams"},
    ),
    "snoozes": TableRule(
        Kept.YEARS,
        "workspace user_id ref",
        OF_WORKSPACE,
        theirs="user_id",
        plain="workspace ref until",
        old="until < :before",
    ),
    "digests": TableRule(
        Kept.PERSON,
        "workspace user_id",
        OF_WORKSPACE,
        theirs="user_id",
        plain="workspace rhythm asked_at next_at sent_at",
    ),
    "forget_requests": TableRule(
        Kept.DONE,
        "id",
        OF_WORKSPACE,
        plain="id workspace user_id asked_at done_at undrawn",
    ),
    "events": TableRule(Kept.HOURS, "id", plain="id seen_at"),
    "heartbeats": TableRule(Kept.HOURS, "process", plain="process at"),
    "audit": TableRule(
        Kept.YEARS,
        "id",
        OF_WORKSPACE,
        named="actor",
        words="detail",
        plain="id workspace team_id event at press",
        old="at < :before",
        hangs={"team_id": "teams"},
    ),
}
