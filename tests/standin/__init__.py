"""A stand-in for Slack: a workspace, its Web API over HTTP, and its limits."""
