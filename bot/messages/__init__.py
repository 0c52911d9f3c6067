"""The coach's words as messages and windows: plain values in, a Slack message or view out. No SQL, no Slack client."""
