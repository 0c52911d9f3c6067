"""The clock of a process. It knows no team: what is due is a matter of rows."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.setbacks import Setbacks

Job = Callable[[], object]
LOOK = 1.0  # seconds between two looks at whether somebody has put the machine's clock right
JUMP = timedelta(seconds=2)  # further apart than the corrections by which clocks are kept right all the time

log = logging.getLogger(__name__)


def wall_clock() -> datetime:
    """Return the time of day, UTC, which somebody may set."""
    return datetime.now(UTC)


class Every:
    """A trigger of APScheduler: so many seconds after the last time that the job was due, or looked for."""

    # Its own interval trigger lists every time that was missed: a clock set right by years, as that of a machine which
    # began in 1970, would take all memory.

    def __init__(self, seconds: int) -> None:
        self._gap = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next time, by APScheduler's name for it."""
        return now + self._gap


class Clock:
    """The jobs of a process, ticking. Times of day are APScheduler's; when the machine's jumps, it is told again."""

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float]) -> None:
        # No grace time: apscheduler would leave out a job that is more than a second late.
        usual = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=usual)
        BaseTrigger.register(Every)
        self._wall, self._steady = wall, steady
        self._began = self._find_beginning()
        self._stopping = Event()
        self._watch = Thread(target=self._watch_jumps, name="clock", daemon=True)

    def start(self, jobs: dict[str, tuple[Job, int]]) -> None:
        """Run each job now, and then every so many seconds (name → job, seconds)."""
        for name, (job, seconds) in jobs.items():
            patient = self._be_patient(name, job)
            self._scheduler.add_job(patient, Every(seconds), id=name, name=name, next_run_time=self._wall())
        self._scheduler.start()
        self._watch.start()

    def shutdown(self) -> None:
        """Stop; wait for the jobs that are running."""
        self._stopping.set()
        self._watch.join()
        self._scheduler.shutdown()

    def _be_patient(self, name: str, job: Job) -> Job:
        """Return the job as one that is left out for a while after a fault."""
        setbacks = Setbacks(log, name)

        def run() -> None:
            if not setbacks.pause:
                with setbacks.attempt():
                    job()

        return run

    def _watch_jumps(self) -> None:
        while not self._stopping.wait(LOOK):
            began = self._find_beginning()
            if abs(began - self._began) > JUMP:
                log.warning("The machine's clock was set by %s; what is due is looked for now", began - self._began)
                self._run_now()
            # Always, so that a clock which is kept right in small steps never adds up to a jump.
            self._began = began

    def _run_now(self) -> None:
        # Set back, the next tick would be as far away as the clock was ahead.
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=self._wall())

    def _find_beginning(self) -> datetime:
        """Return what the clock would show at the zero of the monotonic one: it moves when somebody sets the clock."""
        return self._wall() - timedelta(seconds=self._steady())


def start_clock(
    plan: Job,
    deliver: Job,
    tidy: Job,
    *,
    wall: Callable[[], datetime] = wall_clock,
    steady: Callable[[], float] = time.monotonic,
) -> Clock:
    """Plan every 20 seconds, deliver every 5, tidy every hour, from now on, until its `shutdown()`.

    A job that is late runs once, however late, and never beside itself; after a fault it is left alone for a while.
    When the time of day (`wall`) jumps against the seconds that pass (`steady`), all run at once, and their seconds
    count from then on.
    """
    clock = Clock(wall, steady)
    clock.start({"plan": (plan, 20), "deliver": (deliver, 5), "tidy": (tidy, 3600)})
    return clock
