"""What the coach knows: pure functions over plain values. No Slack, no SQL, no clock."""
