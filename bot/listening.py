"""The ports at which a process listens: a taken one is said in words, before anything has started."""

import os
import socket

from bot.errors import UserError


def open_port(host: str, port: int, mend: str) -> socket.socket:
    """Return a socket that listens there. UserError, with the mend, where nothing can."""
    # Not by `socket.create_server`, which leaves out IPv4 at "::" where gunicorn would not.
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen()
    except OSError as error:
        door.close()
        reason = os.strerror(error.errno or 0)
        raise UserError(f"Nothing can listen at {join_place(host, port)}: {reason}. {mend}") from None
    return door


def refuse_taken(host: str, port: int, mend: str) -> None:
    """Raise UserError, with the mend, where nothing can listen there just now."""
    open_port(host, port, mend).close()


def join_place(host: str, port: int) -> str:
    """Return the place as an address of the web names it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
