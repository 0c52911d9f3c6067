"""The interview: a playbook and answers → the next page."""
