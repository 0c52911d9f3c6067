"""A playbook file: what may stand in it. Models, conditions and texts."""
