"""The figures of a team in a period, and what of them needs somebody: never figures of a person."""
