"""`align mcp`: one person's assistant asks, with that person's rights; nothing is changed."""
