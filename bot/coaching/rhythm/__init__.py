"""When, and how often: check-ins, days off, the pulse, and whether to write unasked."""
