"""What the coach remembers: SQL behind a narrow door. No Slack."""
