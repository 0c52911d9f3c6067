"""All of it, one after the other, each in a process of its own: python -m tests.bench"""

import subprocess
import sys

BENCHMARKS = ("acknowledge", "startup", "deliver", "planning", "summary", "home", "growth", "waves", "throughput")


def main() -> None:
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=True)


if __name__ == "__main__":
    main()
