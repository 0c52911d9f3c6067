"""How the coach puts it: plain values in, a Slack message or view out. No SQL, no Slack client."""
