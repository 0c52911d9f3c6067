"""What a run has come to, and who takes part in it."""
