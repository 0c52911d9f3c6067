"""Slack's Web API for whatever the bot says by itself. Nothing is repeated here: the outbox decides that."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from bot.delivery.answers import NO_JSON, Accepted, Answer, NotSent, Refused, Unclear, read_answer
from bot.delivery.connections import Connections, Fetched, LostAnswerError, NotConnectedError, TooLargeError
from bot.proxies import NO_PROXIES, Proxies

JSON = {"Content-Type": "application/json; charset=utf-8"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FILE_HOSTS = ("files.slack.com", "files.slack-gov.com")
DOWNLOAD = 20.0  # seconds for all of a file
ELSEWHERE, TOO_LARGE, LOGIN = "not_slacks", "too_large", "login"
PAGES = (b"<!doctype html", b"<html")
PLAIN = {"Content-Type": "application/octet-stream"}


class SlackApi:
    """Calls to `url`, waiting `read` seconds for an answer. Safe in any number of threads."""

    def __init__(self, url: str, proxies: Proxies = NO_PROXIES, read: float = 10) -> None:
        self._url = url.rstrip("/") + "/"
        self._connections = Connections(read, proxies)

    def write(self, method: str, token: str, body: Mapping[str, object]) -> Answer:
        """Call a method that writes: JSON."""
        return self._call(method, json.dumps(body).encode(), JSON | _authorize_header(token))

    def read(self, method: str, token: str, fields: Mapping[str, object]) -> Answer:
        """Call a method that reads: a form, since not every reading method takes JSON."""
        return self._call(method, urlencode(fields).encode(), FORM | _authorize_header(token))

    def upload(self, url: str, content: bytes) -> Answer:
        """Put a file where Slack said; that address is its own permission."""
        # The upload server answers in words of its own, so a 200 without JSON is a success here.
        answer = self._post(url, content, PLAIN)
        return Accepted({}) if answer == Unclear(NO_JSON) else answer

    def download(self, url: str, token: str, most: int, seconds: float = DOWNLOAD) -> Answer:
        """Return a file (`content`) of at most so many bytes, fetched within so many seconds; Refused `login` where
        Slack shows a page in its place.

        The token goes to Slack alone: any other address is refused.
        """
        if not self._is_slacks(url):
            return Refused(ELSEWHERE)
        try:
            # As it is: what unpacks to any size would fill the memory.
            headers = _authorize_header(token) | {"Accept-Encoding": "identity"}
            fetched = self._connections.get(url, headers, most, seconds)
        except TooLargeError:
            return Refused(TOO_LARGE)
        except NotConnectedError as error:
            return NotSent(str(error))
        except LostAnswerError as error:
            return Unclear(str(error))
        return _read_download(fetched)

    def respond(self, url: str, body: Mapping[str, object]) -> Answer:
        """Answer at a `response_url`, which is its own permission."""
        return self._post(url, json.dumps(body).encode(), JSON)

    def close(self) -> None:
        """Hang up; the next call connects again."""
        self._connections.close()

    def _is_slacks(self, url: str) -> bool:
        try:
            parts, ours = urlsplit(url), urlsplit(self._url)
        except ValueError:
            return False
        return (parts.scheme, parts.netloc) in {(ours.scheme, ours.netloc), *(("https", host) for host in FILE_HOSTS)}

    def _call(self, method: str, body: bytes, headers: dict[str, str]) -> Answer:
        answer = self._post(self._url + method, body, headers)
        # Slack's methods refuse in JSON. A bare status comes from somebody on the way, such as a proxy that wants a
        # login: Slack has heard nothing.
        if isinstance(answer, Refused) and answer.code.startswith("http_"):
            return NotSent(answer.code)
        return answer

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        try:
            response = self._connections.post(url, body, headers)
        except ValueError as error:
            return Refused(f"bad_url: {error}")
        except NotConnectedError as error:
            return NotSent(str(error))
        except LostAnswerError as error:
            return Unclear(str(error))
        return read_answer(response.status, response.headers.get("Retry-After"), response.data)


def _read_download(fetched: Fetched) -> Answer:
    if fetched.status >= 500 or fetched.status == 429:
        return NotSent(f"http {fetched.status}")
    # Whoever may not read files is sent to a page to log in, or shown it in place of the file.
    page = "html" in fetched.kind.casefold() or fetched.data[:200].lstrip().lower().startswith(PAGES)
    if fetched.status in (301, 302, 303, 307, 308, 401, 403) or (fetched.status == 200 and page):
        return Refused(LOGIN)
    return Accepted({"content": fetched.data}) if fetched.status == 200 else Refused(f"http_{fetched.status}")


def _authorize_header(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
