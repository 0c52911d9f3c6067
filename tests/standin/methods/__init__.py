"""The Web API: one function a method, from a workspace and arguments to what Slack answers."""
