"""Every measurement, one after the other: python -m tests.bench."""

from tests.bench import acknowledge, deliver, startup

if __name__ == "__main__":
    acknowledge.main()
    startup.main()
    deliver.main()
