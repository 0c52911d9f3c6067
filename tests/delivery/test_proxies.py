"""Companies whose only way out is a proxy: what the bot says by itself takes it, and says so when it is shut."""

import shutil
import ssl
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.proxies import Proxies
from bot.records.database import Database
from bot.settings import Settings
from tests.certificate import make_certificate
from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.mail import Mail
from tests.delivery.proxy import Proxy


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    server = Proxy()
    yield server
    server.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with key and certificate of a server that nobody trusts yet."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    folder = tmp_path_factory.mktemp("tls")
    make_certificate(folder / "key.pem", folder / "certificate.pem")
    return folder / "certificate.pem"


@pytest.fixture
def tls_slack(certificate: Path) -> Iterator[FaultySlack]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server = FaultySlack(tls)
    yield server
    server.close()


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def mail_by(db: Database, slack: FaultySlack, **environ: str) -> Mail:
    return Mail(db, slack, proxies=Settings.read(environ).proxies)


def send(mail: Mail) -> tuple[int, str]:
    """How many messages Slack has, and the state of the one."""
    row_id = mail.add("hello")
    return mail.deliver(), mail.state(row_id)


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy"])
def test_http_is_forwarded(db: Database, slack: FaultySlack, proxy: Proxy, variable: str) -> None:
    assert send(mail_by(db, slack, **{variable: f"http://{proxy.address}"})) == (1, "sent")
    assert proxy.asked == [(f"POST {slack.url}chat.postMessage", None)]
    assert slack.said("C1") == ["notice hello"]


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy"])
@pytest.mark.usefixtures("trusted")
def test_https_goes_through_one_tunnel(db: Database, tls_slack: FaultySlack, proxy: Proxy, variable: str) -> None:
    mail = mail_by(db, tls_slack, **{variable: proxy.address})
    assert [send(mail), send(mail)] == [(1, "sent")] * 2
    assert proxy.asked == [(f"CONNECT 127.0.0.1:{tls_slack.server.server_port}", None)]
    mail.delivery.stop()


@pytest.mark.usefixtures("trusted")
def test_the_login_is_for_the_proxy_alone(db: Database, tls_slack: FaultySlack, proxy: Proxy) -> None:
    mail = mail_by(db, tls_slack, HTTPS_PROXY=f"http://align:p%40ss@{proxy.address}")
    assert send(mail) == (1, "sent")
    assert proxy.asked[0][1] == f"Basic {b64encode(b'align:p@ss').decode()}"
    mail.delivery.stop()


@pytest.mark.parametrize("hosts", ["127.0.0.1", "*", "example.org, 127.0.0.1"])
def test_what_no_proxy_names_is_reached_without(db: Database, slack: FaultySlack, proxy: Proxy, hosts: str) -> None:
    assert send(mail_by(db, slack, HTTP_PROXY=proxy.address, NO_PROXY=hosts)) == (1, "sent")
    assert proxy.asked == []


@pytest.mark.parametrize(
    ("bypass", "host", "direct"),
    [
        ("slack.com", "slack.com", True),
        ("slack.com", "files.slack.com", True),
        (".slack.com", "files.slack.com", True),
        ("slack.com", "notslack.com", False),
        ("SLACK.com", "slack.com", True),
        ("slack.com:8080", "slack.com", False),
        ("", "slack.com", False),
    ],
)
def test_which_hosts_no_proxy_means(bypass: str, host: str, direct: bool) -> None:
    chosen = Proxies("http://a", "http://b", bypass).choose(f"https://{host}:443/api/")
    assert chosen == ("" if direct else "http://b")


@pytest.mark.usefixtures("trusted")
def test_a_proxy_that_says_no_loses_nothing(db: Database, tls_slack: FaultySlack, proxy: Proxy) -> None:
    proxy.refuses = 502
    mail = mail_by(db, tls_slack, HTTPS_PROXY=proxy.address)
    row_id = mail.add("hello")
    for _ in range(8):
        mail.deliver(600)
    assert (mail.state(row_id), "502" in mail.row(row_id).error) == ("waiting", True)
    proxy.refuses = None
    assert mail.deliver(600) == 1
    mail.delivery.stop()


def test_a_proxy_that_is_not_there_loses_nothing(db: Database, slack: FaultySlack, proxy: Proxy) -> None:
    mail = mail_by(db, slack, HTTP_PROXY=proxy.address)
    proxy.close()
    assert send(mail) == (0, "waiting")


def test_whoever_cannot_be_trusted_hears_nothing(db: Database, tls_slack: FaultySlack) -> None:
    mail = Mail(db, tls_slack)
    assert send(mail) == (0, "waiting")
    assert tls_slack.calls == []
