"""SQL that several queries say of members."""

from bot.model.teams import Role

COUNTED = f"guest = 0 AND role <> '{Role.OBSERVER}'"  # of whom figures are, as `Member.counts` says it
