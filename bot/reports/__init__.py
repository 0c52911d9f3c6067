"""Reports: figures and results worked out from the records, for messages and summaries."""
