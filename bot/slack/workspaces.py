"""The token that speaks in a workspace, and the bot's identity there: auth.test once an hour, not at every request."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.records import installations
from bot.records.database import Database

FRESH = timedelta(hours=1)


class Workspaces:
    """The one workspace whose token is given in the environment."""

    def __init__(self, db: Database, client: WebClient, token: str, now: Callable[[], datetime]) -> None:
        self._db, self._client, self._token, self._now = db, client, token, now
        self._known: tuple[datetime, AuthorizeResult] | None = None
        self._asking = Lock()

    def token(self, workspace: str) -> str | None:
        """Return the workspace's token; None where none is given."""
        return self._token or None

    def authorize(self) -> AuthorizeResult:
        """Return who the bot is, at most an hour old. SlackApiError when Slack refuses the token."""
        # Locked while it asks: after an hour every waiting request would ask at once, and auth.test is rate limited.
        with self._asking:
            if self._known is None or self._known[0] <= self._now():
                self._known = (self._now() + FRESH, self._ask())
            return self._known[1]

    def _ask(self) -> AuthorizeResult:
        identity = self._client.auth_test(token=self._token)
        installations.install(
            self._db, identity["team_id"], identity["user_id"], identity.get("team") or "", self._now()
        )
        return AuthorizeResult.from_auth_test_response(bot_token=self._token, auth_test_response=identity)
