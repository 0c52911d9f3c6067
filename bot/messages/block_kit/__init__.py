"""How a message or a window is built: words into blocks, within Slack's limits."""
