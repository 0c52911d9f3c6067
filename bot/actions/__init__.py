"""What happens, once: start, finish, approve, commit, open a check-in, close it. No Bolt, no HTTP."""
