"""What the bot costs, as ratios, in one interleaved run: python -m tests.bench.acknowledge, .startup, .deliver."""
