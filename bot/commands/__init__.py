"""The command line, a module for each kind. What a command needs is imported when it runs: each starts at once."""
