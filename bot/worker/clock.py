"""The clock of a process. It knows no team: what is due is a matter of rows."""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

Job = Callable[[], object]


def start_clock(plan: Job, deliver: Job, tidy: Job) -> BackgroundScheduler:
    """Plan every 20 seconds, deliver every 5, tidy every hour, from now on, until its `shutdown()`.

    A job that is late runs once, however late, and never beside itself; what it raises is logged.
    """
    # No grace time: apscheduler would leave out a job that is more than a second late.
    usual = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    clock = BackgroundScheduler(timezone=UTC, job_defaults=usual)
    now = datetime.now(UTC)
    for job, name, seconds in ((plan, "plan", 20), (deliver, "deliver", 5), (tidy, "tidy", 3600)):
        clock.add_job(job, "interval", seconds=seconds, id=name, name=name, next_run_time=now)
    clock.start()
    return clock
