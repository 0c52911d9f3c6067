"""`align check`: everything that can be wrong before the bot starts, each with its mend, all at once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException

from slack_sdk.errors import SlackApiError

from bot import server
from bot.coaching.library import loader
from bot.delivery import drawings
from bot.delivery.answers import NotSent, Unclear
from bot.delivery.api import SlackApi
from bot.errors import UserError
from bot.listening import refuse_taken
from bot.messages.block_kit import render
from bot.messages.pages import pages
from bot.metrics import TAKEN, load_library
from bot.model.heartbeats import Heartbeat
from bot.records import heartbeats
from bot.records.database import connect, find_foreign, list_pending
from bot.records.health import refuse_unreachable, refuse_unwritable
from bot.settings import MENDS, Settings
from bot.slack.client import ProxiedClient
from bot.slack.front import vocabulary
from bot.slack.manifest import SCOPES

CONNECT = 2.0  # seconds for whoever listens at a port of ours
LONGEST = 100_000  # bytes of what it says
CHARTS = {
    "slack": "charts: Slack’s own, words where a workspace shows none",
    "picture": "charts: Slack’s own, pictures where a workspace shows none",
    "text": "charts: in words",
}


def check_installation(environ: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield (what was looked at, its faults) one after the other; no faults is well."""
    settings, faults = Settings.examine(environ, needs=("SLACK_BOT_TOKEN",))
    if not (environ.get("SLACK_APP_TOKEN") or environ.get("SLACK_SIGNING_SECRET")):
        faults.append("Set SLACK_APP_TOKEN for `align run`, or SLACK_SIGNING_SECRET for `align web`.")
    yield "settings", faults
    looks: dict[str, tuple[bool, Callable[[Settings], list[str]]]] = {
        "bot token and scopes": (bool(settings.bot_token), _check_bot_token),
        "app token": (bool(settings.app_token), _check_app_token),
        "way of messages": (bool(settings.bot_token), _check_way_out),
        "port": (bool(settings.signing_secret and not settings.app_token), _check_port),
        "database": (not any(fault.startswith("DATABASE_URL") for fault in faults), _check_database),
        "playbooks": (True, _check_playbooks),
        "templates": (True, _check_templates),
        "metrics": (settings.metrics_port is not None, _check_metrics),
        CHARTS[settings.charts]: (True, _check_charts),
    }
    for name, (there, look) in looks.items():
        if not there:
            continue
        try:
            yield name, look(settings)
        except UserError as error:
            yield name, error.text.splitlines()


def _check_bot_token(settings: Settings) -> list[str]:
    """Return the scopes that the token lacks, as one fault. UserError when Slack refuses it."""
    # A local Slack sends no list of scopes, so there is nothing to compare.
    granted = _call_slack(settings, "SLACK_BOT_TOKEN", settings.bot_token, "auth.test").get("x-oauth-scopes")
    missing = [] if granted is None else sorted(set(SCOPES) - set(granted.replace(" ", "").split(",")))
    mend = "Paste the output of `align manifest` at Slack, App Manifest, then install the app again."
    return [f"SLACK_BOT_TOKEN lacks {', '.join(missing)}. {mend}"] if missing else []


def _check_app_token(settings: Settings) -> list[str]:
    _call_slack(settings, "SLACK_APP_TOKEN", settings.app_token, "apps.connections.open")
    return []


def _check_way_out(settings: Settings) -> list[str]:
    """Return why what the bot says by itself does not get to Slack; what Slack says about the token is said above."""
    api = SlackApi(settings.api_url, settings.proxies)
    try:
        answer = api.read("auth.test", settings.bot_token, {})
    finally:
        api.close()
    if isinstance(answer, NotSent | Unclear):
        return [f"Messages do not get to Slack: {answer.why}. Look at HTTPS_PROXY, NO_PROXY and the network."]
    return []


def _check_port(settings: Settings) -> list[str]:
    return _check_free(settings.host, settings.port, server.TAKEN, "/healthz", b'"ok"')


def _check_free(host: str, port: int, mend: str, path: str, words: bytes) -> list[str]:
    """Return [] where a process can listen, or Align does already. UserError where something else does."""
    try:
        refuse_taken(host, port, mend)
    except UserError:
        if not _answers_as_ours(host, port, path, words):
            raise
    return []


def _call_slack(settings: Settings, name: str, token: str, method: str) -> dict[str, str]:
    """Return the headers of Slack's answer to the token in `name`. UserError when Slack refuses or is not there."""
    try:
        client = ProxiedClient(proxies=settings.proxies, token=token, base_url=settings.api_url, timeout=10)
        answer = client.api_call(method)
    except SlackApiError as error:
        raise UserError(f"Slack refuses {name}: {error.response['error']}. {MENDS[name]}") from error
    except OSError as error:
        mend = "Look at the network and at SLACK_API_URL."
        raise UserError(f"{settings.api_url} cannot be reached: {error}. {mend}") from error
    return {key.lower(): value for key, value in answer.headers.items()}


def _check_database(settings: Settings) -> list[str]:
    # A SQLite file that is not there yet is well: `align run` makes it.
    db = connect(settings.database_url)
    if settings.database_file and not settings.database_file.exists():
        return []
    try:
        refuse_unreachable(db)
        if fault := find_foreign(db):
            return [fault]
        if todo := list_pending(db):
            return [f"It is not up to date ({', '.join(todo)}). Run `align migrate`."]
        refuse_unwritable(db)
        return [_explain_silence(each) for each in heartbeats.list_silent(db, datetime.now(UTC))]
    finally:
        db.close()


def _explain_silence(clock: Heartbeat) -> str:
    host, _, number = clock.process.rpartition(":")
    return (
        f"The clock on {host} (process {number}) last ticked on {clock.at:%Y-%m-%d at %H:%M} UTC and was not stopped. "
        "Look at its log, and start it again: nobody is asked or reminded meanwhile."
    )


def _check_playbooks(settings: Settings) -> list[str]:
    vocabulary.list_words(loader.load_installed(settings.playbooks))
    return []


def _check_metrics(settings: Settings) -> list[str]:
    load_library()
    return _check_free(settings.metrics_host, settings.metrics_port or 0, TAKEN, "/metrics", b"align_")


def _answers_as_ours(host: str, port: int, path: str, words: bytes) -> bool:
    """Return whether it is Align that runs there already: what it says at the path has these words in it."""
    line = HTTPConnection(_reach(host), port, timeout=CONNECT)
    try:
        line.request("GET", path)
        return words in line.getresponse().read(LONGEST)
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def _reach(host: str) -> str:
    """Return where a process is called that listens at every address of the machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _check_templates(settings: Settings) -> list[str]:
    return [*render.find_faults(), *pages.find_faults()]


def _check_charts(settings: Settings) -> list[str]:
    return [drawings.MISSING] if settings.charts == "picture" and not drawings.is_installed() else []
