"""Which of Slack's error codes will be the same tomorrow, and when to ask again after the others."""

from datetime import timedelta

ATTEMPTS = 5  # an error we do not know counts as permanent after so many

PERMANENT = frozenset(
    (
        # the channel
        "is_archived",
        "channel_not_found",
        "not_in_channel",
        "channel_type_not_supported",
        "channel_is_limited_access",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        # the person
        "user_is_bot",
        "cannot_dm_bot",
        "user_not_found",
        "users_not_found",
        "user_not_visible",
        "user_disabled",
        "user_not_in_channel",
        "user_is_restricted",
        "messages_tab_disabled",
        # the app in this workspace
        "account_inactive",
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "not_authed",
        "no_token",
        "no_permission",
        "missing_scope",
        "not_allowed_token_type",
        "access_denied",
        "ekm_access_denied",
        "team_access_not_granted",
        "enterprise_is_restricted",
        "org_login_required",
        "two_factor_setup_required",
        # what we said
        "msg_too_long",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_blocks_format",
        "no_text",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "unknown_method",
        "method_deprecated",
        "deprecated_endpoint",
    )
)


def back_off(attempts: int) -> timedelta:
    """5 seconds, doubled at each attempt, at most 10 minutes."""
    return timedelta(seconds=min(5 * 2 ** min(attempts, 10), 600))
