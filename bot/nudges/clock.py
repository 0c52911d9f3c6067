"""The clock ticks, the rows decide: a few interval jobs and nothing else."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler


def ticking(jobs: Mapping[str, tuple[float, Callable[[], object]]]) -> BackgroundScheduler:
    """Start a thread that calls each job every so many seconds, first now; `.shutdown()` waits for what runs.

    A tick that comes late still comes, and never beside an earlier one that is not done. A job that fails is logged
    with its traceback and runs again at its next tick.
    """
    clock = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for name, (seconds, job) in jobs.items():
        clock.add_job(job, "interval", seconds=seconds, name=name, next_run_time=datetime.now(UTC))
    clock.start()
    return clock
