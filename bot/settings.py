"""What the environment says (`bot.environment`), understood once, as one frozen value."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from bot.errors import UserError
from bot.proxies import NO_PROXIES, Proxies

MENDS = {
    "SLACK_BOT_TOKEN": "Copy the Bot User OAuth Token (xoxb-…) from your app's page at Slack, OAuth & Permissions.",
    "SLACK_APP_TOKEN": "Make an app-level token (xapp-…) with connections:write on the page Basic Information.",
    "SLACK_SIGNING_SECRET": "Copy the Signing Secret from your app's page at Slack, Basic Information.",
    "ALIGN_SECRET": "Any random text of 32 characters or more, the same for every process: openssl rand -hex 32",
}
# Host and port may be several; libpq takes more, but then what is not understood may be a password with a @ or / in it.
_HOST = r"(?:\[[0-9A-Fa-f:.%]+\]|[^\s@/?#:,\[\]]*)(?::\d{1,5})?"
POSTGRESQL = re.compile(
    rf"postgres(?:ql)?://(?:[^\s@/:]*(?::[^\s@/]*)?@)?{_HOST}(?:,{_HOST})*(?:/[^\s@/?]*)?(?:\?[^\s@]*)?", re.ASCII
)
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY")
CHARTS = ("slack", "picture", "text")
LOG_LEVELS, LOG_FORMATS = ("DEBUG", "INFO", "WARNING", "ERROR"), ("text", "json")
_PREFIXES = {"SLACK_BOT_TOKEN": ("xoxb-", "xoxe.xoxb-"), "SLACK_APP_TOKEN": ("xapp-",)}


@dataclass(frozen=True)
class Settings:
    """The environment as typed values. Secrets stay out of its repr, and so out of logs."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    database_url: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 3000
    workers: int = 1
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None
    secret: bytes = field(default=b"", repr=False)
    playbooks: Path | None = None
    proxies: Proxies = NO_PROXIES
    log_level: str = "INFO"
    log_format: str = "text"
    charts: str = "slack"

    @classmethod
    def read(cls, environ: Mapping[str, str], needs: Collection[str] = ()) -> Self:
        """Return the settings. UserError names every variable that is malformed, or missing though in `needs`."""
        settings, faults = cls.examine(environ, needs)
        if faults:
            raise UserError("\n".join(faults))
        return settings

    @classmethod
    def examine(cls, environ: Mapping[str, str], needs: Collection[str] = ()) -> tuple[Self, list[str]]:
        """Return the settings, with the default for whatever is at fault, and a line for each fault."""
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        faults = dict(_find_faults(given, needs))
        good = {name: value for name, value in given.items() if name not in faults}
        return cls._from_values(good), list(faults.values())

    @classmethod
    def _from_values(cls, good: Mapping[str, str]) -> Self:
        return cls(
            bot_token=good.get("SLACK_BOT_TOKEN", ""),
            app_token=good.get("SLACK_APP_TOKEN", ""),
            signing_secret=good.get("SLACK_SIGNING_SECRET", ""),
            # With a slash at its end: the SDK joins by urljoin, which would put the method in the place of `api`.
            api_url=good.get("SLACK_API_URL", cls.api_url).rstrip("/") + "/",
            database_url=good.get("DATABASE_URL", ""),
            host=good.get("ALIGN_HOST", cls.host),
            port=int(good.get("PORT", cls.port)),
            workers=int(good.get("WEB_CONCURRENCY", cls.workers)),
            metrics_host=good.get("ALIGN_METRICS_HOST", cls.metrics_host),
            metrics_port=int(good["ALIGN_METRICS_PORT"]) if "ALIGN_METRICS_PORT" in good else None,
            secret=good.get("ALIGN_SECRET", "").encode(),
            playbooks=Path(good["ALIGN_PLAYBOOKS"]) if "ALIGN_PLAYBOOKS" in good else None,
            proxies=Proxies(
                http=_read_proxy(good, "HTTP_PROXY"),
                https=_read_proxy(good, "HTTPS_PROXY"),
                bypass=_read_either_case(good, "NO_PROXY"),
            ),
            log_level=good.get("ALIGN_LOG_LEVEL", cls.log_level).upper(),
            log_format=good.get("ALIGN_LOG_FORMAT", cls.log_format).lower(),
            charts=good.get("ALIGN_CHARTS", cls.charts).lower(),
        )

    @property
    def on_postgresql(self) -> bool:
        return self.database_url.startswith(("postgresql://", "postgres://"))

    @property
    def database_file(self) -> Path | None:
        """The file of SQLite; None on PostgreSQL."""
        return None if self.on_postgresql else Path(self.database_url.removeprefix("sqlite:///") or "align.db")


