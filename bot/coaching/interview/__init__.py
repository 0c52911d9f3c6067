"""A playbook and answers → the next page."""
