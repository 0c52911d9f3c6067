"""Actions: one function and one transaction for each thing that happens. No Bolt, no HTTP."""
