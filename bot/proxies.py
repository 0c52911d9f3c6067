"""The proxies that the environment names: which one a host is reached by, and who logs in there."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Proxies:
    """The addresses of the proxies for http and https, "" for none.

    `bypass` lists the hosts and domains to reach without one, with commas between them, as NO_PROXY does.
    """

    http: str = field(default="", repr=False)
    https: str = field(default="", repr=False)
    bypass: str = ""

    def choose(self, url: str) -> str:
        """Return the address of the proxy to a URL; "" to go there directly."""
        parts = urlsplit(url)
        hosts = (parts.hostname or "", parts.netloc.rpartition("@")[2])
        listed = {name.strip().lower().lstrip(".") for name in self.bypass.split(",")} - {""}
        bypassed = "*" in listed or any(f".{host.lower()}".endswith(f".{name}") for name in listed for host in hosts)
        return "" if bypassed else self.https if parts.scheme in ("https", "wss") else self.http


NO_PROXIES = Proxies()


def split_login(proxy: str) -> tuple[str, str]:
    """Return a proxy's address without, and its `user:password` out of `http://user:password@host:port`."""
    parts = urlsplit(proxy)
    login, _, host = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{host}", unquote(login)
