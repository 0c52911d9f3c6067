"""A trial of Align without a Slack workspace: a local Slack, a demo company, and what its page needs."""
