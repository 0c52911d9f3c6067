"""One person: away, quiet, the Home tab."""