def _find_faults(given: Mapping[str, str], needs: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (variable, one line with its mend) for each fault."""
    # On PostgreSQL no file beside the database could keep the secret for all processes, so it has to be set.
    on_postgresql = given.get("DATABASE_URL", "").startswith("postgres")
    for name in (*needs, "ALIGN_SECRET") if needs and on_postgresql else needs:
        if name not in given:
            yield name, f"{name} is not set. {MENDS.get(name, '')}".strip()
    for name, wrong in (
        *_find_wrong_tokens(given),
        *_find_wrong_places(given),
        *_find_wrong_proxies(given),
        *_find_wrong_host(given),
        *_find_wrong_numbers(given),
        *_find_wrong_choices(given),
    ):
        yield name, f"{name} {wrong}"


def _find_wrong_tokens(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, starts in _PREFIXES.items():
        value = given.get(name)
        if value and value.endswith(("…", "...")):
            yield name, f"is the placeholder from the instructions, not a token. {MENDS[name]}"
        elif value and not value.isascii():
            yield name, f"has characters that no token has. {MENDS[name]}"
        elif value and (not value.startswith(starts) or len(value.split()) > 1):
            other = next((other for other, theirs in _PREFIXES.items() if value.startswith(theirs)), None)
            mixed_up = f" This one looks like {other}." if other not in (None, name) else ""
            yield name, f"is not a token that starts with {starts[0]}.{mixed_up} {MENDS[name]}"
    if not given.get("SLACK_SIGNING_SECRET", "").isascii():
        yield "SLACK_SIGNING_SECRET", f"has characters that no secret has. {MENDS['SLACK_SIGNING_SECRET']}"
    elif len(given.get("SLACK_SIGNING_SECRET", "").split()) > 1:
        yield "SLACK_SIGNING_SECRET", f"has a space in it. {MENDS['SLACK_SIGNING_SECRET']}"
    if 0 < len(given.get("ALIGN_SECRET", "")) < 32:
        yield "ALIGN_SECRET", f"is too short to keep a secret. {MENDS['ALIGN_SECRET']}"


def _read_either_case(given: Mapping[str, str], name: str) -> str:
    """Return a variable that is written in both cases by custom; the lower one counts."""
    return given.get(name.lower()) or given.get(name, "")


def _read_proxy(given: Mapping[str, str], name: str) -> str:
    """Return the address of a proxy, with the scheme that is usually left out."""
    address = _read_either_case(given, name)
    return address if "://" in address or not address else f"http://{address}"


def _find_wrong_proxies(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in (*PROXIES, *map(str.lower, PROXIES)):
        address = _read_proxy({name: given.get(name, "")}, name)
        if address and not _is_address(address):
            yield name, "is not the address of an HTTP proxy. Write http://host:port, or unset it."


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _find_wrong_places(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not given.get("SLACK_API_URL", "https://").startswith(("https://", "http://")):
        yield "SLACK_API_URL", "is not an address. Leave it unset for Slack itself, or write https://…/api/"
    url = given.get("DATABASE_URL", "sqlite:///align.db")
    known = url.startswith(("postgresql://", "postgres://", "sqlite:///"))
    if not known or url in ("sqlite:///", "sqlite:///:memory:"):
        yield (
            "DATABASE_URL",
            "is not understood. Leave it unset for the file align.db here, or write sqlite:///folder/file.db "
            "or postgresql://user:password@host/name",
        )
    elif not url.startswith("sqlite:///") and not POSTGRESQL.fullmatch(url):
        yield (
            "DATABASE_URL",
            "is not an address of PostgreSQL. Write postgresql://user:password@host:5432/name, and what is neither "
            "a letter nor a digit in user or password as %XX: %40 for @, %2F for /, %25 for %.",
        )


def _find_wrong_host(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("ALIGN_HOST", "ALIGN_METRICS_HOST"):
        try:
            ip_address(given.get(name, Settings.host))
        except ValueError:
            mend = "Write 127.0.0.1 for callers on it, or 0.0.0.0 for everybody."
            yield name, f"is not an address of this machine. {mend}"


def _find_wrong_numbers(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, least, most, example in _NUMBERS:
        value = given.get(name, str(least))
        # isdecimal() takes every alphabet's digits, and int() refuses thousands of them with an error of its own.
        if not (value.isascii() and value.isdecimal() and least <= int(value[:9]) <= most):
            yield name, f"is not a whole number from {least} to {most}. Write {example}, for example."
    if given.get("ALIGN_METRICS_PORT") == given.get("PORT", str(Settings.port)):
        yield "ALIGN_METRICS_PORT", "is the port at which Slack calls. Write 9464, for example."


_NUMBERS = (("PORT", 1, 65535, 3000), ("WEB_CONCURRENCY", 1, 64, 2), ("ALIGN_METRICS_PORT", 1, 65535, 9464))


def _find_wrong_choices(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if given.get("ALIGN_LOG_LEVEL", "INFO").upper() not in LOG_LEVELS:
        yield "ALIGN_LOG_LEVEL", f"is none of {', '.join(LOG_LEVELS)}."
    if given.get("ALIGN_LOG_FORMAT", "text").lower() not in LOG_FORMATS:
        yield "ALIGN_LOG_FORMAT", f"is none of {', '.join(LOG_FORMATS)}."
    if given.get("ALIGN_CHARTS", "slack").lower() not in CHARTS:
        yield "ALIGN_CHARTS", f"is none of {', '.join(CHARTS)}."
