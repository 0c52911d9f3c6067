"""Ports of this machine."""

import socket


def free_port() -> int:
    """Return a port on which nothing listens; somebody quicker may still take it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
