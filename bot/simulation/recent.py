"""A quarter of one team that ends now, shown by another Slack: what a trial opens with."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.shapes.base import Playbook
from bot.simulation.stage import Lived, Scope, live
from bot.simulation.steps import HOME

WEEKS, SEED = 13, 1
REST = timedelta(hours=1)  # before now, so that whoever acts last has done it by then


def live_until(environ: Mapping[str, str], now: datetime, playbooks: Mapping[str, Playbook] | None = None) -> Lived:
    """Let the first team live thirteen weeks to this moment in the database and the Slack that `environ` names."""
    monday = now.astimezone(ZoneInfo(HOME)).date()
    first = monday - timedelta(days=monday.weekday(), weeks=WEEKS - 1)
    scope = Scope(until=now - REST, mirrored=environ["SLACK_API_URL"], playbooks=playbooks)
    return live(environ["DATABASE_URL"], environ["ALIGN_SECRET"], 1, WEEKS, first, SEED, scope)
