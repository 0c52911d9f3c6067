"""The fixtures that every test may ask for."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Properties are judged by their result, not by how busy the machine is.
settings.register_profile("align", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("align")

pytest_plugins = [
    "tests.standin.plugin",
    "tests.company",
    "tests.fixtures_align",
    "tests.fixtures_databases",
    "tests.neighbours",
    "tests.shelf",
]


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    """Processes that tests start find the code compiled, as an installation has it: a third of what a start takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--taps", default="2000", help="how many taps are attacked (tests/attacks); on PostgreSQL a third")
    parser.addoption("--histories", default="300", help="how many histories of waves are attacked (tests/attacks)")
    parser.addoption("--screens", metavar="DIR", help="keep pictures of a quarter in the browser (tests/e2e)")
