"""Shapes of a playbook: one folder each."""
