"""The token that speaks in a workspace, and the bot's identity there: asked for beside requests, never while one waits.

What Slack said last counts until it says something else: an hour in which it does not answer changes nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Lock, Thread
from urllib.parse import urlsplit

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import deadline
from bot.counting import Counted, ErrorKind, count
from bot.errors import UnavailableError, UserError
from bot.model.installations import DEMO, Installation
from bot.records import installations
from bot.records.database import Database
from bot.setbacks import Setbacks
from bot.settings import MENDS
from bot.slack.client import explain_outage, is_outage

AGAIN, SOON = 3600.0, 60.0  # seconds until Slack is asked again: usually, and after an outage
PATIENCE = 10.0  # seconds for an answer
FIRST = 1.0  # seconds of a request's own, where nothing is known yet
HOSTS = ("slack.com", "slack-gov.com")  # of Slack itself
log = logging.getLogger(__name__)


class SilentError(UnavailableError):
    """Slack does not say who the bot is."""


class Workspaces:
    """The one workspace whose token is given in the environment."""

    def __init__(self, db: Database, client: WebClient, token: str, now: Callable[[], datetime]) -> None:
        self._db, self._client, self._token, self._now = db, client, token, now
        self._known: Installation | None = None
        self._asked = False
        self._asking = Lock()
        self._stopping = Event()
        self._thread: Thread | None = None

    def token(self, workspace: str) -> str | None:
        """Return the workspace's token; None where none is given, and for a workspace that is made up: Slack itself
        would hear of channels and people that nobody has.
        """
        host = urlsplit(self._client.base_url).hostname or ""
        if workspace.startswith(DEMO) and host.endswith(HOSTS):
            return None
        return self._token or None

    def authorize(self) -> AuthorizeResult:
        """Return the token and, where it is known, who the bot is. Raise nothing: a listener tells what is wrong."""
        # Bolt would answer "please reinstall" to anything else, with a 200 that Slack takes for done.
        known = self._known or self._recall() or self._ask_once()
        return AuthorizeResult(
            enterprise_id=None,
            team_id=known.workspace if known else None,
            bot_user_id=known.bot_user if known else None,
            bot_token=self._token,
        )

    def ask(self) -> None:
        """Ask Slack who the bot is, and keep it. UserError when it refuses the token, SilentError in an outage."""
        try:
            with deadline.within(deadline.left(PATIENCE)):
                identity = self._client.auth_test(token=self._token)
        except (SlackApiError, OSError) as error:
            raise self._explain(error) from None
        if not (identity.get("team_id") and identity.get("user_id")):
            raise SilentError("auth.test: the answer is none of Slack's")
        name, url = identity.get("team") or "", identity.get("url") or ""
        self._known = Installation(identity["team_id"], identity["user_id"], name, url)
        installations.install(self._db, self._known, self._now())

    def start(self) -> None:
        """Ask now and every hour, in a thread of its own, until `stop`."""
        self._stopping.clear()
        self._thread = Thread(target=self._run, name="workspaces", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; a question that is under way is not waited for."""
        self._stopping.set()

    def _run(self) -> None:
        pause, silent, setbacks = 0.0, False, Setbacks(log, "keep who the bot is")
        while not self._stopping.wait(pause):
            with setbacks.attempt():
                silent = self._ask_again(silent)
            pause = setbacks.pause or (SOON if silent else AGAIN)

    def _ask_again(self, silent: bool) -> bool:
        """Ask; log what is wrong, but an outage once, however long it takes. Return whether Slack is still silent."""
        try:
            self.ask()
        except UserError as error:
            log.error("%s", error.text)
            count(Counted.ERROR, ErrorKind.INSTALLATION)
        except SilentError as error:
            if not silent:
                log.warning("Slack is in trouble (%s). I ask again every minute; the last answer counts.", error)
            return True
        return False

    def _recall(self) -> Installation | None:
        """Return what is stored; None when it is nothing, or cannot be read just now."""
        try:
            self._known = installations.find_latest(self._db)
        except UnavailableError as error:
            log.warning("The database does not answer: %s", error)
        return self._known

    def _ask_once(self) -> Installation | None:
        """Ask within the first request, once and for a second at most. Return None when nothing is known after it."""
        with deadline.within(deadline.left(FIRST)):
            # Whoever comes meanwhile goes on without: most listeners need not know.
            if not self._asked and self._asking.acquire(blocking=False):
                self._asked = True
                try:
                    self.ask()
                except (UserError, UnavailableError) as error:
                    log.error("%s", error)
                finally:
                    self._asking.release()
        return self._known

    def _explain(self, error: SlackApiError | OSError) -> Exception:
        """Return the error in words, with its mend."""
        if is_outage(error):
            return SilentError(f"auth.test: {explain_outage(error)}")
        code = error.response.get("error") if isinstance(error, SlackApiError) else str(error)
        # Nothing more follows, even where it means that the app is gone: only its event pauses teams, and a token that
        # was revoked by mistake leaves no trace once there is a new one.
        return UserError(f"Slack refuses SLACK_BOT_TOKEN: {code}. {MENDS['SLACK_BOT_TOKEN']}")
