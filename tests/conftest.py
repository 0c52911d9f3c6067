"""The fixtures that every test may ask for."""

import pytest

pytest_plugins = ["tests.standin.plugin", "tests.company", "tests.fixtures_align", "tests.fixtures_databases"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--taps", default="2000", help="how many taps are attacked (tests/attacks); on PostgreSQL a third")
