import threading

from bot.worker.clock import start_clock


def test_every_job_runs_at_once_and_a_fault_stops_nothing() -> None:
    ran = {name: threading.Event() for name in ("plan", "deliver", "tidy")}

    def plan() -> None:
        ran["plan"].set()
        raise KeyError("plan")

    clock = start_clock(plan, ran["deliver"].set, ran["tidy"].set)
    try:
        assert all(event.wait(5) for event in ran.values())
    finally:
        clock.shutdown()
