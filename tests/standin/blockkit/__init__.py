"""Block Kit: what a message or view may hold, and what Slack refuses."""
