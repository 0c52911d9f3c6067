"""A quarter in a minute: the bot itself, a clock that leaps, a Slack that only records, and a company that acts."""
