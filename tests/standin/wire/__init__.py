"""Between Slack and the app: what is sent, signed, and how its answers are taken."""
