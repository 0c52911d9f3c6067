"""Teams: set up, paused, summed up."""
