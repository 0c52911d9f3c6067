"""Where people come in: help, Home, search, summaries, reminders."""
