"""What the bot costs, as ratios, in one interleaved run each; `python -m tests.bench` runs them all."""
