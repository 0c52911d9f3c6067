"""Small changes ("mutants") drawn over code, SQL, templates and playbooks, and whether the suite notices each.

Not run by pytest or CI: `make mutants` takes an hour or more on two cores.
"""
