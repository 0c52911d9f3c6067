"""What a process writes to standard error: a line for people, or one of JSON for programs."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

from bot.settings import Settings

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
JSON_TIME = "%Y-%m-%dT%H:%M:%S%z"  # with its zone, as programs read it
JSON_NAMES = {"asctime": "time", "levelname": "level"}


def start_logging(settings: Settings) -> None:
    """Log from now on, with the level and in the format of the settings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_make_formatter(settings.log_format))
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    # It logs every tick, one each few seconds.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("slack_bolt.App").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    # Bolt reads SLACK_BOT_TOKEN by itself, and warns that it does not use it: who we are is settled elsewhere.
    return "`token` will be unused" not in record.getMessage()


def _make_formatter(name: str) -> logging.Formatter:
    if name == "json":
        # Times with their zone, as programs read them.
        return JsonFormatter(
            TEXT, rename_fields={"asctime": "time", "levelname": "level"}, datefmt="%Y-%m-%dT%H:%M:%S%z"
        )
    return logging.Formatter(TEXT)
