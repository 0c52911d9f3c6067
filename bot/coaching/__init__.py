"""The coach's knowledge: pure functions over plain values. No Slack, no SQL, no clock."""
