"""Going through a playbook, alone or together."""
