"""A questionnaire that the other side has filled in: its file made tables, and what stands at each item."""
