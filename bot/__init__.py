"""Align: a Slack coach for marketing teams and the IT people beside them."""
