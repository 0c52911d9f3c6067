"""The costs of the bot as ratios, each of one interleaved run; `python -m tests.bench` runs them all."""
