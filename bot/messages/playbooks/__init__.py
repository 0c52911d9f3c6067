"""A playbook as people go through it: questions, pages, the preview, what is read in a pitch."""
