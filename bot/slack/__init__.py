"""Listeners to what people do in Slack: a folder a story, and the router that finds them."""
