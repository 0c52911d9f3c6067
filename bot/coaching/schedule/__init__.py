"""Time: cadence, dates that people type, days off, the answer window, reminders."""
